package extrato.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.runs.RecordedRun;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** All that is on record of one run, a line for each thing. */
public record WholeRun(RecordedRun run, ZoneId zone) {
  public String verdict() {
    Month month = run.month();
    return String.format(
        Locale.ROOT,
        "run %s: %s%s, %s%s",
        run.runId(),
        run.command(),
        month == null ? "" : " of " + month.slashed(),
        run.end().outcome(),
        run.end().exitCode() == null ? "" : ", exit " + run.end().exitCode());
  }

  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    add(lines, "run", run.runId());
    add(lines, "began", Brazilian.moment(run.start().at(), zone));
    add(lines, "ended", run.end().at() == null ? null : Brazilian.moment(run.end().at(), zone));
    add(lines, "took", run.duration() == null ? null : Brazilian.duration(run.duration()));
    add(
        lines,
        "by",
        run.start().user() + "@" + run.start().host() + ", version " + run.start().version());
    add(lines, "reason", run.start().reason());
    add(
        lines,
        "attempts",
        run.work().attempts() == 0 ? null : String.valueOf(run.work().attempts()));
    run.work().failedAttempts().forEach(why -> add(lines, "failed", why.asText()));
    for (Tabela tabela : Tabela.values()) {
      add(lines, tabela.table(), counts(run.work().counts().path(tabela.table())));
    }
    add(lines, "steps", steps());
    add(
        lines,
        "batch size",
        run.work().batchSize() == null ? null : String.valueOf(run.work().batchSize()));
    add(lines, "backup", run.backup().file());
    add(lines, "sha256", run.backup().digest());
    run.work().warnings().forEach(warning -> add(lines, "warning", warning.asText()));
    add(lines, "error", run.end().error());
    return lines;
  }

  private static void add(List<Line> lines, String name, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      lines.add(Line.named(String.format(Locale.ROOT, "  %-11s ", name), text));
    }
  }

  private static String counts(JsonNode counts) {
    return pairs(counts).stream()
        .filter(count -> count.getValue().asLong() > 0)
        .map(count -> Count.of(count.getValue().asLong()) + " " + count.getKey())
        .collect(Collectors.joining(", "));
  }

  private String steps() {
    return pairs(run.work().steps()).stream()
        .map(step -> step.getKey() + " " + step.getValue().asLong() + " ms")
        .collect(Collectors.joining(", "));
  }

  private static List<Map.Entry<String, JsonNode>> pairs(JsonNode object) {
    return List.copyOf(object.properties());
  }
}
