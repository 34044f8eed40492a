package extrato.support.settings;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Parses a database URL in the forms that psql, Python and Java use. Messages never quote any part
 * of it, because in a malformed URL any part may belong to the password.
 */
final class DatabaseUrlParser {
  private static final Pattern LIBPQ =
      Pattern.compile("postgres(?:ql)?(\\+\\w+)?://(.*)", Pattern.DOTALL);
  private static final Pattern JDBC =
      Pattern.compile("jdbc:postgresql:(?://(.*)|/?(.*))", Pattern.DOTALL);
  private static final Pattern HOST_AND_PORT =
      Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]*)(?::([^:]*))?");
  private static final Pattern HOST_NAME = Pattern.compile("[\\p{L}\\p{N}._-]+|[0-9A-Fa-f:.]+");
  private static final Pattern MUST_BE_ENCODED = Pattern.compile("[\\s\\p{Cntrl}#]");

  private static final String NOT_A_URL =
      "must start with postgresql://, postgres://, postgresql+psycopg2://, jdbc:postgresql: or"
          + " embedded:";
  private static final String NOT_ENCODED =
      "cannot be taken apart: in a user name or password, @ / ? # % and spaces have to be"
          + " percent-encoded (%40 %2F %3F %23 %25 %20)";
  private static final String WRONG_PORT =
      "must have a number between 1 and 65535 as its port; where a user name or password is meant,"
          + " @ / ? # in it have to be percent-encoded (%40 %2F %3F %23)";

  /** Parameters that mean the same as a part of the URL before the question mark. */
  private static final Map<String, String> PARTS =
      Map.of(
          "host", "host",
          "port", "port",
          "dbname", "dbname",
          "user", "user",
          "password", "password",
          "PGHOST", "host",
          "PGPORT", "port",
          "PGDBNAME", "dbname");

  private static final Set<String> SECRETS = Set.of("password", "sslpassword");

  private final SettingParsers parsers;
  private final String defaultUser;

  DatabaseUrlParser(SettingParsers parsers, String defaultUser) {
    this.parsers = parsers;
    this.defaultUser = defaultUser;
  }

  DatabaseUrl parse(String url) throws WrongValue {
    if (url.startsWith("embedded:")) {
      String folder = url.substring("embedded:".length());
      return new DatabaseUrl.Embedded(folder.isEmpty() ? null : parsers.path(folder));
    }
    Matcher jdbc = JDBC.matcher(url);
    if (jdbc.matches()) {
      String afterSlashes = jdbc.group(1);
      return server(afterSlashes == null ? "/" + jdbc.group(2) : afterSlashes, Dialect.JDBC);
    }
    Matcher libpq = LIBPQ.matcher(url);
    if (libpq.matches()) {
      return server(libpq.group(2), libpq.group(1) == null ? Dialect.PSQL : Dialect.PYTHON);
    }
    throw new WrongValue(NOT_A_URL);
  }

  /** Whose URL it is. */
  private enum Dialect {
    PSQL,
    PYTHON,
    JDBC;

    /** Whether the driver's own names are allowed. */
    private boolean jdbc() {
      return this == JDBC;
    }

    /**
     * Whether a plus sign in a parameter means a space: it does in Java's driver and in Python's
     * SQLAlchemy, but not in psql.
     */
    private boolean plusIsSpace() {
      return this != PSQL;
    }
  }

  /**
   * @param rest what follows the two slashes
   */
  private DatabaseUrl server(String rest, Dialect dialect) throws WrongValue {
    int questionMark = rest.indexOf('?');
    String main = questionMark < 0 ? rest : rest.substring(0, questionMark);
    String query = questionMark < 0 ? "" : rest.substring(questionMark + 1);
    int slash = main.indexOf('/');
    String authority = slash < 0 ? main : main.substring(0, slash);
    String path = slash < 0 ? "" : main.substring(slash + 1);
    refuseWhatIsNotEncoded(rest, authority, path, query, dialect);

    Map<String, String> parts = new HashMap<>();
    parts.put("dbname", PercentEncoding.decode(path, dialect.jdbc()));
    int at = authority.indexOf('@');
    if (at >= 0) {
      credentials(authority.substring(0, at), parts);
    }
    hostAndPort(authority.substring(at + 1), parts);
    ConnectionParameters parameters = new ConnectionParameters(parsers, dialect.jdbc());
    query(query, dialect, parts, parameters);
    return server(parts, parameters.finish());
  }

  private static void refuseWhatIsNotEncoded(
      String rest, String authority, String path, String query, Dialect dialect) throws WrongValue {
    boolean strayAt =
        authority.indexOf('@') != authority.lastIndexOf('@')
            || path.indexOf('@') >= 0
            // Some servers want user=name@server; in a jdbc: URL, the user is a parameter.
            || (query.indexOf('@') >= 0 && !dialect.jdbc());
    if (strayAt || MUST_BE_ENCODED.matcher(rest).find()) {
      throw new WrongValue(NOT_ENCODED);
    }
  }

  private static void credentials(String text, Map<String, String> parts) throws WrongValue {
    int colon = text.indexOf(':');
    parts.put("user", PercentEncoding.decode(colon < 0 ? text : text.substring(0, colon), false));
    if (colon >= 0) {
      parts.put("password", PercentEncoding.decode(text.substring(colon + 1), false));
    }
  }

  private static void hostAndPort(String text, Map<String, String> parts) throws WrongValue {
    if (text.indexOf(',') >= 0) {
      throw new WrongValue("must name one host, the primary, and not several");
    }
    Matcher matcher = HOST_AND_PORT.matcher(text);
    if (!matcher.matches()) {
      throw new WrongValue("must have an IPv6 address as its host in brackets: [::1]");
    }
    parts.put("host", PercentEncoding.decode(withoutBrackets(matcher.group(1)), false));
    parts.put("port", matcher.group(2) == null ? "" : matcher.group(2));
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static void query(
      String query, Dialect dialect, Map<String, String> parts, ConnectionParameters parameters)
      throws WrongValue {
    // If a password was not encoded (a&b), the rest of it may look like a parameter's name.
    boolean nameable = query.indexOf('@') < 0;
    for (String parameter : split(query)) {
      int equals = parameter.indexOf('=');
      if (equals < 0 && !dialect.jdbc()) {
        throw new WrongValue("has a parameter without a value");
      }
      boolean plusIsSpace = dialect.plusIsSpace();
      String name =
          PercentEncoding.decode(
              equals < 0 ? parameter : parameter.substring(0, equals), plusIsSpace);
      String value =
          PercentEncoding.decode(equals < 0 ? "" : parameter.substring(equals + 1), plusIsSpace);
      nameable = nameable && !SECRETS.contains(name);
      String part = PARTS.get(name);
      if (part == null) {
        parameters.add(name, value, nameable);
      } else if (!value.isEmpty()) {
        parts.put(part, part.equals("host") ? withoutBrackets(value) : value);
      }
    }
  }

  private static List<String> split(String query) {
    List<String> parameters = new ArrayList<>();
    for (String parameter : query.split("&", -1)) {
      if (!parameter.isEmpty()) {
        parameters.add(parameter);
      }
    }
    return parameters;
  }

  private DatabaseUrl server(Map<String, String> parts, Map<String, String> parameters)
      throws WrongValue {
    String user = orElse(parts.get("user"), defaultUser);
    String password = orElse(parts.get("password"), "");
    return new DatabaseUrl.Server(
        host(orElse(parts.get("host"), "localhost")),
        port(orElse(parts.get("port"), "5432")),
        orElse(parts.get("dbname"), user),
        user,
        password.isEmpty() ? null : password,
        parameters);
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null || text.isEmpty() ? other : text;
  }

  private static String host(String host) throws WrongValue {
    if (host.startsWith("/") || host.startsWith("@")) {
      throw new WrongValue(
          "names a Unix socket, which cannot be reached from Java: use localhost as the host");
    }
    if (host.indexOf(',') >= 0) {
      throw new WrongValue("must name one host, the primary, and not several");
    }
    if (!HOST_NAME.matcher(host).matches()) {
      throw new WrongValue("must have the name or address of a server as its host");
    }
    return host;
  }

  private static int port(String text) throws WrongValue {
    int port = text.matches("\\d{1,5}") ? Integer.parseInt(text) : 0;
    if (port < 1 || port > 65535) {
      throw new WrongValue(WRONG_PORT);
    }
    return port;
  }
}
