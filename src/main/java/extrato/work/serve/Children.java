package extrato.work.serve;

import extrato.work.serve.Child.Ended;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The runs that were asked for: one at a time, as the studio's lock would have it anyway, so that
 * two hundred requests start one process and not two hundred.
 */
final class Children {
  private static final Logger log = LoggerFactory.getLogger("extrato.serve");
  private static final int REMEMBERED = 100;

  private final ChildProgram program;
  private final Map<String, Child> known = new LinkedHashMap<>();

  Children(ChildProgram program) {
    this.program = program;
  }

  /**
   * Starts a run.
   *
   * @param askedBy goes on record with it
   */
  synchronized Child start(String id, List<String> command, String askedBy) throws RefusedRequest {
    Optional<Child> atWork = known.values().stream().filter(c -> !c.ended().isDone()).findFirst();
    if (atWork.isPresent()) {
      throw RefusedRequest.later(
          "another run is at work: " + atWork.get().id() + "; ask again when it is over");
    }
    List<String> arguments = new ArrayList<>(command);
    arguments.addAll(List.of("--json", "--run-id", id, "--asked-by", askedBy));
    Child child = Child.watch(id, started(arguments));
    log.info("run {} started for {}: {}", id, askedBy, String.join(" ", command));
    CompletableFuture<Void> unused =
        child.ended().thenAccept(end -> log.info("run {} ended with exit {}", id, end.exitCode()));
    remember(child);
    return child;
  }

  private Process started(List<String> arguments) throws RefusedRequest {
    try {
      return program.start(arguments);
    } catch (IOException e) {
      log.error("a run could not be started: {}", e.getMessage());
      throw new RefusedRequest(500, "the run could not be started; the log says why");
    }
  }

  private void remember(Child child) {
    known.values().removeIf(old -> known.size() >= REMEMBERED && old.ended().isDone());
    known.put(child.id(), child);
  }

  synchronized Optional<Child> of(String id) {
    return Optional.ofNullable(known.get(id));
  }

  /** Answers for the runs that are not over when the server ends. */
  synchronized void giveUp() {
    known.values().forEach(child -> child.ended().complete(Ended.unknown()));
  }
}
