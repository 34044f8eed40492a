package extrato.faults;

import extrato.faults.Prepared.Work;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.Trap;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program is stopped before or after any statement and killed there, so that moments around the
 * commit are hit as often as all others.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
final class ParkedKillsE2E {
  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aKill_atAnyStatement_leavesAllOrNothing_andTheNextRunNeedsNobody(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack attack = Attack.named("SIGKILL of " + work.title() + " parked at a statement");
      int kills = Math.max(1, Attack.size("kills") / 6);
      List<ParkingPlace> places = ParkingPlace.places(prepared, kills, attack.random());
      int[] next = {0};
      attack.repeat(kills, random -> kill(prepared, places.get(next[0]++))).check();
    }
  }

  private static String kill(Prepared prepared, ParkingPlace place) throws InterruptedException {
    try (World world = prepared.world();
        TcpProxy proxy = world.studio().proxy()) {
      Trap trap = place.on(proxy);
      try (Running running = prepared.start(world.by(proxy))) {
        boolean parked = trap.isSprungBefore(() -> !running.process().isAlive());
        if (parked) {
          running.process().destroyForcibly();
        }
        running.await();
        proxy.close();
        return Kill.now(prepared, world, running);
      }
    }
  }
}
