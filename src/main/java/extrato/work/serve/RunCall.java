package extrato.work.serve;

import extrato.runs.Outcome;
import extrato.runs.RecordedRun;
import extrato.runs.RunHistory;
import extrato.studio.Month;
import extrato.work.serve.Child.Ended;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/runs/ID}: what became of a run, for whoever did not wait for it. */
record RunCall(Children children, DatabaseReader reader) {

  Answer answer(HttpRequest request) throws RefusedRequest {
    String id = request.rest();
    if (!id.matches("[0-9a-f]{8}")) {
      throw new RefusedRequest(404, "no run has this id");
    }
    Optional<Child> child = children.of(id);
    if (child.isPresent() && !child.get().ended().isDone()) {
      return Answer.data(Map.of("run_id", id, "state", "running"));
    }
    Optional<RecordedRun> recorded =
        reader.look(database -> database.read(snapshot -> RunHistory.of(snapshot, id)));
    if (recorded.isPresent()) {
      return Answer.data(fields(recorded.get()));
    }
    // What was refused before it got to work is on record nowhere else.
    if (child.isPresent()) {
      return Answer.data(fields(id, child.get().ended().join()));
    }
    throw new RefusedRequest(404, "no run has this id");
  }

  private static Map<String, @Nullable Object> fields(RecordedRun run) {
    Month month = run.month();
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("run_id", run.runId());
    // One that died has no exit code, and never will.
    fields.put("state", run.end().outcome().equals(Outcome.RUNNING.word()) ? "running" : "ended");
    fields.put("command", run.command());
    fields.put("month", month == null ? null : Long.valueOf(month.month()));
    fields.put("year", month == null ? null : Long.valueOf(month.year()));
    fields.put("started", run.start().at().toString());
    fields.put("ended", run.end().at() == null ? null : run.end().at().toString());
    fields.put("outcome", run.end().outcome());
    fields.put(
        "exit_code", run.end().exitCode() == null ? null : Long.valueOf(run.end().exitCode()));
    fields.put("error", run.end().error());
    return fields;
  }

  private static Map<String, @Nullable Object> fields(String id, Ended ended) {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    fields.put("run_id", id);
    fields.put("state", "ended");
    fields.put("outcome", ended.outcome());
    fields.put("exit_code", (long) ended.exitCode());
    fields.put("error", ended.exitCode() == 0 ? null : ended.error());
    return fields;
  }
}
