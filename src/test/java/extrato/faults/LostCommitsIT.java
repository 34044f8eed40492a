package extrato.faults;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The connection is lost around the one commit that counts. The report says what happened, and an
 * unknown outcome is never called a success.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class LostCommitsIT {
  /** Together they hold most of the server's connections; they wait nearly all of the time. */
  private static final int AT_ONCE = 20;

  private static final int MINUTES = 3;

  /** In milliseconds; shorter than the program's patience. */
  private static final int LONGEST_ABSENCE = 3000;

  private static final String OUTCOME =
      "select outcome from extrato.runs where command = '%s' order by started desc limit 1";

  private static final List<String> COMMITTED = List.of("done", "merged");
  private static final List<String> NOT_COMMITTED = List.of("running", "failed", "no_database");

  /** One of the last statements of the transaction; the commit follows soon. */
  private static final String BEFORE_THE_COMMIT = "before update on extrato.runs";

  /**
   * What is lost at the commit, the quick losses first, and whether the server comes back in time.
   */
  private enum Loss {
    REQUEST(Fault.CUT_BEFORE),
    ANSWER(Fault.CUT_ANSWER),
    REQUEST_AND_SERVER_FOR_A_MOMENT(Fault.HOLD_BEFORE),
    ANSWER_AND_SERVER_FOR_A_MOMENT(Fault.HOLD_ANSWER),
    REQUEST_AND_SERVER(Fault.HOLD_BEFORE),
    ANSWER_AND_SERVER(Fault.HOLD_ANSWER);

    private final Fault fault;

    Loss(Fault fault) {
      this.fault = fault;
    }

    boolean reachedTheServer() {
      return fault == Fault.CUT_ANSWER || fault == Fault.HOLD_ANSWER;
    }

    boolean takesTheServer() {
      return fault == Fault.HOLD_BEFORE || fault == Fault.HOLD_ANSWER;
    }

    boolean isForGood() {
      return this == REQUEST_AND_SERVER || this == ANSWER_AND_SERVER;
    }

    String words() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ') + " lost: ";
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(
      value = Work.class,
      names = {"EXTRATO", "MERGE", "RESTORE"})
  void aConnection_lostAroundTheCommit_leavesAReportOfWhatHappened(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      AtomicInteger next = new AtomicInteger();
      Loss[] losses = Loss.values();
      Attack.named("connection lost around the commit of " + work.title())
          .repeatAtOnce(
              Attack.size("commits") / 3,
              AT_ONCE,
              random -> lose(prepared, losses[next.getAndIncrement() % losses.length], random))
          .check();
    }
  }

  private static String lose(Prepared prepared, Loss loss, Random random) throws Exception {
    try (World world = prepared.world()) {
      Operator.Ended said;
      try (TcpProxy proxy = world.studio().proxy()) {
        said = lose(prepared, loss, random, world, proxy);
      }
      world.studio().checkNoSessionOfTheTool();

      boolean committed = check(prepared, loss, world, said);
      if (committed) {
        assertThat(world.books()).isEqualTo(prepared.after());
      } else {
        assertThat(world.studio().dumpExceptRuns()).isEqualTo(prepared.before());
      }
      prepared.checkNextRun(world);
      return loss.words()
          + ("exit " + said.exitCode())
          + (committed ? ", all done" : ", nothing changed");
    }
  }

  private static Operator.Ended lose(
      Prepared prepared, Loss loss, Random random, World world, TcpProxy proxy) throws Exception {
    try (Turnstile turnstile = Turnstile.at(world.studio(), BEFORE_THE_COMMIT)) {
      CompletableFuture<Operator.Ended> run = prepared.startHere(world.by(proxy));
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", loss.fault);
      turnstile.open();
      trap.await();
      if (loss.takesTheServer()) {
        proxy.refuseNew();
        proxy.cutAll();
        trap.release();
      }
      if (loss.takesTheServer() && !loss.isForGood()) {
        var unused = new CountDownLatch(1).await(random.nextInt(LONGEST_ABSENCE), MILLISECONDS);
        proxy.acceptNew();
      }
      return run.get(MINUTES, TimeUnit.MINUTES);
    }
  }

  /** Checks the message against each loss's outcome; returns whether the commit happened. */
  private static boolean check(Prepared prepared, Loss loss, World world, Operator.Ended said) {
    // A restore is not repeated.
    boolean committed =
        loss.reachedTheServer() || (!loss.isForGood() && prepared.work() != Work.RESTORE);
    ExitCode expected =
        loss.isForGood() ? ExitCode.UNKNOWN : committed ? ExitCode.DONE : ExitCode.NO_DATABASE;
    said.expect(expected.number());
    assertThat(world.studio().value(String.format(Locale.ROOT, OUTCOME, prepared.work().command())))
        .as("the run's record, after %s", loss)
        .isIn(committed ? COMMITTED : NOT_COMMITTED);
    return committed;
  }
}
