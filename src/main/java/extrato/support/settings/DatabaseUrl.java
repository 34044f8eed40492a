package extrato.support.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database that holds the studio's books. */
public sealed interface DatabaseUrl {

  /** The URL for people to read; its password is shown as {@code ***}. */
  String masked();

  /**
   * A PostgreSQL server.
   *
   * @param host an IPv6 address has no brackets here
   * @param parameters by the JDBC driver's names
   */
  record Server(
      String host,
      int port,
      String database,
      @Nullable String user,
      @Nullable String password,
      Map<String, String> parameters)
      implements DatabaseUrl {

    public Server {
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }

    @Override
    public String masked() {
      String credentials = user == null ? "" : PercentEncoding.encode(user);
      if (password != null) {
        credentials += ":***";
      }
      String query =
          parameters.entrySet().stream()
              .map(parameter -> parameter.getKey() + "=" + shown(parameter))
              .collect(Collectors.joining("&"));
      return "postgresql://"
          + (credentials.isEmpty() ? "" : credentials + "@")
          + address()
          + (query.isEmpty() ? "" : "?" + query);
    }

    /** The URL that the driver gets. It contains neither user nor password. */
    public String jdbcUrl() {
      return "jdbc:postgresql://" + address();
    }

    /** The properties that the driver gets beside the URL. */
    public Properties connectionProperties() {
      Properties properties = new Properties();
      parameters.forEach(properties::setProperty);
      if (user != null) {
        properties.setProperty("user", user);
      }
      // Without a password, the driver would read ~/.pgpass itself, even if others can read it.
      properties.setProperty("password", password == null ? "" : password);
      return properties;
    }

    Server withPassword(String found) {
      return new Server(host, port, database, user, found, parameters);
    }

    /** The same server, which must answer within that time: its user may have set another. */
    public Server answeringWithin(Duration patience) {
      Map<String, String> more = new TreeMap<>(parameters);
      more.putIfAbsent("socketTimeout", String.valueOf(patience.toSeconds()));
      return new Server(host, port, database, user, password, more);
    }

    /** Whether the URL as it was written contains something that nobody else should read. */
    boolean holdsSecret() {
      return password != null || parameters.containsKey("sslpassword");
    }

    private String address() {
      String name = host.indexOf(':') < 0 ? host : "[" + host + "]";
      return name + ":" + port + "/" + PercentEncoding.encode(database);
    }

    private static String shown(Map.Entry<String, String> parameter) {
      return parameter.getKey().equals("sslpassword")
          ? "***"
          : PercentEncoding.encode(parameter.getValue());
    }

    @Override
    public String toString() {
      return masked();
    }
  }

  /**
   * A PostgreSQL server that the tool starts and stops itself.
   *
   * @param folder the folder of its data; null for the usual place
   */
  record Embedded(@Nullable Path folder) implements DatabaseUrl {
    @Override
    public String masked() {
      return folder == null ? "embedded:" : "embedded:" + folder;
    }

    @Override
    public String toString() {
      return masked();
    }
  }
}
