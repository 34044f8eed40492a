package extrato.cli.output;

import extrato.runs.RecordedRun;
import extrato.studio.Count;
import extrato.studio.Month;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs, as lines of text and as JSON. */
public final class HistoryReport {
  private static final String INDENT = "    ";

  private final List<RecordedRun> runs;
  private final ZoneId zone;

  public HistoryReport(List<RecordedRun> runs, ZoneId zone) {
    this.runs = List.copyOf(runs);
    this.zone = zone;
  }

  public String verdict(int limit) {
    if (runs.isEmpty()) {
      return "no run is on record";
    }
    return Count.of(runs.size(), "run")
        + (runs.size() == limit ? "; `--limit` shows older ones" : "");
  }

  /** Two lines for each run: what it did; who ran it, where, and with what result. */
  public List<String> lines(int width) {
    if (runs.isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable()
            .word("when")
            .word("command")
            .word("month")
            .word("outcome")
            .number("exit")
            .number("tries")
            .number("records")
            .number("took");
    runs.forEach(run -> table.row(row(run)));
    List<String> rows = table.lines(width);
    List<String> lines = new ArrayList<>(List.of(rows.get(0)));
    for (int at = 0; at < runs.size(); at++) {
      lines.add(rows.get(at + 1));
      String who = HarmlessText.of(who(runs.get(at)));
      lines.add(INDENT + TextWidth.cut(who, TextWidth.less(width, INDENT.length())));
    }
    return lines;
  }

  public List<Map<String, @Nullable Object>> details() {
    return runs.stream().map(HistoryReport::details).toList();
  }

  private List<String> row(RecordedRun run) {
    Month month = run.month();
    return List.of(
        Brazilian.moment(run.start().at(), zone),
        run.command(),
        month == null ? "–" : month.slashed(),
        run.end().outcome(),
        run.end().exitCode() == null ? "–" : String.valueOf(run.end().exitCode()),
        run.work().attempts() == 0 ? "–" : String.valueOf(run.work().attempts()),
        Count.of(run.records()),
        Brazilian.duration(run.duration()));
  }

  private static String who(RecordedRun run) {
    StringBuilder text = new StringBuilder();
    text.append(run.start().user())
        .append('@')
        .append(run.start().host())
        .append(" · run ")
        .append(run.runId());
    if (run.start().reason() != null) {
      text.append(" · ").append(run.start().reason());
    }
    if (run.end().error() != null) {
      text.append(" · ").append(run.end().error());
    }
    return text.toString();
  }

  private static Map<String, @Nullable Object> details(RecordedRun run) {
    Month month = run.month();
    Instant ended = run.end().at();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("run_id", run.runId());
    details.put("command", run.command());
    details.put("month", month == null ? null : month.toString());
    details.put("started", run.start().at().toString());
    details.put("ended", ended == null ? null : ended.toString());
    details.put("duration_ms", run.duration() == null ? null : run.duration().toMillis());
    details.put("outcome", run.end().outcome());
    details.put("exit_code", run.end().exitCode());
    details.put("attempts", run.work().attempts());
    details.put("attempt_log", run.work().failedAttempts());
    details.put("records", run.records());
    details.put("counts", run.work().counts());
    details.put("steps", run.work().steps());
    details.put("warnings", run.work().warnings());
    details.put("batch_size", run.work().batchSize());
    details.put("backup_file", run.backup().file());
    details.put("backup_digest", run.backup().digest());
    details.put("host", run.start().host());
    details.put("user", run.start().user());
    details.put("version", run.start().version());
    details.put("reason", run.start().reason());
    details.put("error", run.end().error());
    return details;
  }
}
