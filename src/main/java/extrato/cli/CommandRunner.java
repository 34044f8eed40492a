package extrato.cli;

import extrato.month.backup.Backups;
import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.runs.Outcome;
import extrato.runs.Progress;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.support.logging.LogFiles;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prepares what a command needs, lets it work, keeps the run on record, and prints what came of it.
 * The one place where a failure becomes an exit code.
 */
final class CommandRunner {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private static final String DISABLED = "EXTRATO_MONTHLY_JOB=false: nothing to do";

  private final Surroundings surroundings;
  private final Clock clock;
  private final Interruption interruption;
  private final Console console;
  private final Failures failures;

  CommandRunner(
      Surroundings surroundings, Clock clock, Interruption interruption, Console console) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.interruption = interruption;
    this.console = console;
    this.failures = new Failures(interruption);
  }

  Surroundings surroundings() {
    return surroundings;
  }

  Clock clock() {
    return clock;
  }

  Console console() {
    return console;
  }

  Interruption interruption() {
    return interruption;
  }

  /**
   * A file that was named on the command line: from where one stands, else from the tool's home.
   */
  Path file(String named) {
    Path here = Path.of(named).toAbsolutePath().normalize();
    return Files.exists(here) ? here : surroundings.home().resolve(named);
  }

  int run(Task task, Function<CommandContext, Result> work) {
    try {
      MonthChoice options = task.month();
      if (options != null) {
        options.check();
      }
      SettingsReader.Found found = read(commandLine(task));
      Settings settings = found.settings();
      Month month = options == null ? null : options.month(clock, settings.zone());
      if (!found.problems().isEmpty()) {
        // A file that could not be read because the run shall end is not wrong.
        interruption.check();
        return unsound(task, found, month);
      }
      return run(task, settings, month, work);
    } catch (RuntimeException | Error e) {
      return unexpected(task.command().word(), e, task.common().json);
    }
  }

  /** Nobody may be watching: those whom the sound settings name are told. */
  private int unsound(Task task, SettingsReader.Found found, @Nullable Month month) {
    Failure failure = found.failure();
    console.refused(task.command().word(), failure, task.common().json);
    Run run = new Run(Run.newId(), task.command(), month, task.dryRun(), clock, Progress.SILENT);
    Notifier notifier = Notifier.of(task, found.settings(), surroundings, interruption);
    complain(task, notifier.ended(run, RunEnd.failed(failure), List.of()));
    return failure.code().number();
  }

  /** What kept a run from beginning, or from being reported as a run. */
  int unexpected(String command, Throwable e, boolean json) {
    Failure failure = failures.explain(e);
    console.refused(command, failure, json);
    return failure.code().number();
  }

  /**
   * For a command that looks at what is wrong: settings that keep the others from beginning are
   * handed to it, and the database is its own affair.
   */
  int examine(Task task, BiFunction<CommandContext, List<String>, Result> work) {
    SettingsReader.Found found = read(Map.of());
    return run(task, found.settings(), null, context -> work.apply(context, found.problems()));
  }

  private static Map<String, String> commandLine(Task task) {
    Map<String, String> commandLine = new HashMap<>();
    Integer batchSize = task.batchSize();
    if (batchSize != null && batchSize < 1) {
      throw new Failure.BadArguments(
          "--batch-size must be a whole number of at least 1, not " + batchSize,
          "leave it out to let it grow with the month");
    }
    if (batchSize != null) {
      commandLine.put(Setting.BATCH_SIZE.key(), batchSize.toString());
    }
    return commandLine;
  }

  private SettingsReader.Found read(Map<String, String> commandLine) {
    return new SettingsReader()
        .find(
            commandLine, surroundings.environment(), surroundings.home(), surroundings.userHome());
  }

  private int run(
      Task task, Settings settings, @Nullable Month month, Function<CommandContext, Result> work) {
    String runId = Run.newId();
    ProgressLine line =
        surroundings.terminal() && !task.common().quiet
            ? new ProgressLine(console.err(), surroundings.columns())
            : null;
    Run run =
        new Run(
            runId,
            task.command(),
            month,
            task.dryRun(),
            clock,
            line == null ? Progress.SILENT : line);
    run.reason(task.reason());
    List<Wording> worded = new ArrayList<>(plain(settings.warnings()));
    LogFiles logs = LogFiles.open(settings, runId);
    log.info(
        "{}{} in {}, version {}",
        task.command(),
        month == null ? "" : " of " + month.slashed(),
        settings.environment(),
        ToolVersion.current());
    Notifier notifier = Notifier.of(task, settings, surroundings, interruption);
    RunEnd ending = work(task, settings, run, notifier, work);
    if (line != null) {
      line.end();
    }
    worded.addAll(run.wordedWarnings());
    worded.addAll(plain(logs.warnings()));
    print(task, settings, run, ending, worded);
    RunMetrics.of(task, settings, clock)
        .ended(run, ending)
        .ifPresent(why -> complain(task, List.of(why)));
    complain(task, notifier.ended(run, ending, worded.stream().map(Wording::text).toList()));
    return ending.exitCode();
  }

  private static List<Wording> plain(List<String> warnings) {
    return warnings.stream().map(Wording::plain).toList();
  }

  private void complain(Task task, List<String> undelivered) {
    if (!task.common().quiet) {
      undelivered.forEach(console::warning);
    }
  }

  private RunEnd work(
      Task task,
      Settings settings,
      Run run,
      Notifier notifier,
      Function<CommandContext, Result> work) {
    RunBook runBook = new RunBook(ToolVersion.current());
    Backups backups = new Backups(settings, clock, run.id(), ToolVersion.current());
    if (task.command().is(RunCommand.Trait.CALLED_BY_CRON) && !settings.monthlyJob()) {
      return new RunEnd(Outcome.DISABLED, Result.of(Outcome.DISABLED, DISABLED), null);
    }
    if (!task.database()) {
      return guarded(
          () ->
              work.apply(
                  new CommandContext(
                      settings,
                      null,
                      run.month(),
                      backups,
                      runBook,
                      run,
                      clock,
                      failures,
                      RunMetrics.of(task, settings, clock))));
    }
    try (OpenDatabase open =
        OpenDatabase.open(settings, surroundings.home(), OpenDatabase.nameFor(run), interruption)) {
      Database database = open.database();
      // Before anything is written: a wrong database keeps no record of what was meant for another.
      Ownership ownership = Ownership.check(task, settings, database);
      RunRecord record = RunRecord.start(task, database, runBook, run);
      notifier.started(run, database);
      RunEnd ending =
          guarded(
              () -> {
                List<String> settled = ownership.settle(run, clock);
                if (!task.common().quiet) {
                  settled.forEach(console::note);
                }
                return work.apply(
                    new CommandContext(
                        settings,
                        database,
                        run.month(),
                        backups,
                        runBook,
                        run,
                        clock,
                        failures,
                        RunMetrics.of(task, settings, clock)));
              });
      notifier.compareLate(run, database, runBook);
      Result result = ending.result();
      if (result == null || !result.isRecorded()) {
        record.finish(ending.outcome(), ending.exitCode(), ending.failure());
      }
      return ending;
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private RunEnd guarded(java.util.function.Supplier<Result> work) {
    try {
      Result result = work.get();
      Failure failure = result.failure();
      return new RunEnd(
          failure == null ? result.outcome() : Failures.outcome(failure), result, failure);
    } catch (RuntimeException | Error e) {
      return failed(e);
    }
  }

  private RunEnd failed(Throwable e) {
    Failure failure = failures.explain(e);
    log.error("{}{}", failure.text(), failure.hint().isEmpty() ? "" : "; " + failure.hint());
    return RunEnd.failed(failure);
  }

  private void print(Task task, Settings settings, Run run, RunEnd ending, List<Wording> warnings) {
    if (!task.common().quiet) {
      warnings.forEach(console::warning);
    }
    Result result = ending.result();
    Failure failure = ending.failure();
    Consumer<PrintWriter> document = result == null ? null : result.document();
    if (document != null) {
      console.document(document);
    } else if (task.common().json) {
      console.json(
          Report.of(
              run,
              ending.outcome(),
              ending.exitCode(),
              warnings.stream().map(Wording::text).toList(),
              failure,
              result == null ? Map.of() : result.details()));
    } else if (result != null && (!task.common().quiet || failure != null)) {
      text(settings, run, result);
      if (failure == null) {
        console.line(result.verdict());
      }
    }
    console.flush();
    if (task.common().verbose) {
      run.steps().forEach((step, millis) -> console.note(step + ": " + millis + " ms"));
    }
    if (failure != null) {
      console.error(failure);
    }
  }

  private void text(Settings settings, Run run, Result result) {
    if (!result.isPlain()) {
      console.heading(run, settings.environment());
      console.tables(run);
      result.details().forEach(this::detail);
      console.steps(run);
    }
    result.lines().forEach(console::line);
  }

  /** The details that are a word or a number stand in the text too, a count by what it counts. */
  private void detail(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Number) {
      console.line(
          String.format(Locale.ROOT, "  %-11s %s", name.replaceFirst("_count$", "s"), value));
    }
  }
}
