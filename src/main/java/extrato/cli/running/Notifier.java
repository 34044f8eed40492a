package extrato.cli.running;

import extrato.cli.output.Console;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Report;
import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.cli.output.ToolVersion;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.postgres.SqlStates;
import extrato.runs.Host;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.runs.TableCounts;
import extrato.runs.notices.Channels;
import extrato.runs.notices.Notice;
import extrato.runs.notices.NoticeKind;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.settings.Secrets;
import extrato.support.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells people of a run that nobody watched, after it has ended and has said so itself. Nothing
 * that happens here changes what the run came to.
 */
final class Notifier {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final Settings settings;
  private final Interruption interruption;
  private final boolean silent;
  private @Nullable Channels channels;
  private boolean lateIsNews = true;

  private Notifier(Settings settings, Interruption interruption, boolean silent) {
    this.settings = settings;
    this.interruption = interruption;
    this.silent = silent;
  }

  static Notifier of(
      Task task, Settings settings, ProcessEnvironment surroundings, Interruption interruption) {
    boolean watched = surroundings.isWatched() && !settings.monitoring().notices().terminal();
    boolean silent =
        !task.isNews() || task.dryRun() || watched || settings.monitoring().notices().areSilent();
    return new Notifier(settings, interruption, silent);
  }

  /** Their classes are loaded only where somebody is told: they would cost every start. */
  private Channels channels() {
    if (channels == null) {
      channels = Channels.of(settings.monitoring().notices(), Secrets.variables());
    }
    return channels;
  }

  /** The database is there, and nobody else is at work on it. */
  void started(Run run, Database database) {
    if (silent || settings.monitoring().notices().ping() == null) {
      return;
    }
    try {
      if (!database.isTaken()) {
        channels().started(run.command(), run.id());
      }
    } catch (RuntimeException e) {
      goOn(e);
    }
  }

  /** The same late records are told of once, although monthly finds them every night. */
  void compareLate(Run run, Database database, RunBook runBook) {
    long late = late(run);
    if (silent || late == 0) {
      return;
    }
    try {
      lateIsNews = database.briefly(handle -> runBook.lateBefore(handle, run)) != late;
    } catch (RuntimeException e) {
      // Then it is told once too often.
      goOn(e);
    }
  }

  /**
   * Whatever keeps the database from answering here will stop the work, if it matters to it; and
   * what is a bug here must not cost the run its result.
   */
  private static void goOn(RuntimeException e) {
    if (e instanceof Failure || SqlStates.isFromDatabase(e)) {
      log.info("not known for the notices: {}", SqlStates.describe(e));
    } else {
      log.error("unexpected failure of the notices", e);
    }
  }

  /** Returns what could not be delivered. */
  List<String> ended(Run run, RunEnd ending, List<String> warnings) {
    if (silent) {
      return List.of();
    }
    ExitCode code = ending.code();
    NoticeKind kind =
        NoticeKind.of(run.command(), ending.outcome(), code, late(run) > 0 && lateIsNews);
    if (kind == NoticeKind.NOTHING) {
      return List.of();
    }
    try (Interruption.AutoCancel signal =
        interruption.onSignal(Thread.currentThread()::interrupt)) {
      return channels().send(notice(kind, run, ending, warnings));
    } catch (RuntimeException e) {
      goOn(e);
      return List.of("notices not delivered: unexpected failure, a bug: the log has its trace");
    } finally {
      Thread.interrupted();
    }
  }

  /** Tries every way that is set up, also where a person watches. */
  static List<Channels.Tried> test(CommandContext context, Interruption interruption) {
    Notifier notifier = new Notifier(context.settings(), interruption, false);
    Result result =
        Result.of(
            Outcome.DONE,
            "This is a test: `extrato notify --test` was run, and nothing is wrong. Notices of"
                + " failures will arrive like this one.");
    Notice notice =
        notifier.notice(
            NoticeKind.TEST, context.run(), new RunEnd(Outcome.DONE, result, null), List.of());
    try (Interruption.AutoCancel signal =
        interruption.onSignal(Thread.currentThread()::interrupt)) {
      return notifier.channels().test(notice);
    } finally {
      Thread.interrupted();
    }
  }

  private Notice notice(NoticeKind kind, Run run, RunEnd ending, List<String> warnings) {
    Secrets secrets = Secrets.of(settings);
    Report report =
        Report.forOthers(
            run,
            ending,
            warnings.stream().map(secrets::maskedLine).toList(),
            secrets::maskedLine,
            kind.word(),
            settings);
    return new Notice(
        kind,
        new Notice.About(run.command(), run.month(), run.id(), run.started(), run.duration()),
        end(ending, report, secrets),
        new Notice.Sender(Host.name(), settings.place(), ToolVersion.current()),
        Console.text(report),
        settings.statements().language());
  }

  private static Notice.End end(RunEnd ending, Report report, Secrets secrets) {
    Report.Trouble trouble = report.end().error();
    return new Notice.End(
        ending.outcome(),
        report.end().exitCode(),
        trouble == null ? secrets.maskedLine(ending.verdict()) : trouble.message(),
        trouble == null ? "" : trouble.hint(),
        report.figures().counts(),
        report.end().warnings());
  }

  private static long late(Run run) {
    return run.countsByTable().values().stream().mapToLong(TableCounts::late).sum();
  }
}
