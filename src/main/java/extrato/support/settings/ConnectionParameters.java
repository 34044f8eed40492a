package extrato.support.settings;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;

/**
 * Translates the parameters that psql and Python know into those of the JDBC driver. It refuses
 * what the driver cannot do, because a connection that is less safe than its URL says would be
 * worse than none.
 */
final class ConnectionParameters {
  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final Map<String, String> SERVER_TYPES =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "read-only", "secondary",
          "primary", "primary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  /** Parameters of PostgreSQL's own clients that Java's driver does not have. */
  private static final Set<String> NOT_IN_JAVA =
      Set.of(
          "fallback_application_name",
          "hostaddr",
          "keepalives_count",
          "keepalives_idle",
          "keepalives_interval",
          "max_protocol_version",
          "min_protocol_version",
          "oauth_client_id",
          "oauth_client_secret",
          "oauth_issuer",
          "oauth_scope",
          "passfile",
          "replication",
          "requirepeer",
          "requiressl",
          "scram_client_key",
          "scram_server_key",
          "service",
          "servicefile",
          "ssl_max_protocol_version",
          "ssl_min_protocol_version",
          "sslcrl",
          "sslcrldir",
          "sslkeylogfile",
          "tcp_user_timeout");

  /**
   * The driver's own parameters in a {@code jdbc:} URL, limited to those that say how to reach the
   * server, directly or through a pooler. The tool itself decides how to talk to it.
   */
  private static final Set<String> DRIVERS_OWN =
      Set.of(
          "ApplicationName",
          "cancelSignalTimeout",
          "channelBinding",
          "connectTimeout",
          "currentSchema",
          "gssEncMode",
          "gssResponseTimeout",
          "gssUseDefaultCreds",
          "hostRecheckSeconds",
          "jaasApplicationName",
          "jaasLogin",
          "kerberosServerName",
          "loadBalanceHosts",
          "localSocketAddress",
          "loginTimeout",
          "pemKeyAlgorithm",
          "prepareThreshold",
          "reWriteBatchedInserts",
          "receiveBufferSize",
          "requireAuth",
          "scramMaxIterations",
          "sendBufferSize",
          "socketTimeout",
          "ssl",
          "sslNegotiation",
          "sslResponseTimeout",
          "sslfactory",
          "sslhostnameverifier",
          "sspiServiceClass",
          "targetServerType",
          "tcpKeepAlive",
          "tcpNoDelay",
          "useSpnego");

  private static final String UNNAMED =
      "one that is not shown, for it may be a piece of a password (where & must be %26 and @ %40)";

  private final SettingParsers parsers;
  private final boolean driversOwn;
  private final Map<String, String> properties = new TreeMap<>();
  private final List<String> refused = new ArrayList<>();
  private boolean systemCertificates;

  ConnectionParameters(SettingParsers parsers, boolean driversOwn) {
    this.parsers = parsers;
    this.driversOwn = driversOwn;
  }

  /**
   * @param nameable whether a message may show an unknown name; false if it could be part of a
   *     password that was not percent-encoded
   */
  void add(String name, String value, boolean nameable) throws WrongValue {
    if (driversOwn && DRIVERS_OWN.contains(name)) {
      properties.put(name, value);
    } else if (NOT_IN_JAVA.contains(name)) {
      refused.add(name);
    } else if (!value.isEmpty()) {
      translate(name, value, nameable);
    }
  }

  private void translate(String name, String value, boolean nameable) throws WrongValue {
    switch (name) {
      case "application_name" -> properties.put("ApplicationName", value);
      case "channel_binding" ->
          properties.put("channelBinding", oneOf(name, value, "disable", "prefer", "require"));
      case "client_encoding" -> onlyFits(name, value, Set.of("utf8", "UTF8", "utf-8", "UTF-8"));
      case "connect_timeout" -> properties.put("connectTimeout", seconds(name, value));
      case "gssencmode" ->
          properties.put("gssEncMode", oneOf(name, value, "disable", "prefer", "require"));
      case "gsslib" -> properties.put(name, oneOf(name, value, "gssapi", "sspi"));
      case "keepalives" ->
          properties.put(
              "tcpKeepAlive", translated(name, value, Map.of("0", "false", "1", "true")));
      case "krbsrvname" -> properties.put("kerberosServerName", value);
      case "load_balance_hosts" ->
          properties.put(
              "loadBalanceHosts",
              translated(name, value, Map.of("disable", "false", "random", "true")));
      // libpq has no word for it but options, which few know how to write in a URL.
      case "currentSchema", "options", "sslpassword" -> properties.put(name, value);
      case "require_auth" -> properties.put("requireAuth", value);
      case "ssl" -> properties.put("sslmode", translated(name, value, Map.of("true", "require")));
      case "sslcert", "sslkey" -> properties.put(name, file(name, value));
      case "sslcertmode" -> onlyFits(name, value, Set.of("allow"));
      case "sslcompression", "gssdelegation" -> onlyFits(name, value, Set.of("0"));
      case "sslmode" -> properties.put(name, oneOf(name, value, SSL_MODES.toArray(String[]::new)));
      case "sslnegotiation" ->
          properties.put("sslNegotiation", oneOf(name, value, "postgres", "direct"));
      case "sslrootcert" -> rootCertificate(name, value);
      case "sslsni" -> onlyFits(name, value, Set.of("1"));
      case "target_session_attrs" ->
          properties.put("targetServerType", translated(name, value, SERVER_TYPES));
      default -> refused.add(nameable || isDrivers(name) ? name : UNNAMED);
    }
  }

  /** All parameters, by the driver's names. */
  Map<String, String> finish() throws WrongValue {
    if (!refused.isEmpty()) {
      throw new WrongValue(
          "has parameters that this tool cannot honour: " + String.join(", ", refused));
    }
    if (systemCertificates) {
      // As in psql: system certificate authorities sign almost anything, so the host name must
      // match.
      String mode = properties.putIfAbsent("sslmode", "verify-full");
      if (mode != null && !mode.equals("verify-full")) {
        throw new WrongValue("has sslrootcert=system, which works only with sslmode=verify-full");
      }
    }
    return properties;
  }

  private void rootCertificate(String name, String value) throws WrongValue {
    if (value.equals("system")) {
      systemCertificates = true;
      properties.put("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
    } else {
      properties.put(name, file(name, value));
    }
  }

  private static boolean isDrivers(String name) {
    try {
      String url = "jdbc:postgresql:";
      return Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
          .anyMatch(property -> property.name.equals(name));
    } catch (SQLException e) {
      return false; // Without the driver, its names are unknown.
    }
  }

  private String file(String name, String value) throws WrongValue {
    try {
      return parsers.path(value).toString();
    } catch (WrongValue e) {
      throw new WrongValue("has a parameter " + name + " that " + e.text());
    }
  }

  private static String seconds(String name, String value) throws WrongValue {
    if (!value.matches("-?\\d{1,6}")) {
      throw new WrongValue("has a parameter " + name + " that must be a whole number of seconds");
    }
    return String.valueOf(Math.max(0, Integer.parseInt(value)));
  }

  private static String oneOf(String name, String value, String... choices) throws WrongValue {
    Map<String, String> same = new TreeMap<>();
    for (String choice : choices) {
      same.put(choice, choice);
    }
    return translated(name, value, same);
  }

  private static String translated(String name, String value, Map<String, String> choices)
      throws WrongValue {
    String property = choices.get(value);
    if (property == null) {
      throw new WrongValue(
          "has a parameter "
              + name
              + " that must be one of "
              + String.join(", ", choices.keySet().stream().sorted().toList()));
    }
    return property;
  }

  /** For a parameter that the driver cannot vary, so that only one value is right. */
  private static void onlyFits(String name, String value, Set<String> fits) throws WrongValue {
    if (!fits.contains(value)) {
      throw new WrongValue(
          "has a parameter "
              + name
              + " that can only be "
              + fits.stream().sorted().toList().get(0));
    }
  }
}
