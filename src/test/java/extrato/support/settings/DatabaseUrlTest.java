package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
  private static final Path HOME = Path.of("/srv/extrato");

  @Test
  void server_completeUrl() throws WrongValue {
    DatabaseUrl.Server server = server("postgresql://ana:secret@db.example:6432/studio");

    assertThat(server.host()).isEqualTo("db.example");
    assertThat(server.port()).isEqualTo(6432);
    assertThat(server.database()).isEqualTo("studio");
    assertThat(server.user()).isEqualTo("ana");
    assertThat(server.password()).isEqualTo("secret");
    assertThat(server.parameters()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ana:secret@db/studio",
        "postgres://ana:secret@db:5432/studio",
        "postgresql+psycopg2://ana:secret@db/studio",
        "postgresql+psycopg://ana:secret@db/studio",
        "jdbc:postgresql://ana:secret@db/studio",
        "jdbc:postgresql://db/studio?user=ana&password=secret",
        "postgresql://db/studio?user=ana&password=secret",
        "postgresql:///studio?host=db&user=ana&password=secret&port=5432",
        "postgresql://?host=db&user=ana&password=secret&dbname=studio",
        "postgresql://%61na:%73ecret@d%62/%73tudio"
      })
  void server_everyWayToWriteTheSame(String url) throws WrongValue {
    assertThat(server(url))
        .isEqualTo(new DatabaseUrl.Server("db", 5432, "studio", "ana", "secret", Map.of()));
  }

  @Test
  void server_whatIsMissing() throws WrongValue {
    assertThat(server("postgresql://"))
        .isEqualTo(new DatabaseUrl.Server("localhost", 5432, "rui", "rui", null, Map.of()));
    assertThat(server("postgresql://ana@/"))
        .isEqualTo(new DatabaseUrl.Server("localhost", 5432, "ana", "ana", null, Map.of()));
    assertThat(server("jdbc:postgresql:studio"))
        .isEqualTo(new DatabaseUrl.Server("localhost", 5432, "studio", "rui", null, Map.of()));
  }

  @Test
  void server_percentEncodedPassword() throws WrongValue {
    assertThat(server("postgresql://ana:%40%2F%3F%23%25%20%3A%C3%A7+@db/studio").password())
        .isEqualTo("@/?#% :ç+");
    assertThat(server("postgresql://ana:a:b,c[d]&e=f@db/studio").password())
        .isEqualTo("a:b,c[d]&e=f");
  }

  @Test
  void server_plusAmongTheParameters() throws WrongValue {
    assertThat(server("postgresql://db/s?password=a+b").password()).isEqualTo("a+b");
    assertThat(server("postgresql+psycopg2://db/s?password=a+b").password()).isEqualTo("a b");
    assertThat(server("jdbc:postgresql://db/s?password=a+b").password()).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://[::1]:6432/studio, ::1, 6432",
    "postgresql://ana:x@[2001:db8::7]/studio, 2001:db8::7, 5432",
    "postgresql:///studio?host=%5B::1%5D, ::1, 5432",
    "postgresql:///studio?host=::1, ::1, 5432"
  })
  void server_ipv6(String url, String host, int port) throws WrongValue {
    DatabaseUrl.Server server = server(url);

    assertThat(server.host()).isEqualTo(host);
    assertThat(server.port()).isEqualTo(port);
    assertThat(server.jdbcUrl()).isEqualTo("jdbc:postgresql://[" + host + "]:" + port + "/studio");
  }

  @ParameterizedTest
  @CsvSource({
    "sslmode=verify-full, sslmode=verify-full",
    "ssl=true, sslmode=require",
    "sslrootcert=/etc/ca.pem, sslrootcert=/etc/ca.pem",
    "sslrootcert=ca.pem, sslrootcert=/srv/extrato/ca.pem",
    "sslcert=/c.crt, sslcert=/c.crt",
    "sslkey=/c.pk8, sslkey=/c.pk8",
    "sslpassword=p, sslpassword=p",
    "sslnegotiation=direct, sslNegotiation=direct",
    "connect_timeout=7, connectTimeout=7",
    "connect_timeout=-1, connectTimeout=0",
    "application_name=books, ApplicationName=books",
    "options=-c%20search_path%3Dstudio, options=-c search_path=studio",
    "currentSchema=norte, currentSchema=norte",
    "target_session_attrs=read-write, targetServerType=primary",
    "target_session_attrs=prefer-standby, targetServerType=preferSecondary",
    "channel_binding=require, channelBinding=require",
    "gssencmode=disable, gssEncMode=disable",
    "gsslib=gssapi, gsslib=gssapi",
    "krbsrvname=postgres, kerberosServerName=postgres",
    "keepalives=1, tcpKeepAlive=true",
    "load_balance_hosts=disable, loadBalanceHosts=false",
    "require_auth=scram-sha-256, requireAuth=scram-sha-256"
  })
  void server_libpqParameter(String parameter, String translated) throws WrongValue {
    String[] expected = translated.split("=", 2);

    assertThat(server("postgresql://db/studio?" + parameter).parameters())
        .containsExactly(Map.entry(expected[0], expected[1]));
    assertThat(driverProperties()).contains(expected[0]);
  }

  @Test
  void server_systemCertificates() throws WrongValue {
    assertThat(server("postgresql://db/studio?sslrootcert=system").parameters())
        .containsOnly(
            Map.entry("sslmode", "verify-full"),
            Map.entry("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory"));
    assertThat(refusal("postgresql://db/studio?sslrootcert=system&sslmode=require"))
        .contains("sslmode=verify-full");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_encoding=utf8", "sslsni=1", "sslcompression=0", "sslmode="})
  void server_parameterThatChangesNothing(String parameter) throws WrongValue {
    assertThat(server("postgresql://db/studio?" + parameter).parameters()).isEmpty();
  }

  @Test
  void server_driversOwnParameters() throws WrongValue {
    Map<String, String> parameters =
        server("jdbc:postgresql://db/s?ssl=true&socketTimeout=9&ApplicationName=x&sslmode=require")
            .parameters();

    assertThat(parameters)
        .containsOnly(
            Map.entry("ssl", "true"),
            Map.entry("socketTimeout", "9"),
            Map.entry("ApplicationName", "x"),
            Map.entry("sslmode", "require"));
    assertThat(driverProperties()).containsAll(parameters.keySet());
  }

  @ParameterizedTest
  @CsvSource({
    "postgresql://db/s?sslcrl=/x, sslcrl",
    "postgresql://db/s?keepalives_idle=3&sslcrldir=/x, 'keepalives_idle, sslcrldir'",
    "postgresql://db/s?sslmod=require, sslmod",
    "postgresql://db/s?socketTimeout=9, socketTimeout",
    "postgresql://db/s?sslmode=requird, sslmode",
    "postgresql://db/s?sslcert=~/x, sslcert",
    "postgresql://db/s?connect_timeout=soon, connect_timeout",
    "postgresql://db/s?client_encoding=latin1, client_encoding",
    "postgresql://db/s?ssl=false, ssl",
    "jdbc:postgresql://db/s?user=u&password=p&autosave=always, autosave",
    "jdbc:postgresql://db/s?password=p&hostaddr=1.1.1.1, hostaddr"
  })
  void refusal_parameterThatCannotBeHonoured(String url, String named) {
    assertThat(refusal(url)).contains(named);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql://ana:pri@vado@db/studio",
        "postgresql://ana:pri/vado@db/studio",
        "postgresql://ana:pri@x/vado@db/studio",
        "postgresql://ana:pri#vado@db/studio",
        "postgresql://ana:pri?vado@db/studio",
        "postgresql://ana:pri?vado=vado@db/studio",
        "postgresql://ana:123?vado=x@db/studio",
        "postgresql://ana:pri vado@db/studio",
        "postgresql://ana:pri\nvado@db/studio",
        "postgresql://ana:pri%vado@db/studio",
        "postgresql://ana:vado%",
        "postgresql://ana:vado",
        "postgres://ana:vado/x",
        "jdbc:postgresql://ana:pri?vado@db/studio",
        "jdbc:postgresql://ana:123?vado=x@db/studio",
        "jdbc:postgresql://db/studio?user=ana&password=pri#vado",
        "jdbc:postgresql://db/studio?user=ana&password=pri%vado"
      })
  void refusal_passwordNotEncoded(String url) {
    assertThat(refusal(url)).contains("%").doesNotContain("vado").doesNotContain("pri");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://db/studio?user=ana&password=pri&vado=x",
        "postgresql://db/studio?user=ana&password=pri&vado",
        "postgresql://ana:vado@db:vado/studio",
        "postgresql://ana:vado@db:99999/studio",
        "postgresql://ana:vado@db:0/studio",
        "postgresql://ana:vado@::1/studio",
        "postgresql://ana:vado@a b/studio",
        "postgresql://ana:vado@a$b/studio",
        "postgresql://ana:vado@one,two/studio",
        "postgresql://ana:vado@db/%ff",
        "postgresql://ana:vado%00@db/studio",
        "postgresql://ana:vado@%2Fvar%2Frun%2Fpostgresql/studio",
        "postgresql:///studio?password=vado&host=/var/run/postgresql",
        "postgresql:///studio?password=vado&host=one,two",
        "postgresql:vado",
        "mysql://ana:vado@db/studio",
        "host=db password=vado",
        "vado",
        "embedded",
        "embedded:~/vado"
      })
  void refusal_neverQuotesTheUrl(String url) {
    assertThat(refusal(url)).doesNotContain("vado").doesNotContain("ana");
  }

  @Test
  void refusal_saysWhatToDo() {
    assertThat(refusal("postgresql://db1,db2/studio")).contains("one host");
    assertThat(refusal("postgresql:///studio?host=/var/run")).contains("localhost");
    assertThat(refusal("postgresql://fe80::1/studio")).contains("brackets");
    assertThat(refusal("mysql://db/studio")).contains("postgresql://").contains("embedded:");
  }

  @Test
  void embedded_folder() throws WrongValue {
    assertThat(parse("embedded:")).isEqualTo(new DatabaseUrl.Embedded(null));
    assertThat(parse("embedded:/data/pg")).isEqualTo(new DatabaseUrl.Embedded(Path.of("/data/pg")));
    assertThat(parse("embedded:data/pg"))
        .isEqualTo(new DatabaseUrl.Embedded(Path.of("/srv/extrato/data/pg")))
        .hasToString("embedded:/srv/extrato/data/pg");
  }

  @Test
  void masked_showsNoSecret() throws WrongValue {
    DatabaseUrl.Server server =
        server("postgres://ana%40x:vado@db/st%20udio?sslpassword=vado&sslmode=require");

    assertThat(server.masked())
        .isEqualTo("postgresql://ana%40x:***@db:5432/st%20udio?sslmode=require&sslpassword=***");
    assertThat(server.toString()).isEqualTo(server.masked());
    assertThat(server.jdbcUrl()).isEqualTo("jdbc:postgresql://db:5432/st%20udio");
    assertThat(server("postgresql://ana@[::1]/s")).hasToString("postgresql://ana@[::1]:5432/s");
  }

  @Test
  void connectionProperties_forTheDriver() throws WrongValue {
    assertThat(server("postgresql://ana:vado@db/s?application_name=x").connectionProperties())
        .containsOnly(
            Map.entry("user", "ana"),
            Map.entry("password", "vado"),
            Map.entry("ApplicationName", "x"));
  }

  @Test
  void connectionProperties_withoutPassword() throws WrongValue {
    assertThat(server("postgresql://ana@db/s").connectionProperties())
        .as("or the driver would look for one itself")
        .containsEntry("password", "");
  }

  @Test
  void parameters_cannotBeChanged() throws WrongValue {
    Map<String, String> parameters = server("postgresql://db/s?sslmode=require").parameters();

    assertThatThrownBy(parameters::clear).isInstanceOf(UnsupportedOperationException.class);
  }

  private static DatabaseUrl parse(String url) throws WrongValue {
    return new DatabaseUrlParser(new SettingParsers(HOME), "rui").parse(url);
  }

  private static DatabaseUrl.Server server(String url) throws WrongValue {
    return (DatabaseUrl.Server) parse(url);
  }

  private static String refusal(String url) {
    try {
      throw new AssertionError("understood: " + parse(url));
    } catch (WrongValue e) {
      return e.text();
    }
  }

  private static Set<String> driverProperties() {
    try {
      String url = "jdbc:postgresql:";
      return Arrays.stream(DriverManager.getDriver(url).getPropertyInfo(url, new Properties()))
          .map(property -> property.name)
          .collect(Collectors.toSet());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
