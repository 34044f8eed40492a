package extrato.work.serve;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.runs.Run;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import extrato.work.serve.Child.Ended;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The web application's calls that back up and close a month: the same bodies, answers, codes. */
final class RunCalls {
  private final Children children;
  private final Settings settings;
  private final Clock clock;

  RunCalls(Children children, Settings settings, Clock clock) {
    this.children = children;
    this.settings = settings;
    this.clock = clock;
  }

  /** {@code POST /api/backup/create_service}: of the current month, where none is named. */
  CompletionStage<Answer> backup(HttpRequest request) throws RefusedRequest {
    RequestedMonth month =
        RequestedMonth.of(
            request.json("month", "year"), () -> Month.current(clock, settings.zone()));
    return run(request, command("backup", month), month, ended -> backedUp(month, ended));
  }

  private static Answer backedUp(RequestedMonth month, Ended ended) {
    if (ended.exitCode() != 0) {
      return failed(month, ended);
    }
    return switch (ended.outcome()) {
      case "unchanged" -> {
        Map<String, Object> details = month.fields();
        details.put("reason", "backup_already_exists");
        yield Answer.failure(409, "Backup already exists for " + month.slashed(), details);
      }
      case "empty" ->
          Answer.success("No records to back up for " + month.slashed(), month.fields());
      default ->
          Answer.success("Backup created successfully for " + month.slashed(), month.fields());
    };
  }

  /** {@code POST /api/extrato/generate_service}: of the previous month, where none is named. */
  CompletionStage<Answer> close(HttpRequest request) throws RefusedRequest {
    JsonNode body = request.json("month", "year", "force");
    RequestedMonth month = RequestedMonth.of(body, () -> Month.previous(clock, settings.zone()));
    boolean force = force(body);
    List<String> command = command("extrato", month);
    if (force) {
      command.add("--force");
    }
    return run(request, command, month, ended -> closed(month, force, ended));
  }

  private static boolean force(JsonNode body) throws RefusedRequest {
    if (!body.hasNonNull("force")) {
      return false;
    }
    if (!body.get("force").isBoolean()) {
      throw RefusedRequest.badRequest("force must be true or false");
    }
    return body.get("force").booleanValue();
  }

  private static Answer closed(RequestedMonth month, boolean force, Ended ended) {
    if (ended.exitCode() == 0) {
      Map<String, Object> data = month.fields();
      data.put("force", force);
      String done =
          ended.outcome().equals("empty")
              ? "No records to close for "
              : "Extrato generated successfully for ";
      return Answer.success(done + month.slashed(), data);
    }
    if (ended.exitCode() == 3) {
      return Answer.failure(
          500, "Extrato for " + month.slashed() + " already exists", month.fields());
    }
    // Of all that is not proven, only a month without any backup is a wrong request.
    if (ended.exitCode() == 4 && ended.outcome().equals("refused")) {
      Map<String, Object> details = month.fields();
      details.put("backup_exists", false);
      details.put("backup_required", true);
      return Answer.failure(400, ended.error(), details);
    }
    return failed(month, ended);
  }

  private static Answer failed(RequestedMonth month, Ended ended) {
    Map<String, Object> details = month.fields();
    details.put("exit_code", ended.exitCode());
    return Answer.failure(ExitCodes.status(ended.exitCode()), ended.error(), details);
  }

  private static List<String> command(String name, RequestedMonth month) {
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(month.options());
    return command;
  }

  private CompletionStage<Answer> run(
      HttpRequest request,
      List<String> command,
      RequestedMonth month,
      Function<Ended, Answer> answer)
      throws RefusedRequest {
    Child child = children.start(Run.newId(), command, request.requiredCaller().described());
    if (!request.headers().async()) {
      return child.ended().thenApply(answer);
    }
    Map<String, Object> data = month.fields();
    data.put("run_id", child.id());
    return CompletableFuture.completedFuture(
        Answer.success("Run " + child.id() + " started for " + month.slashed(), data)
            .as(202)
            .with("Preference-Applied", "respond-async")
            .with("Location", "/api/runs/" + child.id()));
  }
}
