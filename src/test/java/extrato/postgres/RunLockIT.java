package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StudioExtension.class)
class RunLockIT {
  /** Of which studio is the tests' own affair: nobody else is at work. */
  private static final long SCHEMA = 1;

  @TempDir Path home;

  /** The moment between a statement's view of the database and the lock that it takes. */
  @Test
  void claim_afterAnotherRunCommitted_sinceThisOnesViewOfTheDatabase_isRefused(
      StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Clerk operator = Clerk.of(studio.url(), home);
    operator.run("backup").expect(ExitCode.DONE);
    try (Handle late = transaction(studio)) {
      late.execute("select 1");
      operator.run("extrato").expect(ExitCode.DONE);

      RunLock.take(late, SCHEMA);

      assertThatThrownBy(() -> RunLock.claim(late))
          .satisfies(e -> assertThat(SqlStates.state(e)).contains("40001"))
          .satisfies(e -> assertThat(SqlStates.isPassing(e)).isTrue());
      late.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "verify", "init"})
  void claim_afterARunThatChangedNoBooks_isGranted(String command, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Clerk operator = Clerk.of(studio.url(), home);
    operator.run("backup").expect(ExitCode.DONE);
    try (Handle late = transaction(studio)) {
      late.execute("select 1");
      operator.runAsGiven(command).expect(ExitCode.DONE);

      RunLock.take(late, SCHEMA);

      RunLock.claim(late);
      late.rollback();
    }
  }

  private static Handle transaction(StudioDatabase studio) {
    Handle handle = Jdbi.create(studio.jdbcUrl()).open();
    handle.begin();
    handle.execute("set transaction isolation level repeatable read");
    return handle;
  }
}
