package extrato.faults;

import extrato.faults.Prepared.Work;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program is killed at random moments, and whenever it has just created a file. Everything is
 * as it was before the run or as after it, and the next run works without help.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class KillsE2E {
  /** Folders, temporary files and final ones, of the first and the second copy. */
  private static final int FILES_OF_A_RUN = 8;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aKill_atAnyMoment_leavesAllOrNothing_andTheNextRunNeedsNobody(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      int kills = Math.max(1, Attack.size("kills") / 24);
      Attack.named("SIGKILL of " + work.title() + " at a random moment")
          .repeat(kills, random -> atAnyMoment(prepared, random))
          .check();
      Attack.named("SIGKILL of " + work.title() + " that has just made a file")
          .repeat(kills, random -> afterAFile(prepared, random))
          .check();
    }
  }

  private static String atAnyMoment(Prepared prepared, Random random) throws InterruptedException {
    try (World world = prepared.world();
        Running running = prepared.start(world)) {
      prepared.awaitAnyMoment(running, random);
      return Kill.now(prepared, world, running);
    }
  }

  private static String afterAFile(Prepared prepared, Random random) throws InterruptedException {
    int files = 1 + random.nextInt(FILES_OF_A_RUN);
    try (World world = prepared.world()) {
      Set<String> seen = new HashSet<>(world.fileNames());
      int before = seen.size();
      try (Running running = prepared.start(world)) {
        while (seen.size() < before + files
            && !running.process().waitFor(200, TimeUnit.MICROSECONDS)) {
          seen.addAll(world.fileNames());
        }
        return Kill.now(prepared, world, running);
      }
    }
  }
}
