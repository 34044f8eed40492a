package extrato.faults;

import extrato.faults.Prepared.Work;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The program is stopped on its way to the server, before or after any statement, and killed there:
 * so the moments around the commit are met as often as all others.
 */
@ExtendWith(StudioExtension.class)
final class ParkedKillsE2E {
  /** The statements that decide are as few as they are important. */
  private static final int LAST_STATEMENTS = 6;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void aKill_atAnyStatement_leavesAllOrNothing_andTheNextRunNeedsNobody(
      Work work, StudioDatabase studio) {
    try (Prepared prepared = new Prepared(work, studio, folder)) {
      Attack.named("SIGKILL of " + work.title() + " parked at a statement")
          .repeat(Attack.size("kills") / 8, random -> kill(prepared, random))
          .check();
    }
  }

  private static String kill(Prepared prepared, Random random) throws InterruptedException {
    int statements = prepared.statements();
    int nth =
        1
            + (random.nextInt(4) > 0
                ? random.nextInt(statements)
                : statements - 1 - random.nextInt(LAST_STATEMENTS));
    Fault fault = random.nextBoolean() ? Fault.HOLD_BEFORE : Fault.HOLD_ANSWER;
    try (World world = prepared.world();
        TcpProxy proxy = world.studio().proxy()) {
      Trap trap = proxy.at("", nth, fault);
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
