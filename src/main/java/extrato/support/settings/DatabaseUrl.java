package extrato.support.settings;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which database the studio's books are in. */
public sealed interface DatabaseUrl {

  /** The URL for people to read, with the password as {@code ***}. */
  String masked();

  /**
   * A PostgreSQL server.
   *
   * @param host an IPv6 address stands here without its brackets
   * @param parameters under the names that the JDBC driver gives them
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

    /** What the driver connects to. It holds neither user nor password. */
    public String jdbcUrl() {
      return "jdbc:postgresql://" + address();
    }

    /** What goes to the driver beside the URL. */
    public Properties connectionProperties() {
      Properties properties = new Properties();
      parameters.forEach(properties::setProperty);
      if (user != null) {
        properties.setProperty("user", user);
      }
      // Without a password the driver would read ~/.pgpass itself, whoever else can read it.
      properties.setProperty("password", password == null ? "" : password);
      return properties;
    }

    Server withPassword(String found) {
      return new Server(host, port, database, user, found, parameters);
    }

    /** Whether the URL as it was written holds something that nobody else should read. */
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
   * A PostgreSQL that the tool starts and stops itself.
   *
   * @param folder where its data is kept, or null for the usual place
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
