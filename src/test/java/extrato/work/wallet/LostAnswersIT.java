package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.studio.Money;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.FailingStatements;
import extrato.testing.Operator;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection is lost around the commit, or a statement fails: done once, or not at all. */
@ExtendWith(StudioExtension.class)
@Timeout(90)
class LostAnswersIT {
  private static final String CREDITS =
      "extrato.transferencias where tipo = 'credit' and chave = 'k'";

  @TempDir Path home;

  private StudioDatabase studio;
  private TcpProxy proxy;
  private Settings settings;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    Operator.inDecember(studio, home).succeed("init");
    proxy = studio.proxy();
    settings =
        new SettingsReader()
            .read(Map.of(), Map.of("DATABASE_URL", proxy.url(studio.url())), home, home);
  }

  @AfterEach
  void away() {
    proxy.close();
  }

  private Posted credit(Duration patience) {
    try (Database database =
        Database.open(
            (DatabaseUrl.Server) settings.requiredDatabase(),
            settings,
            "12345678 wallet",
            new Interruption(),
            waiting -> {})) {
      return new Wallet(database, settings, Clock.systemUTC(), patience)
          .post(
              accounts ->
                  Request.of(Request.Kind.CREDIT, "k")
                      .account(accounts.apply("client:1"))
                      .amount(new Money(100)),
              false);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"CUT_BEFORE", "CUT_ANSWER"})
  void commit_thatIsLost_isDoneOnce(Fault fault) throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato.lancamentos")) {
      CompletableFuture<Posted> posting =
          CompletableFuture.supplyAsync(() -> credit(Duration.ofSeconds(20)));
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      trap.await();

      posting.get(60, TimeUnit.SECONDS);
    }
    assertThat(studio.count(CREDITS)).isEqualTo(1);
    assertThat(credit(Duration.ofSeconds(1)).isNew()).isFalse();
  }

  @Test
  void server_thatStaysAwayAfterTheCommitWasSent_leavesItUnknown_andTheKeyTells() throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato.lancamentos")) {
      CompletableFuture<Posted> posting =
          CompletableFuture.supplyAsync(() -> credit(Duration.ofMillis(300)));
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", Fault.HOLD_ANSWER);
      turnstile.open();
      trap.await();
      proxy.refuseNew();
      proxy.cutAll();
      trap.release();

      assertThatThrownBy(() -> posting.get(60, TimeUnit.SECONDS))
          .cause()
          .isInstanceOf(Failure.UnknownOutcome.class)
          .hasMessageContaining("the commit was sent and its answer was lost");
    }
    proxy.acceptNew();
    assertThat(credit(Duration.ofSeconds(1)).isNew()).isFalse();
    assertThat(studio.count(CREDITS)).isEqualTo(1);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"40001", "40P01", "55P03", "57P01"})
  void statement_thatFailsForAReasonThatPasses_isTriedAgain(String state) {
    FailingStatements.fail(
        studio, "before insert on extrato.transferencias for each row", state, 2);

    assertThat(credit(Duration.ofSeconds(5)).isNew()).isTrue();
    assertThat(studio.count(CREDITS)).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void statement_thatFailsEachTime_changesNothing() {
    FailingStatements.fail(
        studio, "before insert on extrato.transferencias for each row", "40001", 1000);

    assertThatThrownBy(() -> credit(Duration.ofSeconds(5)))
        .isInstanceOf(Failure.Stopped.class)
        .hasMessageContaining("rolled back, the ledger is as it was");
    assertThat(studio.count("extrato.contas")).isZero();
  }

  /** The session is ended by the server at each statement that writes; the next attempt does it. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "before insert on extrato.contas for each row",
    "after insert on extrato.contas for each statement",
    "before insert on extrato.transferencias for each statement",
    "after insert on extrato.transferencias for each row",
    "before insert on extrato.lancamentos for each row",
    "after insert on extrato.lancamentos for each statement",
    "before update on extrato.contas for each row",
    "after update on extrato.contas for each statement"
  })
  void session_thatIsEndedAtAnyStatement_leavesAllOrNothing(String statement) {
    FailingStatements.cut(studio, statement, 1);

    assertThat(credit(Duration.ofSeconds(20)).isNew()).isTrue();
    assertThat(studio.count(CREDITS)).isEqualTo(1);
    assertThat(studio.value("select sum(saldo) from extrato.contas")).isEqualTo("0");
  }
}
