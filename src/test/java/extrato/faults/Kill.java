package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.Operator;
import extrato.testing.PackagedProgram.Running;

/** Kills the packaged program, and examines what it leaves. */
final class Kill {
  private static final int KILLED = 128 + 9;

  private Kill() {}

  /** Kills the program now; returns whether the run had already changed anything. */
  static String now(Prepared prepared, World world, Running running) {
    running.process().destroyForcibly();
    Operator.Ended said = running.await();
    int code = said.exitCode();
    assertThat(code).as(said.both()).isIn(0, KILLED);
    // The server ends the session of a client that is gone, and with it the transaction.
    world.studio().checkNoSessionOfTheTool();

    boolean untouched = prepared.isUntouched(world);
    prepared.checkAllOrNothing(world);
    world.checkBackups();
    prepared.checkNextRun(world);
    return code == 0 ? "too late" : untouched ? "as before" : "as after";
  }
}
