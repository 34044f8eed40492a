package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.postgres.embedded.EmbeddedServer;
import extrato.support.failure.ExitCode;
import extrato.testing.Clerk;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that follows another one: it can be read, and takes no changes. */
class StandbyIT {
  @TempDir Path home;

  @Test
  void aStandby_isRefused_andKeepsItsRows() throws IOException, SQLException {
    Path folder = home.resolve("server");
    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      try (Connection connection = server.connect();
          Statement statement = connection.createStatement()) {
        statement.execute(script());
        statement.execute(
            "insert into users (id, name) values (1, 'Ana');insert into gastos (data, valor,"
                + " forma_pagamento, created_by) values ('2025-09-09', 12.50, 'Pix', 1)");
      }
      clerk(server).run("backup").expect(ExitCode.DONE);
    }
    Files.createFile(dataOf(folder).resolve("standby.signal"));

    try (EmbeddedServer server = EmbeddedServer.start(folder)) {
      assertThat(ask(server, "select pg_is_in_recovery()")).isEqualTo("t");
      for (String command : new String[] {"backup", "extrato", "monthly"}) {
        assertThat(clerk(server).run(command).expect(ExitCode.UNFIT).err()).contains("standby");
      }
      assertThat(ask(server, "select count(*) from gastos")).isEqualTo("1");
    }
  }

  private Clerk clerk(EmbeddedServer server) {
    return Clerk.of(
        String.format(
            Locale.ROOT,
            "postgresql://%s:%s@127.0.0.1:%d/studio",
            server.user(),
            server.password(),
            server.port()),
        home);
  }

  private static Path dataOf(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files.filter(file -> file.endsWith("global")).findFirst().orElseThrow().resolve("..");
    }
  }

  private static String ask(EmbeddedServer server, String query) throws SQLException {
    try (Connection connection = server.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static String script() throws IOException {
    try (InputStream script = StandbyIT.class.getResourceAsStream("/extrato/demo/studio.sql")) {
      return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
