package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.month.backup.Backups;
import extrato.month.selection.LeftOut;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.runs.Outcome;
import extrato.runs.Progress;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Started;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The network fails around the one commit that matters. */
@ExtendWith(StudioExtension.class)
@Timeout(90)
class CommitWatchIT {
  private static final Month MONTH = Month.of(AwkwardMonth.MONTH);

  /** The closing's last statement but its commit. */
  private static final String LAST = "before insert on extrato_run_logs";

  @TempDir Path home;

  private StudioDatabase studio;
  private TcpProxy proxy;
  private Clerk operator;
  private Map<String, String> before;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    proxy = studio.proxy();
    operator = Clerk.of(proxy.url(studio.url()), home);
    operator.run("backup").expect(ExitCode.DONE);
    before = studio.dumpExceptRuns();
  }

  @AfterEach
  void away() {
    proxy.close();
  }

  @Test
  void request_thatNeverReachesTheServer_isSentAgainWithEverythingBeforeIt() throws Exception {
    closingWith(Fault.CUT_BEFORE).join().expect(ExitCode.DONE);

    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("2");
    assertThat(operator.log()).contains("the answer to the commit was lost");
  }

  @Test
  void answer_thatIsLost_isFoundOnRecord() throws Exception {
    var ended = closingWith(Fault.CUT_ANSWER).join().expect(ExitCode.DONE);

    assertClosedOnce();
    assertThat(ended.out()).contains("month 09/2025 closed: version 1");
    assertThat(lastRun("attempts")).isEqualTo("1");
    assertThat(lastRun("outcome")).isEqualTo("done");
    assertThat(operator.log()).contains("the commit is found on record");
    assertThat(operator.run("extrato").code()).isEqualTo(ExitCode.ALREADY_CLOSED.number());
    operator.run("verify").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void answer_thatIsSwallowed_isFoundOnRecordOnceTheConnectionEnds() throws Exception {
    Started closing = closingWith(Fault.SWALLOW_ANSWER);
    proxy.cutAll();

    closing.join().expect(ExitCode.DONE);
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("1");
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"HOLD_BEFORE", "HOLD_ANSWER"})
  void server_thatIsAwayForAMoment_isAskedWhenItIsBack(Fault fault) throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      goneAt(trap);
      assertThat(closing.isUnderWay()).isTrue();
      proxy.acceptNew();

      closing.join().expect(ExitCode.DONE);
    }
    assertClosedOnce();
  }

  @Tag("slow")
  @Test
  void server_thatIsGoneForGood_afterTheCommitWasSent_leavesTheOutcomeUnknown() throws Exception {
    var closing = closingUntilTheServerIsGone(Fault.HOLD_ANSWER, Duration.ofMillis(200));

    assertThatThrownBy(() -> closing.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(Failure.UnknownOutcome.class)
        .hasMessageContaining("the commit was sent and its answer was lost");
    // What nobody could tell: it was committed, and the record says so to whoever asks later.
    assertClosedOnce();
    assertThat(lastRun("outcome")).isEqualTo(Outcome.DONE.word());
  }

  @Tag("slow")
  @Test
  void server_thatIsGoneForGood_beforeTheCommitArrived_leavesTheOutcomeUnknownToo()
      throws Exception {
    var closing = closingUntilTheServerIsGone(Fault.HOLD_BEFORE, Duration.ofMillis(200));

    assertThatThrownBy(() -> closing.get(60, TimeUnit.SECONDS))
        .cause()
        .isInstanceOf(Failure.UnknownOutcome.class);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(lastRun("outcome")).isEqualTo(Outcome.RUNNING.word());
  }

  /** The server still waits for a commit that will never come, and holds the month's rows. */
  @Tag("slow")
  @Test
  void request_thatIsLostWithoutTheServersKnowledge_isDecidedByEndingItsSession() throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      var closing = inBackground(Duration.ofMillis(1500), 3);
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", Fault.ABANDON_BEFORE);
      turnstile.open();
      trap.await();

      assertThat(closing.get(60, TimeUnit.SECONDS).outcome()).isEqualTo(Outcome.DONE);
      trap.release();
    }
    assertClosedOnce();
    assertThat(lastRun("attempts")).isEqualTo("2");
  }

  /** The first attempt's commit is known not to have happened; the second never came that far. */
  @Tag("slow")
  @Test
  void attempt_thatLosesTheServerBeforeItsCommit_isNotUnknownBecauseOfTheOneBefore()
      throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      var closing = inBackground(Duration.ofSeconds(30), 2);
      turnstile.awaitSomebody();
      proxy.at("COMMIT", Fault.CUT_BEFORE);
      Trap second = proxy.at("pg_try_advisory_xact_lock", Fault.HOLD_BEFORE);
      turnstile.open();
      goneAt(second);

      assertThatThrownBy(() -> closing.get(5, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(Failure.NoDatabase.class);
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  /** Starts a closing, and lets its commit meet the fault. */
  private Started closingWith(Fault fault) throws InterruptedException {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      trap.await();
      return closing;
    }
  }

  /** The server goes at the statement, for all connections at once. */
  private void goneAt(Trap trap) throws InterruptedException {
    trap.await();
    proxy.refuseNew();
    proxy.cutAll();
    trap.release();
  }

  private CompletableFuture<ClosingResult> closingUntilTheServerIsGone(
      Fault fault, Duration patience) throws InterruptedException {
    try (Turnstile turnstile = Turnstile.at(studio, LAST)) {
      var closing = inBackground(patience, 3);
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      goneAt(trap);
      return closing;
    }
  }

  /** The closing itself, with less patience than the program has. */
  private CompletableFuture<ClosingResult> inBackground(Duration patience, int attempts) {
    Settings settings =
        new SettingsReader()
            .read(
                Map.of(),
                Map.of(
                    "DATABASE_URL",
                    proxy.url(studio.url()),
                    "EXTRATO_ATTEMPTS",
                    String.valueOf(attempts)),
                home,
                home);
    Clock clock = Clock.systemUTC();
    Run run = new Run("c0ffee00", RunCommand.EXTRATO, MONTH, false, clock, Progress.SILENT);
    RunBook book = new RunBook("test");
    return CompletableFuture.supplyAsync(
        () -> {
          try (Database database =
              Database.open(
                  (DatabaseUrl.Server) settings.requiredDatabase(),
                  settings,
                  "c0ffee00 extrato 2025-09",
                  new Interruption(),
                  unused -> {})) {
            database.note(handle -> book.start(handle, run));
            Backups backups = new Backups(settings, clock, run.id(), "test");
            return new Closing(database, settings, backups, book, run, clock, patience)
                .close(ClosingRequest.of(MONTH, LeftOut.NOTHING));
          }
        });
  }

  private void assertClosedOnce() {
    assertThat(studio.count("extratos")).isOne();
    assertThat(studio.count("extrato.versoes")).isOne();
    assertThat(studio.value("select sum(jsonb_array_length(registros)) from extrato.lotes"))
        .isEqualTo(String.valueOf(AwkwardMonth.expected().records()));
    assertThat(studio.ids("pagamentos"))
        .doesNotContainAnyElementsOf(AwkwardMonth.expected().pagamentos());
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
