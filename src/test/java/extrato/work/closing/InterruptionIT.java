package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Ended;
import extrato.testing.Clerk.Started;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Ctrl-C and SIGTERM, at every moment of a closing. */
@ExtendWith(StudioExtension.class)
@Timeout(60)
class InterruptionIT {
  /** The closing's last statement but its commit. */
  private static final String LAST = "before insert on extrato_run_logs";

  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;
  private Map<String, String> before;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
    operator.run("backup").expect(ExitCode.DONE);
    before = studio.dumpExceptRuns();
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"INTERRUPTED", "TERMINATED"})
  void signal_beforeTheWork_endsTheRun(ExitCode signal) {
    Ended ended = operator.runSignalled(signal, "extrato").expect(signal);

    assertThat(ended.err()).contains("transaction rolled back, database unchanged");
    assertRolledBack(signal);
  }

  /** Wherever it waits, it is for somebody else's lock, and could be for long. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "before insert on extrato.lotes, INTERRUPTED",
    "after insert on extrato.lotes, TERMINATED",
    "before insert on extrato.versoes, TERMINATED",
    "before insert on extratos, INTERRUPTED",
    "before delete on comissoes, TERMINATED",
    "after delete on pagamentos, INTERRUPTED"
  })
  void signal_duringALongStatement_cancelsIt(String event, ExitCode signal) {
    try (Turnstile turnstile = Turnstile.at(studio, event)) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      closing.signal(signal);

      // The turnstile is still shut.
      closing.join().expect(signal);
    }
    assertRolledBack(signal);
    operator.run("extrato").expect(ExitCode.DONE);
  }

  /** Even the line for the web application is not worth waiting for without end. */
  @Test
  void signal_whileTheApplicationsLogIsLocked_endsTheRunAfterTheLockTimeout() {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.with("EXTRATO_LOCK_TIMEOUT", "1s").start("extrato");
      turnstile.awaitSomebody();
      closing.signal(ExitCode.TERMINATED);

      closing.join().expect(ExitCode.TERMINATED);
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(lastRun("outcome")).isEqualTo("interrupted");
    assertThat(operator.log()).contains("record could not be finished");
  }

  @Test
  void signal_whileSomebodyHoldsARow_cancelsTheWaiting() throws Exception {
    try (Connection somebody = studio.connect();
        Statement statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      statement.execute("update gastos set valor = valor where id = 401");
      Started closing = operator.start("extrato");
      studio.await(
          "exists (select from pg_stat_activity where application_name like 'extrato%' and"
              + " wait_event_type = 'Lock')");
      closing.signal(ExitCode.TERMINATED);

      closing.join().expect(ExitCode.TERMINATED);
      somebody.rollback();
    }
    assertRolledBack(ExitCode.TERMINATED);
  }

  /** The cancel finds no statement under way, and the next one would wait for long. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "copy extrato.lotes, before insert on extrato.lotes",
    "insert into extrato.versoes, before insert on extrato.versoes",
    "delete from \"public\".comissoes, before delete on comissoes"
  })
  void signal_betweenTwoStatements_endsTheRunAtTheNext(String statement, String event)
      throws Exception {
    try (TcpProxy proxy = studio.proxy();
        Turnstile turnstile = Turnstile.at(studio, event)) {
      Trap trap = proxy.at(statement, Fault.HOLD_BEFORE);
      Started closing = operator.at(proxy.url(studio.url())).start("extrato");
      trap.await();
      closing.signal(ExitCode.INTERRUPTED);
      trap.release();

      assertThat(closing.ending()).succeedsWithin(Duration.ofSeconds(5));
      closing.join().expect(ExitCode.INTERRUPTED);
      turnstile.open();
    }
    assertRolledBack(ExitCode.INTERRUPTED);
  }

  @Test
  void signal_betweenTwoAttempts_isTheLast() {
    studio.execute(
        """
        create function falha() returns trigger language plpgsql as $$
        begin raise exception 'falha' using errcode = '40001'; end $$;
        create trigger falha before delete on gastos for each statement execute function falha();
        """);
    Started closing = operator.with("EXTRATO_ATTEMPTS", "50").start("extrato");
    studio.await(
        "exists (select from pg_stat_activity where application_name like 'extrato%' and query ="
            + " 'ROLLBACK')");
    closing.signal(ExitCode.TERMINATED);

    closing.join().expect(ExitCode.TERMINATED);
    assertRolledBack(ExitCode.TERMINATED);
  }

  /** Once the commit is sent, only the server's answer counts. */
  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"HOLD_BEFORE", "HOLD_ANSWER"})
  void signal_duringTheCommit_waitsForItsOutcome(Fault fault) throws Exception {
    try (TcpProxy proxy = studio.proxy();
        Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.at(proxy.url(studio.url())).start("extrato");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      trap.await();
      closing.signal(ExitCode.TERMINATED);
      assertThat(closing.isUnderWay()).isTrue();
      trap.release();

      closing.join().expect(ExitCode.DONE);
    }
    assertThat(lastRun("outcome")).isEqualTo("done");
    assertThat(studio.count("extratos")).isOne();
  }

  @Test
  void signal_duringACommitThatIsNeverAnswered_isAnsweredByTheRecord() throws Exception {
    try (TcpProxy proxy = studio.proxy();
        Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.at(proxy.url(studio.url())).start("extrato");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", Fault.HOLD_ANSWER);
      turnstile.open();
      trap.await();
      closing.signal(ExitCode.TERMINATED);
      proxy.cutAll();
      trap.release();

      closing.join().expect(ExitCode.DONE);
    }
    assertThat(lastRun("outcome")).isEqualTo("done");
    assertThat(studio.count("extratos")).isOne();
  }

  @Tag("slow")
  @Test
  void signal_duringACommitThatNeverArrives_endsTheRunWithoutAnotherAttempt() throws Exception {
    try (TcpProxy proxy = studio.proxy();
        Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.at(proxy.url(studio.url())).start("extrato");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", Fault.HOLD_BEFORE);
      turnstile.open();
      trap.await();
      closing.signal(ExitCode.TERMINATED);
      proxy.cutAll();
      trap.release();

      closing.join().expect(ExitCode.TERMINATED);
    }
    assertRolledBack(ExitCode.TERMINATED);
  }

  @Tag("slow")
  @Test
  void signal_duringABackup_leavesNoFile() {
    operator.run("extrato").expect(ExitCode.DONE);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
            + " '2025-09-30', 5, 'Pix', 1)");
    var files = operator.backupFiles();

    operator.runSignalled(ExitCode.INTERRUPTED, "backup").expect(ExitCode.INTERRUPTED);

    assertThat(operator.backupFiles()).isEqualTo(files);
  }

  private void assertRolledBack(ExitCode signal) {
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(lastRun("outcome")).isEqualTo("interrupted");
    assertThat(lastRun("exit_code")).isEqualTo(String.valueOf(signal.number()));
    assertThat(
            studio.value("select message from extrato_run_logs where status = 'error' and mes = 9"))
        .contains("database unchanged");
  }

  private @Nullable String lastRun(String columns) {
    return studio
        .column(
            "select "
                + columns
                + " from extrato.runs where command = 'extrato' order by started desc")
        .get(0);
  }
}
