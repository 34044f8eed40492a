package extrato.cli.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import extrato.runs.Host;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.TableCounts;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The single object that {@code --json} prints, with the same keys on success and on failure. */
@JsonPropertyOrder({
  "schema",
  "command",
  "outcome",
  "exit_code",
  "run_id",
  "month",
  "dry_run",
  "started",
  "duration_ms",
  "steps",
  "counts",
  "sums",
  "warnings",
  "error",
  "result"
})
public record Report(
    @JsonProperty("schema") int schema,
    @JsonProperty("command") String command,
    @JsonProperty("outcome") String outcome,
    @JsonProperty("exit_code") int exitCode,
    @JsonProperty("run_id") @Nullable String runId,
    @JsonProperty("month") @Nullable String month,
    @JsonProperty("dry_run") boolean dryRun,
    @JsonProperty("started") @Nullable String started,
    @JsonProperty("duration_ms") long durationMs,
    @JsonProperty("steps") Map<String, Long> steps,
    @JsonProperty("counts") Map<String, TableCounts> counts,
    @JsonProperty("sums") Map<String, String> sums,
    @JsonProperty("warnings") List<String> warnings,
    @JsonProperty("error") @Nullable Trouble error,
    @JsonProperty("result") Map<String, Object> result) {
  static final int SCHEMA = 1;

  public record Trouble(
      @JsonProperty("code") int code,
      @JsonProperty("message") String message,
      @JsonProperty("hint") String hint) {
    public static Trouble of(Failure failure) {
      return new Trouble(failure.code().number(), failure.text(), failure.hint());
    }
  }

  /** The report of a run that has begun. */
  public static Report of(
      Run run,
      Outcome outcome,
      int exitCode,
      List<String> warnings,
      @Nullable Failure failure,
      Map<String, Object> result) {
    Month month = run.month();
    Map<String, TableCounts> counts = new LinkedHashMap<>();
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), run.counts(tabela));
    }
    return new Report(
        SCHEMA,
        run.command().word(),
        outcome.word(),
        exitCode,
        run.id(),
        month == null ? null : month.toString(),
        run.isDryRun(),
        run.started().toString(),
        run.duration().toMillis(),
        run.steps(),
        counts,
        run.sumsByTable(),
        warnings,
        failure == null ? null : Trouble.of(failure),
        result);
  }

  /** The report without what must not leave the house: sums, values of records, secrets. */
  public static Report forOthers(
      Run run,
      RunEnd ending,
      List<String> warnings,
      UnaryOperator<String> masked,
      String event,
      Settings settings) {
    Report all = of(run, ending.outcome(), ending.exitCode(), warnings, ending.failure(), Map.of());
    Trouble error = all.error();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("event", event);
    result.put("host", Host.name());
    result.put("environment", settings.environment());
    if (settings.studio() != null) {
      result.put("studio", settings.studio());
    }
    result.put("tool_version", ToolVersion.current());
    return new Report(
        SCHEMA,
        all.command(),
        all.outcome(),
        all.exitCode(),
        all.runId(),
        all.month(),
        all.dryRun(),
        all.started(),
        all.durationMs(),
        all.steps(),
        all.counts(),
        Map.of(),
        warnings,
        error == null
            ? null
            : new Trouble(error.code(), masked.apply(error.message()), masked.apply(error.hint())),
        result);
  }

  /** The report of a run that could not begin, usually because of arguments or settings. */
  static Report refused(String command, Failure failure) {
    return ofNoRun(command, Outcome.of(failure), failure, Map.of());
  }

  /** Which program this is. */
  public static Report version() {
    return ofNoRun("version", Outcome.DONE, null, Map.of("version", ToolVersion.current()));
  }

  private static Report ofNoRun(
      String command, Outcome outcome, @Nullable Failure failure, Map<String, Object> result) {
    Map<String, TableCounts> counts = new LinkedHashMap<>();
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), TableCounts.NONE);
    }
    return new Report(
        SCHEMA,
        command,
        outcome.word(),
        failure == null ? 0 : failure.code().number(),
        null,
        null,
        false,
        null,
        0,
        Map.of(),
        counts,
        Map.of(),
        List.of(),
        failure == null ? null : Trouble.of(failure),
        result);
  }
}
