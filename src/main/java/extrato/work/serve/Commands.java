package extrato.work.serve;

import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.work.serve.Child.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs short commands whose answer a request can wait for, two at a time. */
final class Commands {
  private static final int AT_ONCE = 2;
  private static final int PATIENCE_SECONDS = 10;

  private final ChildProgram program;
  private final ConcurrencyLimit atWork = new ConcurrencyLimit(AT_ONCE, PATIENCE_SECONDS);

  Commands(ChildProgram program) {
    this.program = program;
  }

  Ended run(List<String> command) throws RefusedRequest {
    atWork.acquire();
    try {
      List<String> arguments = new ArrayList<>(command);
      arguments.add("--json");
      return Child.watch(Run.newId(), program.start(arguments)).ended().join();
    } catch (IOException e) {
      throw new Failure.FileTrouble("a command could not be started", "see the log", e);
    } finally {
      atWork.release();
    }
  }
}
