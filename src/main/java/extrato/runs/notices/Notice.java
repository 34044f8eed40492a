package extrato.runs.notices;

import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Month;
import extrato.support.messages.Messages;
import extrato.support.settings.Language;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the world is told of a run: nothing of any client, and no secret.
 *
 * @param message what went wrong, or the run's verdict
 * @param hint what to do about it; may be empty
 * @param counts by table
 * @param json the same for programs, as {@code --json} has it
 * @param language of what is about the notice; the program's own messages stay as they are
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
    String json,
    Language language) {

  public Notice {
    counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
    warnings = List.copyOf(warnings);
  }

  private Messages messages() {
    return Messages.in(language);
  }

  /** {@code monthly of 09/2025}. */
  private String what(Messages messages) {
    Month of = month;
    return of == null ? command.word() : messages.of("notice.what", command.word(), of.slashed());
  }

  /** One line, for a mail's subject. */
  String subject() {
    Messages messages = messages();
    if (kind == NoticeKind.TEST) {
      return "extrato " + environment + ": " + messages.of("notice.test");
    }
    return "extrato " + environment + ": " + what(messages) + " " + fate(messages);
  }

  private String fate(Messages messages) {
    return switch (kind) {
      case FAILURE -> messages.of("notice.failed", exitCode);
      case LATE -> messages.of("notice.late", late());
      default -> messages.of("notice.fine", outcome.word());
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
    return kind == NoticeKind.TEST ? message + "\n\n" + origin(messages()) + "\n" : textOfRun();
  }

  private String textOfRun() {
    Messages messages = messages();
    List<String> lines = new ArrayList<>();
    String how = kind == NoticeKind.FAILURE ? ", " + outcome.word().replace('_', ' ') : "";
    lines.add(what(messages) + " " + fate(messages) + how);
    lines.add("");
    lines.add(message);
    if (!hint.isEmpty()) {
      lines.add("→ " + hint);
    }
    lines.add("");
    counts.forEach((table, count) -> lines.add(counted(messages, table, count)));
    warnings.forEach(warning -> lines.add(messages.of("notice.warning", warning)));
    lines.add(origin(messages));
    return String.join("\n", lines) + "\n";
  }

  private String origin(Messages messages) {
    return messages.of(
        "notice.run", runId, host, environment, version, started, duration.toMillis());
  }

  private static String counted(Messages messages, String table, TableCounts count) {
    return messages.of(
        "notice.counted",
        table,
        count.found(),
        count.archived(),
        count.stayed(),
        count.deleted(),
        count.late());
  }
}
