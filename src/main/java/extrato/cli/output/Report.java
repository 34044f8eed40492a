package extrato.cli.output;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
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
public record Report(About run, End end, Figures figures, Map<String, Object> result) {
  private static final int SCHEMA = 1;

  /**
   * Which run it is about.
   *
   * @param id null, as its start, for a run that could not begin
   */
  public record About(
      String command,
      @Nullable String id,
      @Nullable String month,
      boolean dryRun,
      @Nullable String started,
      long millis) {

    static About noRun(String command) {
      return new About(command, null, null, false, null, 0);
    }
  }

  /** What the run came to. */
  public record End(String outcome, int exitCode, List<String> warnings, @Nullable Trouble error) {}

  public record Trouble(
      @JsonProperty("code") int code,
      @JsonProperty("message") String message,
      @JsonProperty("hint") String hint) {
    public static Trouble of(Failure failure) {
      return new Trouble(failure.code().number(), failure.text(), failure.hint());
    }

    static @Nullable Trouble ofAny(@Nullable Failure failure) {
      return failure == null ? null : of(failure);
    }
  }

  /**
   * What the run measured.
   *
   * @param steps milliseconds of each
   * @param counts by table
   * @param sums by table; they do not leave the house
   */
  public record Figures(
      Map<String, Long> steps, Map<String, TableCounts> counts, Map<String, String> sums) {}

  @JsonValue
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("schema", SCHEMA);
    json.put("command", run.command());
    json.put("outcome", end.outcome());
    json.put("exit_code", end.exitCode());
    json.put("run_id", run.id());
    json.put("month", run.month());
    json.put("dry_run", run.dryRun());
    json.put("started", run.started());
    json.put("duration_ms", run.millis());
    json.put("steps", figures.steps());
    json.put("counts", figures.counts());
    json.put("sums", figures.sums());
    json.put("warnings", end.warnings());
    json.put("error", end.error());
    json.put("result", result);
    return json;
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
        new About(
            run.command().word(),
            run.id(),
            month == null ? null : month.toString(),
            run.isDryRun(),
            run.started().toString(),
            run.duration().toMillis()),
        new End(outcome.word(), exitCode, warnings, Trouble.ofAny(failure)),
        new Figures(run.steps(), counts, run.sumsByTable()),
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
    Trouble error = all.end().error();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("event", event);
    result.put("host", Host.name());
    result.put("environment", settings.environment());
    if (settings.studio() != null) {
      result.put("studio", settings.studio());
    }
    result.put("tool_version", ToolVersion.current());
    return new Report(
        all.run(),
        new End(
            all.end().outcome(),
            all.end().exitCode(),
            warnings,
            error == null
                ? null
                : new Trouble(
                    error.code(), masked.apply(error.message()), masked.apply(error.hint()))),
        new Figures(all.figures().steps(), all.figures().counts(), Map.of()),
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
    int exitCode = failure == null ? 0 : failure.code().number();
    return new Report(
        About.noRun(command),
        new End(outcome.word(), exitCode, List.of(), Trouble.ofAny(failure)),
        new Figures(Map.of(), counts, Map.of()),
        result);
  }
}
