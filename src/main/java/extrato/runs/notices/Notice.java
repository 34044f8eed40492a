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
 * @param json the same for programs, as {@code --json} has it
 * @param language of what is about the notice; the program's own messages stay as they are
 */
public record Notice(
    NoticeKind kind, About run, End end, Sender sender, String json, Language language) {

  /** Which run it is about. */
  public record About(
      RunCommand command,
      @Nullable Month month,
      String runId,
      Instant started,
      Duration duration) {}

  /**
   * What the run came to.
   *
   * @param message what went wrong, or the run's verdict
   * @param hint what to do about it; may be empty
   * @param counts by table
   */
  public record End(
      Outcome outcome,
      int exitCode,
      String message,
      String hint,
      Map<String, TableCounts> counts,
      List<String> warnings) {
    public End {
      counts = Collections.unmodifiableMap(new LinkedHashMap<>(counts));
      warnings = List.copyOf(warnings);
    }
  }

  /** Who tells it. */
  public record Sender(String host, String environment, String version) {}

  private Messages messages() {
    return Messages.in(language);
  }

  /** {@code monthly of 09/2025}. */
  private String what(Messages messages) {
    Month of = run.month();
    return of == null
        ? run.command().word()
        : messages.of("notice.what", run.command().word(), of.slashed());
  }

  /** One line, for a mail's subject. */
  String subject() {
    Messages messages = messages();
    if (kind == NoticeKind.TEST) {
      return "extrato " + sender.environment() + ": " + messages.of("notice.test");
    }
    return "extrato " + sender.environment() + ": " + what(messages) + " " + fate(messages);
  }

  private String fate(Messages messages) {
    return switch (kind) {
      case FAILURE -> messages.of("notice.failed", end.exitCode());
      case LATE -> messages.of("notice.late", late());
      default -> messages.of("notice.fine", end.outcome().word());
    };
  }

  long late() {
    return end.counts().values().stream().mapToLong(TableCounts::late).sum();
  }

  long found() {
    return end.counts().values().stream().mapToLong(TableCounts::found).sum();
  }

  /** All of it, for people. */
  String text() {
    return kind == NoticeKind.TEST
        ? end.message() + "\n\n" + origin(messages()) + "\n"
        : textOfRun();
  }

  private String textOfRun() {
    Messages messages = messages();
    List<String> lines = new ArrayList<>();
    String how = kind == NoticeKind.FAILURE ? ", " + end.outcome().word().replace('_', ' ') : "";
    lines.add(what(messages) + " " + fate(messages) + how);
    lines.add("");
    lines.add(end.message());
    if (!end.hint().isEmpty()) {
      lines.add("→ " + end.hint());
    }
    lines.add("");
    end.counts().forEach((table, count) -> lines.add(counted(messages, table, count)));
    end.warnings().forEach(warning -> lines.add(messages.of("notice.warning", warning)));
    lines.add(origin(messages));
    return String.join("\n", lines) + "\n";
  }

  private String origin(Messages messages) {
    return messages.of(
        "notice.run",
        run.runId(),
        sender.host(),
        sender.environment(),
        sender.version(),
        run.started(),
        run.duration().toMillis());
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
