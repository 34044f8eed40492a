package extrato.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.support.failure.ExitCode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of a studio.
 *
 * @param exitCode null for one that was not begun
 * @param message what is to be said of it; empty when all is well
 * @param report its run's own, as {@code --json} prints it; null where there was none
 */
public record StudioEnd(
    FleetStudio studio,
    @Nullable Integer exitCode,
    String outcome,
    Duration took,
    String message,
    @Nullable JsonNode report) {

  /** Of a studio that a signal came before. */
  static StudioEnd notBegun(FleetStudio studio) {
    return new StudioEnd(studio, null, "not_begun", Duration.ZERO, "not begun: a signal", null);
  }

  /** Of a studio whose run alone would not see what is in its way. */
  static StudioEnd refused(FleetStudio studio) {
    return new StudioEnd(
        studio,
        ExitCode.UNFIT.number(),
        "refused",
        Duration.ZERO,
        "wrong settings: " + String.join("; ", studio.wrong()),
        null);
  }

  /** Of a studio whose run does not end, whatever it is told. */
  static StudioEnd abandoned(FleetStudio studio, Duration took, String why) {
    return new StudioEnd(
        studio,
        ExitCode.UNKNOWN.number(),
        "unknown",
        took,
        why + "its run does not end; `extrato history` of this studio says what became of it",
        null);
  }

  /**
   * Of a run that ended.
   *
   * @param before what is to be said before its own message
   */
  static StudioEnd of(
      FleetStudio studio, int exitCode, Duration took, JsonNode report, String before) {
    List<String> said = new ArrayList<>();
    JsonNode error = report.path("error");
    if (error.isObject()) {
      String hint = error.path("hint").asText();
      said.add(before + error.path("message").asText() + (hint.isEmpty() ? "" : "; " + hint));
    }
    report.path("warnings").forEach(warning -> said.add("warning: " + warning.asText()));
    return new StudioEnd(
        studio,
        exitCode,
        report.path("outcome").asText("failed"),
        took,
        String.join("; ", said),
        report);
  }

  /** Whether nothing is left to do: a month that somebody has closed is closed. */
  public boolean isDone() {
    return exitCode != null
        && (exitCode == ExitCode.DONE.number() || exitCode == ExitCode.ALREADY_CLOSED.number());
  }

  /** Whether its database was asked and answered. */
  boolean isAnswered() {
    return report != null && report.path("result").has("months");
  }

  /** For programs. */
  ObjectNode json() {
    ObjectNode json =
        new ObjectMapper()
            .createObjectNode()
            .put("studio", studio.name())
            .put("server", studio.server())
            .put("exit_code", exitCode)
            .put("outcome", outcome)
            .put("duration_ms", took.toMillis())
            .put("message", message);
    boolean whole = report != null && report.has("schema");
    json.set("report", whole ? report : json.nullNode());
    return json;
  }

  boolean isBusy() {
    return exitCode != null && exitCode == ExitCode.BUSY.number();
  }
}
