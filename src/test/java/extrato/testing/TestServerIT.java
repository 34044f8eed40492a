package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TestServerIT {
  @ParameterizedTest
  @CsvSource({
    "server_encoding, UTF8",
    "fsync, off",
    "max_connections, 200",
    "max_prepared_transactions, 0",
    "is_superuser, on",
    "application_name, test"
  })
  void setting_onEveryServer_isWhatTheTestsCountOn(String name, String value) throws SQLException {
    assertThat(show(name)).isEqualTo(value);
  }

  @Test
  void description_names_theKindOfServerAndItsVersion() throws SQLException {
    assertThat(TestServer.get().description())
        .startsWith("tests run on ")
        .contains("PostgreSQL " + show("server_version").split(" ", 2)[0]);
  }

  private static String show(String name) throws SQLException {
    try (Connection connection = TestServer.get().connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("show " + name)) {
      result.next();
      return result.getString(1);
    }
  }
}
