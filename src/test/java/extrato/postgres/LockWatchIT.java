package extrato.postgres;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for a lock is told who holds it. */
@ExtendWith(StudioExtension.class)
@Timeout(60)
class LockWatchIT {
  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator =
        Operator.inDecember(studio, home)
            .with("EXTRATO_LOCK_TIMEOUT", "3s")
            .with("EXTRATO_ATTEMPTS", "1");
    operator.run(MONTH, "backup").expect(0);
  }

  @Test
  void whoIsInTheWay_isNamed_andNothingOfWhatTheyWrote(StudioDatabase studio) throws SQLException {
    try (Connection other = studio.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("set application_name = 'painel'");
      statement.execute("lock table pagamentos");
      statement.execute("update clients set name = 'Maria Segredo' where id = 1");

      assertThat(operator.run(MONTH, "extrato").expect(6).err())
          .containsPattern(
              "extrato: waiting for a lock that server process \\d+ \\(user postgres, program"
                  + " painel\\), in a transaction since \\d\\d/\\d\\d/\\d{4} [\\d:]{8}, idle in its"
                  + " transaction after UPDATE, holds\n")
          .doesNotContain("Segredo");
    }
  }

  /** A role like others sees no more of another one's session than who it is. */
  @Test
  void aRoleThatMaySeeNoMore_isToldWhoItIs(StudioDatabase studio) throws SQLException {
    StudioRole role = studio.role("select on pagamentos, sessoes, comissoes, gastos, extratos");
    studio.execute(
        "grant usage on schema extrato to "
            + role.name()
            + "; grant select on all tables in schema extrato to "
            + role.name());
    try (Connection other = studio.connect();
        Statement statement = other.createStatement()) {
      other.setAutoCommit(false);
      statement.execute("lock table pagamentos in access exclusive mode");

      assertThat(operator.with("DATABASE_URL", role.url()).run("status").expect(6).err())
          .containsPattern(
              "waiting for a lock that server process \\d+ \\(user postgres[^)]*\\) holds");
    }
  }

  @Test
  void whoeverIsTurnedAway_isToldWhereTheOtherRunIsAtWork(StudioDatabase studio)
      throws SQLException {
    try (Connection other = studio.connect();
        Statement statement = other.createStatement()) {
      statement.execute(
          "insert into extrato.runs (run_id, command, outcome, host, os_user, version)"
              + " values ('3f2a91c4', 'extrato', 'running', 'servidor', 'ana', '5')");
      statement.execute("set application_name = 'extrato 3f2a91c4 extrato 2025-09'");
      other.setAutoCommit(false);
      statement.execute("select pg_advisory_xact_lock(x'65787472'::int, x'61746f21'::int)");

      assertThat(operator.run(MONTH, "backup").expect(7).err())
          .containsPattern(
              "another run is at work in this database: extrato 3f2a91c4 extrato 2025-09 on"
                  + " servidor, server process \\d+;");
      other.rollback();
    }
  }
}
