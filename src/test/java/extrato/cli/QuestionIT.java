package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.commands.Program;
import extrato.cli.output.Person;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.cli.output.Screen.Output;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who closes a month by hand, in production, is asked once more. */
@ExtendWith(StudioExtension.class)
@Timeout(60)
class QuestionIT {
  @TempDir Path home;
  private Operator operator;
  private static final Set<Output> BOTH = Set.of(Output.values());

  private final AtomicInteger asked = new AtomicInteger();
  private final Interruption interruption = new Interruption();

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.of(studio, home);
    operator.succeed("backup");
  }

  private Operator.Ended atATerminal(@Nullable String answer, String... args) {
    return run(
        () -> {
          asked.incrementAndGet();
          return answer;
        },
        BOTH,
        args);
  }

  private Operator.Ended run(Person person, Set<Output> shown, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ProcessEnvironment surroundings =
        new ProcessEnvironment(operator.environment(), home, home, new Screen(shown, 1000, false));
    int code =
        new Program(surroundings, operator.clock(), interruption, person)
            .run(new PrintWriter(out), new PrintWriter(err), args);
    return new Operator.Ended(
        String.join(" ", args), code, out.toString(), err.toString(), out + "" + err);
  }

  @Test
  void noAnswerButYes_closesTheMonth(StudioDatabase studio) {
    Map<String, String> before = studio.dumpExceptRuns();

    Operator.Ended refused = atATerminal("", "extrato").expect(11);
    assertThat(refused.err())
        .contains(
            "extrato: "
                + AwkwardMonth.expected().records()
                + " records of 09/2025 will be archived and leave the live tables of production."
                + " Go on? [y/N] ",
            "nothing was done: the answer was not yes");
    atATerminal("n", "extrato").expect(11);
    atATerminal(null, "monthly").expect(11);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(operator.run("status", "--check").err()).doesNotContain("failed");

    atATerminal("Sim", "extrato").expect(0);
    assertThat(asked).hasValue(4);
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {"extrato --yes", "monthly --yes", "extrato --dry-run", "monthly --dry-run"})
  void whoSaysYesBeforehand_orOnlyLooks_isNotAsked(String command) {
    atATerminal("n", command.split(" ", -1)).expect(0);

    assertThat(asked).hasValue(0);
  }

  @Test
  void aMonthThatIsClosed_isNoQuestion_unlessRecordsAreMerged(StudioDatabase studio) {
    operator.succeed("extrato");
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 1, 'Pix', 1)");

    atATerminal("n", "extrato").expect(3);
    atATerminal("n", "monthly").expect(0);
    assertThat(asked).hasValue(0);
    assertThat(atATerminal("y", "extrato", "--force").expect(0).err())
        .contains("1 record of 09/2025 will be archived");
    assertThat(asked).hasValue(1);
  }

  /** Nobody could answer, or nobody would see the question. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"false, production, RESULTS", "true, staging, RESULTS", "true, production, ERRORS"})
  void nobodyIsAsked_inAPipe_byCron_orOutsideProduction(
      boolean there, String environment, Output shown) {
    operator = operator.with("EXTRATO_ENV", environment);
    Person person = there ? () -> "" + asked.incrementAndGet() : Person.NOBODY;

    run(person, EnumSet.of(Output.ERRORS, shown), "extrato").expect(0);

    assertThat(asked).hasValue(0);
  }

  @Test
  void whatAPersonShouldKnow_isSaidOnce_beforeTheQuestion() {
    for (String command : List.of("extrato", "monthly")) {
      assertThat(atATerminal("n", command).expect(11).err())
          .as(command)
          .containsOnlyOnce("warning: older months are still open")
          .containsSubsequence("warning: older months are still open", "Go on? [y/N] ");
    }
    operator = operator.with("EXTRATO_BACKUP_DRI", "/mnt/nas");
    assertThat(atATerminal("n", "extrato").expect(11).err())
        .containsOnlyOnce("EXTRATO_BACKUP_DRI")
        .containsSubsequence("EXTRATO_BACKUP_DRI", "Go on? [y/N] ");
    assertThat(atATerminal("y", "extrato").expect(0).err())
        .containsOnlyOnce("warning: older months are still open");
  }

  @Tag("slow")
  @Test
  void catchingUp_asksOnceForAllMonths() {
    assertThat(atATerminal("y", "monthly", "--catch-up").expect(0).err())
        .contains(" of 09/2024, ", " of 08/2025, ", " of 09/2025 will be archived");
    assertThat(asked).hasValue(1);
  }

  @Tag("slow")
  @Test
  void aSignal_endsTheWaiting(StudioDatabase studio) throws Exception {
    Map<String, String> before = studio.dumpExceptRuns();
    CountDownLatch waiting = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Person silent =
        () -> {
          waiting.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return "y";
        };
    CompletableFuture<Operator.Ended> run =
        CompletableFuture.supplyAsync(() -> run(silent, BOTH, "extrato"));
    waiting.await();

    interruption.request(ExitCode.INTERRUPTED);

    run.get(30, TimeUnit.SECONDS).expect(130);
    never.countDown();
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(studio.value("select outcome from extrato.runs where exit_code = 130"))
        .isEqualTo("refused");
    assertThat(Operator.of(studio, home).run("status", "--check").out())
        .doesNotContain("130", "failed:");
  }
}
