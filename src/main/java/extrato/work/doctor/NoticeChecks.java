package extrato.work.doctor;

import extrato.runs.notices.Channels;
import extrato.support.settings.MailRoute;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Who is told of runs, and whether what this machine needs for it is there. Nobody is told now. */
final class NoticeChecks {
  private static final String NAME = "notices";
  private static final String STATEMENTS = "statements by mail";
  private static final String METRICS = "metrics";

  private NoticeChecks() {}

  static List<Check> of(Settings settings) {
    List<Check> checks = new ArrayList<>();
    NoticeSettings notices = settings.monitoring().notices();
    checks.add(
        notices.areSilent() && settings.isProduction()
            ? Check.warning(
                NAME,
                summary(notices),
                "set EXTRATO_NOTIFY_MAIL_TO or another way; `extrato notify --test` tries it")
            : Check.ok(NAME, summary(notices)));
    if (!notices.mailTo().isEmpty() && notices.mailVia() instanceof MailRoute.Sendmail sendmail) {
      program(checks, sendmail.program(), Setting.NOTIFY_MAIL_VIA.key());
    }
    program(checks, notices.get(Setting.NOTIFY_COMMAND, Path.class), Setting.NOTIFY_COMMAND.key());
    List<String> statementTo = settings.statements().mailTo();
    if (!statementTo.isEmpty()) {
      statements(checks, statementTo, notices);
    }
    Path metrics = settings.monitoring().metricsFile();
    if (metrics != null) {
      checks.add(metrics(metrics));
    }
    return checks;
  }

  private static void statements(List<Check> checks, List<String> mailTo, NoticeSettings notices) {
    checks.add(
        Check.ok(STATEMENTS, "mail to " + String.join(", ", mailTo) + " by " + notices.mailVia()));
    if (notices.mailTo().isEmpty() && notices.mailVia() instanceof MailRoute.Sendmail sendmail) {
      program(checks, sendmail.program(), Setting.NOTIFY_MAIL_VIA.key());
    }
  }

  private static String summary(NoticeSettings notices) {
    String told = String.join("; ", Channels.of(notices, Set.of()).described());
    String events =
        notices.on().stream()
            .sorted()
            .map(event -> event.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    String ping = notices.ping() == null ? "" : "; monthly pings " + notices.ping();
    return (told.isEmpty() ? "nobody is told of a run" : events + ": " + told) + ping;
  }

  private static void program(List<Check> checks, @Nullable Path program, String setting) {
    if (program != null && (!Files.isRegularFile(program) || !Files.isExecutable(program))) {
      checks.add(
          Check.fail(
              NAME, program + " is not a program that this user may start", "correct " + setting));
    }
  }

  private static Check metrics(Path file) {
    Path folder = file.getParent();
    return folder != null && Files.isDirectory(folder) && Files.isWritable(folder)
        ? Check.ok(METRICS, file.toString())
        : Check.fail(
            METRICS,
            folder + " is not a folder that this user may write to",
            "make the folder and give it to this user, or correct EXTRATO_METRICS_FILE");
  }
}
