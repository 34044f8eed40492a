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
        run.outcome(),
        run.exitCode() == null ? "" : ", exit " + run.exitCode());
  }

  public List<Line> lines() {
    List<Line> lines = new ArrayList<>();
    add(lines, "run", run.runId());
    add(lines, "began", Brazilian.moment(run.started(), zone));
    add(lines, "ended", run.ended() == null ? null : Brazilian.moment(run.ended(), zone));
    add(lines, "took", run.duration() == null ? null : Brazilian.duration(run.duration()));
    add(lines, "by", run.user() + "@" + run.host() + ", version " + run.version());
    add(lines, "reason", run.reason());
    add(lines, "attempts", run.attempts() == 0 ? null : String.valueOf(run.attempts()));
    run.attemptLog().forEach(why -> add(lines, "failed", why.asText()));
    for (Tabela tabela : Tabela.values()) {
      add(lines, tabela.table(), counts(run.counts().path(tabela.table())));
    }
    add(lines, "steps", steps());
    add(lines, "batch size", run.batchSize() == null ? null : String.valueOf(run.batchSize()));
    add(lines, "backup", run.backupFile());
    add(lines, "sha256", run.backupDigest());
    run.warnings().forEach(warning -> add(lines, "warning", warning.asText()));
    add(lines, "error", run.error());
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
    return pairs(run.steps()).stream()
        .map(step -> step.getKey() + " " + step.getValue().asLong() + " ms")
        .collect(Collectors.joining(", "));
  }

  private static List<Map.Entry<String, JsonNode>> pairs(JsonNode object) {
    return List.copyOf(object.properties());
  }
}
