package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.faults.Prepared.Work;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The program gets a signal at random moments: the exit code says whether the run was taken back,
 * and so does its record.
 */
@ExtendWith(StudioExtension.class)
final class SignalsFaultsE2E {
  private static final String OPEN_RECORDS =
      "select outcome from extrato.runs where command = '%s' and (outcome = 'running' or ended is null)";

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"EXTRATO, TERM, 143", "EXTRATO, INT, 130", "RESTORE, TERM, 143"})
  void aSignal_atAnyMoment_rollsBackOrIsTooLate_andTheExitCodeSaysWhich(
      Work work, String signal, int code, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack.named("SIG%s to %s".formatted(signal, work.title()))
          .repeat(Attack.size("signals") / 3, random -> signal(prepared, signal, code, random))
          .check();
    }
  }

  private static String signal(Prepared prepared, String signal, int code, Random random)
      throws InterruptedException {
    try (World world = prepared.world();
        Running running = prepared.start(world)) {
      prepared.awaitAMoment(running, world, random);
      running.signal(signal);
      Operator.Ended said = running.await();
      int ended = said.exitCode();
      world.studio().checkNoSessionOfTheTool();

      assertThat(ended).as(said.both()).isIn(0, code);
      if (ended == 0) {
        assertThat(world.books()).isEqualTo(prepared.after());
      } else {
        assertThat(world.studio().dumpExceptRuns()).isEqualTo(prepared.before());
      }
      assertThat(world.studio().column(OPEN_RECORDS.formatted(prepared.work().command())))
          .as("records of runs that nobody finished")
          .isEmpty();
      world.checkBackups();
      prepared.checkNextRun(world);
      return ended == 0 ? "too late" : "rolled back with exit " + ended;
    }
  }
}
