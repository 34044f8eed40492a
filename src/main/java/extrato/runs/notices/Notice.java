package extrato.runs.notices;

import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Month;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the world is told of a run: nothing of any client, and no secret.
 *
 * @param message what went wrong, or the run's verdict
 * @param hint what to do about it; may be empty
 * @param counts by table
 * @param json the same for programs, as {@code --json} has it
 */
public record Notice(
    NoticeKind kind,
    RunCommand command,
    @Nullable Month month,
    Outcome outcome,
    int exitCode,
    String message,
    String hint,
    Map<String, TableCounts> counts,
    List<String> warnings,
    String runId,
    Instant started,
    Duration duration,
    String host,
    String environment,
    String version,
    String json) {

  public Notice {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    warnings = List.copyOf(warnings);
  }

  /** {@code monthly of 09/2025}. */
  String what() {
    Month of = month;
    return of == null ? command.word() : command + " of " + of.slashed();
  }

  /** One line, for a mail's subject. */
  String subject() {
    if (kind == NoticeKind.TEST) {
      return "extrato " + environment + ": a test of the notices";
    }
    return String.format(Locale.ROOT, "extrato %s: %s %s", environment, what(), fate());
  }

  private String fate() {
    return switch (kind) {
      case FAILURE -> "failed (exit " + exitCode + ")";
      case LATE -> "found " + late() + " late records";
      default -> "is fine (" + outcome.word() + ")";
    };
  }

  long late() {
    return counts.values().stream().mapToLong(TableCounts::late).sum();
  }

  long found() {
    return counts.values().stream().mapToLong(TableCounts::found).sum();
  }

  /** All of it, for people. */
  String text() {
    return kind == NoticeKind.TEST ? message + "\n\n" + origin() + "\n" : textOfRun();
  }

  private String textOfRun() {
    List<String> lines = new ArrayList<>();
    String how = kind == NoticeKind.FAILURE ? ", " + outcome.word().replace('_', ' ') : "";
    lines.add(what() + " " + fate() + how);
    lines.add("");
    lines.add(message);
    if (!hint.isEmpty()) {
      lines.add("→ " + hint);
    }
    lines.add("");
    counts.forEach((table, count) -> lines.add(counted(table, count)));
    warnings.forEach(warning -> lines.add("warning: " + warning));
    lines.add(origin());
    return String.join("\n", lines) + "\n";
  }

  private String origin() {
    return String.format(
        Locale.ROOT,
        "run %s on %s, %s, version %s, began %s, took %d ms",
        runId,
        host,
        environment,
        version,
        started,
        duration.toMillis());
  }

  private static String counted(String table, TableCounts count) {
    return String.format(
        Locale.ROOT,
        "%s: %d found, %d archived, %d stayed, %d deleted, %d late",
        table,
        count.found(),
        count.archived(),
        count.stayed(),
        count.deleted(),
        count.late());
  }
}
