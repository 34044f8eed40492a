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
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program is killed at random moments: each leaves everything as it was before the run or as it
 * is after it, and the next run needs nobody.
 */
@ExtendWith(StudioExtension.class)
final class KillsE2E {
  private static final int KILLED = 128 + 9;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aKill_atAnyMoment_leavesAllOrNothing_andTheNextRunNeedsNobody(
      Work work, StudioDatabase studio) {
    Prepared prepared = new Prepared(work, studio, folder);
    Attack.named("SIGKILL of " + work.title())
        .repeat(Attack.size("kills") / Work.values().length, random -> kill(prepared, random))
        .check();
  }

  private static String kill(Prepared prepared, Random random) throws InterruptedException {
    try (World world = prepared.world();
        Running running = prepared.start(world)) {
      prepared.awaitAMoment(running, world, random);
      running.signal("KILL");
      Operator.Ended said = running.await();
      int code = said.exitCode();
      assertThat(code).as(said.both()).isIn(0, KILLED);
      // The server ends the session of a client that is gone, and with it the transaction.
      world.studio().checkNoSessionOfTheTool();

      boolean unchanged = prepared.isUntouched(world);
      prepared.checkAllOrNothing(world);
      world.checkBackups();
      prepared.checkNextRun(world);
      return code == 0 ? "too late" : unchanged ? "as before" : "as after";
    }
  }
}
