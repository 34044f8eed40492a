package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Ended;
import extrato.testing.FailingStatements;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is tried again, how often, and what stands on record of it. */
@ExtendWith(StudioExtension.class)
class AttemptsIT {
  private static final int ALWAYS = 1_000_000;

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
  @CsvSource({
    // What another transaction, or the server's state, did: a fresh attempt may succeed.
    "40001, 3, STOPPED",
    "40P01, 3, STOPPED",
    "55P03, 3, STOPPED",
    "23503, 3, STOPPED",
    "23001, 3, STOPPED",
    "23505, 3, STOPPED",
    "57P01, 3, NO_DATABASE",
    "57P02, 3, NO_DATABASE",
    "57P03, 3, NO_DATABASE",
    "53300, 3, NO_DATABASE",
    "08006, 3, NO_DATABASE",
    // What a fresh attempt would only repeat.
    "57014, 1, STOPPED",
    "53100, 1, STOPPED",
    "53200, 1, STOPPED",
    "22003, 1, STOPPED",
    "23514, 1, STOPPED",
    "P0001, 1, STOPPED",
    "42501, 1, UNFIT",
    "25006, 1, UNFIT"
  })
  void failure_atEveryAttempt_endsTheRunAfterTheDocumentedNumber(
      String state, int attempts, ExitCode code) {
    fail("before delete on gastos for each statement", state, ALWAYS);

    Ended ended = operator.run("extrato").expect(code);

    assertThat(ended.err()).contains("SQLSTATE " + state, "database unchanged");
    assertUnchanged();
    assertThat(lastRun("attempts")).isEqualTo(String.valueOf(attempts));
    assertThat(lastRun("jsonb_array_length(attempt_log)")).isEqualTo(String.valueOf(attempts));
    assertThat(lastRun("attempt_log")).contains("SQLSTATE " + state);
    assertThat(lastRun("exit_code")).isEqualTo(String.valueOf(code.number()));
    assertThat(lastRun("error")).contains("SQLSTATE " + state);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "before insert on extrato.versoes for each statement",
        "before insert on extrato.lotes for each statement",
        "after insert on extrato.lotes for each row",
        "before insert on extratos for each row",
        "before delete on comissoes for each statement",
        "after delete on gastos for each statement",
        "before update on sessoes for each row",
        "before delete on sessoes for each row",
        "after delete on pagamentos for each row",
        "before update on extrato.runs for each row when (new.outcome = 'done')",
        "before insert on extrato_run_logs for each row when (new.status = 'success')"
      })
  void failure_anywhereInTheTransaction_leavesNothingBehind(String event) {
    fail(event, "53100", ALWAYS);
    operator.run("extrato").expect(ExitCode.STOPPED);
    assertUnchanged();
    assertThat(lastRun("outcome, attempts")).isEqualTo("rolled_back");

    fail(event, "40001", 2);
    operator.run("extrato").expect(ExitCode.DONE);
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("3");
    assertThat(lastRun("jsonb_array_length(attempt_log)")).isEqualTo("2");
  }

  /** Keys and triggers that wait for the commit make the commit itself fail. */
  @Test
  void failure_ofTheCommit_isOneOfTheTransaction() {
    studio.execute(FailingStatements.function("53100", ALWAYS) + deferred());
    assertThat(operator.run("extrato").expect(ExitCode.STOPPED).err()).contains("SQLSTATE 53100");
    assertUnchanged();
    assertThat(lastRun("outcome")).isEqualTo("rolled_back");

    studio.execute(FailingStatements.function("40001", 2) + deferred());
    operator.run("extrato").expect(ExitCode.DONE);
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("3");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void attempts_areAsManyAsConfigured(int attempts) {
    fail("before delete on gastos for each statement", "40001", ALWAYS);

    operator
        .with("EXTRATO_ATTEMPTS", String.valueOf(attempts))
        .run("extrato")
        .expect(ExitCode.STOPPED);

    assertThat(lastRun("attempts")).isEqualTo(String.valueOf(attempts));
  }

  @Test
  void record_ofARunThatWasRolledBack_claimsNoDeletions() {
    fail("before update on extrato.runs for each row when (new.outcome = 'done')", "53100", ALWAYS);

    Ended ended = operator.run("extrato", "--json").expect(ExitCode.STOPPED);

    assertThat(lastRun("counts #>> '{gastos, found}'")).isEqualTo("38");
    assertThat(lastRun("counts #>> '{gastos, deleted}'")).isEqualTo("0");
    assertThat(lastRun("counts #>> '{gastos, archived}'")).isEqualTo("0");
    assertThat(ended.json().at("/counts/pagamentos/deleted").asInt()).isZero();
    assertThat(ended.json().at("/sums").isEmpty()).isTrue();
  }

  @Tag("slow")
  @Test
  void lockOfSomebodyElse_isWaitedForAsLongAsConfigured() throws Exception {
    try (Connection somebody = studio.connect();
        Statement statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      statement.execute("update gastos set valor = valor where id = 401");

      Ended ended =
          operator.with("EXTRATO_LOCK_TIMEOUT", "150ms").run("extrato").expect(ExitCode.STOPPED);
      somebody.rollback();

      assertThat(ended.err()).contains("SQLSTATE 55P03").contains("EXTRATO_LOCK_TIMEOUT");
    }
    assertUnchanged();
    assertThat(lastRun("attempts")).isEqualTo("3");

    operator.run("extrato").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void statement_thatTakesTooLong_isEndedOnce() throws Exception {
    try (Connection somebody = studio.connect();
        Statement statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      statement.execute("update gastos set valor = valor where id = 401");

      Ended ended =
          operator
              .with("EXTRATO_STATEMENT_TIMEOUT", "300ms")
              .run("extrato")
              .expect(ExitCode.STOPPED);
      somebody.rollback();

      assertThat(ended.err()).contains("SQLSTATE 57014").contains("EXTRATO_STATEMENT_TIMEOUT");
    }
    assertUnchanged();
    assertThat(lastRun("attempts")).isEqualTo("1");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "after insert on extrato.lotes",
        "before insert on extratos",
        "before delete on sessoes"
      })
  void session_thatIsTerminatedMidway_isTriedAgainAndCloses(String event) {
    try (Turnstile turnstile = Turnstile.at(studio, event)) {
      var closing = operator.start("extrato");
      turnstile.awaitSomebody();
      terminateTheWaiting();
      turnstile.open();

      closing.join().expect(ExitCode.DONE);
    }
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("2");
    assertThat(lastRun("attempt_log")).containsPattern("connection.*SQLSTATE (57P01|08006)");
  }

  @Tag("slow")
  @Test
  void session_thatIsTerminatedAtEveryAttempt_isALostDatabase() {
    studio.execute(
        """
        create function fim() returns trigger language plpgsql as $$
        begin perform pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid()); return null; end $$;
        create trigger fim before delete on gastos for each statement execute function fim();
        """);

    Ended ended = operator.run("extrato").expect(ExitCode.NO_DATABASE);

    assertThat(ended.err()).contains("database unchanged");
    assertUnchanged();
    assertThat(lastRun("attempts")).isEqualTo("3");
  }

  /** The month streams out on a second connection. */
  @Tag("slow")
  @Test
  void reader_thatIsTerminatedMidway_isTriedAgainAndCloses() {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato.lotes")) {
      var closing = operator.start("extrato");
      turnstile.awaitSomebody();
      studio.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and application_name like 'extrato%'"
              + " and wait_event_type is distinct from 'Lock'");
      turnstile.open();

      closing.join().expect(ExitCode.DONE);
    }
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("2");
  }

  private void terminateTheWaiting() {
    studio.execute(
        "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
            + " where datname = current_database() and application_name like 'extrato%'"
            + " and wait_event_type = 'Lock'");
  }

  private void assertUnchanged() {
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  private void assertClosedOnce() {
    assertThat(studio.count("extratos")).isOne();
    assertThat(studio.count("extrato.versoes")).isOne();
    assertThat(studio.value("select sum(jsonb_array_length(registros)) from extrato.lotes"))
        .isEqualTo(String.valueOf(AwkwardMonth.expected().records()));
  }

  private @Nullable String lastRun(String columns) {
    return studio
        .column(
            "select "
                + columns
                + " from extrato.runs where command = 'extrato' order by started desc")
        .get(0);
  }

  private void fail(String event, String state, int times) {
    FailingStatements.fail(studio, event, state, times);
  }

  private static String deferred() {
    return """
    drop trigger if exists falha on extrato.versoes;
    create constraint trigger falha after insert on extrato.versoes
      deferrable initially deferred for each row execute function public.falha();
    """;
  }
}
