package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.support.failure.ExitCode;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.Trap;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program gets a signal at random moments and during its statements. The exit code and the
 * record both say whether the run was rolled back.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class SignalsFaultsE2E {
  private static final String OPEN_RECORDS =
      "select outcome from extrato.runs where command = '%s' and (outcome = 'running' or ended is"
          + " null)";

  /**
   * Java prints this and exits with 1 if a signal comes after its first signal handler is installed
   * and before the program's first line, because its start and its end then race.
   */
  private static final String JAVA_HAD_NOT_BEGUN = "Error occurred during initialization of VM";

  /** Signals with their exit codes. */
  private enum Signal {
    TERM(ExitCode.TERMINATED),
    INT(ExitCode.INTERRUPTED);

    private final ExitCode code;

    Signal(ExitCode code) {
      this.code = code;
    }
  }

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aSignal_atAnyMoment_rollsBackOrIsTooLate_andTheExitCodeSaysWhich(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      for (Signal signal : Signal.values()) {
        Attack.named(String.format(Locale.ROOT, "SIG%s to %s", signal, work.title()))
            .repeat(
                Math.max(1, Attack.size("signals") / (Work.values().length * 2)),
                random ->
                    random.nextBoolean()
                        ? atAMoment(prepared, signal, random)
                        : atAStatement(prepared, signal, random))
            .check();
      }
    }
  }

  private static String atAMoment(Prepared prepared, Signal signal, Random random)
      throws InterruptedException {
    try (World world = prepared.world();
        Running running = prepared.start(world)) {
      prepared.awaitAMoment(running, world, random);
      running.signal(signal.name());
      return check(prepared, world, signal, running.await());
    }
  }

  private static String atAStatement(Prepared prepared, Signal signal, Random random)
      throws InterruptedException {
    ParkingPlace place = ParkingPlace.any(prepared, random);
    try (World world = prepared.world();
        TcpProxy proxy = world.studio().proxy()) {
      Trap trap = place.on(proxy);
      try (Running running = prepared.start(world.by(proxy))) {
        trap.isSprungBefore(() -> !running.process().isAlive());
        running.signal(signal.name());
        trap.release();
        return "parked, " + check(prepared, world, signal, running.await());
      }
    }
  }

  private static String check(Prepared prepared, World world, Signal signal, Operator.Ended said) {
    boolean began = !said.err().startsWith(JAVA_HAD_NOT_BEGUN);
    ExitCode taken = began ? signal.code : ExitCode.BUG;
    int ended = said.exitCode();
    world.studio().checkNoSessionOfTheTool();

    assertThat(ended).as(said.both()).isIn(0, taken.number());
    if (ended == 0) {
      assertThat(world.books()).isEqualTo(prepared.after());
    } else {
      assertThat(world.studio().dumpExceptRuns()).isEqualTo(prepared.before());
    }
    assertThat(
            world
                .studio()
                .column(String.format(Locale.ROOT, OPEN_RECORDS, prepared.work().command())))
        .as("records of runs that nobody finished")
        .isEmpty();
    world.checkBackups();
    prepared.checkNextRun(world);
    return ended == 0
        ? "too late"
        : began ? "rolled back with exit " + ended : "Java had not begun";
  }
}
