package extrato.cli.running;

import extrato.cli.output.Console;
import extrato.cli.output.Person;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.ProgressLine;
import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.cli.output.ToolVersion;
import extrato.postgres.Interruption;
import extrato.runs.Progress;
import extrato.runs.Run;
import extrato.runs.notices.Channels;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import extrato.support.logging.LogFiles;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import extrato.support.settings.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins a run: settings, month, log and notices, before the command itself gets to work. */
public final class CommandRunner {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final ProcessEnvironment surroundings;
  private final Clock clock;
  private final Interruption interruption;
  private final Console console;
  private final Failures failures;
  private final Question question;

  public CommandRunner(
      ProcessEnvironment surroundings,
      Clock clock,
      Interruption interruption,
      Console console,
      Person person) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.interruption = interruption;
    this.console = console;
    this.failures = new Failures(interruption);
    this.question = new Question(surroundings, person, console, interruption);
  }

  public ProcessEnvironment surroundings() {
    return surroundings;
  }

  public Clock clock() {
    return clock;
  }

  public Console console() {
    return console;
  }

  public Interruption interruption() {
    return interruption;
  }

  public Question question() {
    return question;
  }

  /** What becomes of a notice that is only a test, by each way that is set up. */
  public List<Channels.Tried> testNotices(CommandContext context) {
    return Notifier.test(context, interruption);
  }

  /**
   * A file that was named on the command line: from where one stands, else from the tool's home.
   */
  public Path file(String named) {
    Path here = Path.of(named).toAbsolutePath().normalize();
    Path atHome = surroundings.home().resolve(named);
    return Files.exists(here) || !Files.exists(atHome) ? here : atHome;
  }

  /** Runs a command that works with the database. */
  public int run(Task task, Function<DatabaseContext, Result> work) {
    return settled(task, execution -> execution.inDatabase(work));
  }

  /** Runs a command that needs none. */
  public int runWithoutDatabase(Task task, Function<CommandContext, Result> work) {
    return settled(task, execution -> execution.alone(work));
  }

  /** Runs a command that can do without a database where none is configured. */
  public int runWhereConfigured(
      Task task, Function<DatabaseContext, Result> work, Function<CommandContext, Result> without) {
    return settled(
        task,
        execution ->
            execution.hasDatabase() ? execution.inDatabase(work) : execution.alone(without));
  }

  private int settled(Task task, Function<RunExecution, RunEnd> work) {
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
      return begin(task, settings, month, work);
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
  public int unexpected(String command, Throwable e, boolean json) {
    Failure failure = failures.explain(e);
    console.refused(command, failure, json);
    return failure.code().number();
  }

  /**
   * For a command that looks at what is wrong: settings that keep the others from beginning are
   * handed to it, and the database is its own affair.
   */
  public int examine(Task task, BiFunction<CommandContext, List<String>, Result> work) {
    SettingsReader.Found found = read(Map.of());
    return begin(
        task,
        found.settings(),
        null,
        execution -> execution.alone(context -> work.apply(context, found.problems())));
  }

  /** The settings, read again: somebody may have changed them since. */
  public Settings settingsNow() {
    return read(Map.of()).settings();
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

  private int begin(
      Task task, Settings settings, @Nullable Month month, Function<RunExecution, RunEnd> work) {
    String asked = task.common().runId;
    String runId = asked == null ? Run.newId() : Run.checkedId(asked);
    ProgressLine line =
        surroundings.isWatched() && !task.common().quiet
            ? new ProgressLine(console.err(), surroundings.screen().columns())
            : null;
    Progress progress = line == null ? Progress.SILENT : line;
    Run run = new Run(runId, task.command(), month, task.dryRun(), clock, progress);
    run.reason(task.reason() == null ? task.common().askedBy : task.reason());
    List<Wording> worded = new ArrayList<>(plain(settings.configuration().warnings()));
    LogFiles logs = LogFiles.open(settings, runId);
    log.info(
        "{}{} in {}, version {}",
        task.command(),
        month == null ? "" : " of " + month.slashed(),
        settings.place(),
        ToolVersion.current());
    Notifier notifier = Notifier.of(task, settings, surroundings, interruption);
    RunMetrics metrics = RunMetrics.of(task, settings, clock);
    CommandContext context = new CommandContext(settings, run, clock, failures, metrics);
    RunEnd end = work.apply(new RunExecution(this, task, context, notifier));
    if (line != null) {
      line.end();
    }
    worded.addAll(run.wordedWarnings());
    worded.addAll(plain(logs.warnings()));
    new RunPrinter(console, task).print(settings.place(), run, end, worded);
    metrics.ended(run, end).ifPresent(why -> complain(task, List.of(why)));
    complain(task, notifier.ended(run, end, worded.stream().map(Wording::text).toList()));
    return end.exitCode();
  }

  private static List<Wording> plain(List<String> warnings) {
    return warnings.stream().map(Wording::plain).toList();
  }

  private void complain(Task task, List<String> undelivered) {
    if (!task.common().quiet) {
      undelivered.forEach(console::warning);
    }
  }
}
