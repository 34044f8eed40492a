package extrato.cli.running;

import extrato.cli.output.ToolVersion;
import extrato.month.backup.Backups;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import extrato.work.closing.Verification;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Everything that a command's work needs. With a database, it is a {@link DatabaseContext}. */
public sealed class CommandContext permits DatabaseContext {
  private final Settings settings;
  private final Run run;
  private final Clock clock;
  private final Failures failures;
  private final RunMetrics metrics;

  CommandContext(Settings settings, Run run, Clock clock, Failures failures, RunMetrics metrics) {
    this.settings = settings;
    this.run = run;
    this.clock = clock;
    this.failures = failures;
    this.metrics = metrics;
  }

  /** The same context for another month, whose work is a run of its own. */
  public CommandContext forMonth(Month other) {
    return new CommandContext(settings, runOf(other), clock, failures, metrics);
  }

  final Run runOf(Month other) {
    return new Run(Run.newId(), run.command(), other, run.isDryRun(), clock, run.progress());
  }

  public final Settings settings() {
    return settings;
  }

  public final Run run() {
    return run;
  }

  public final Clock clock() {
    return clock;
  }

  public final Failures failures() {
    return failures;
  }

  public final RunMetrics metrics() {
    return metrics;
  }

  /** The month, for a command that works on one. */
  public final Month month() {
    return Objects.requireNonNull(run.month());
  }

  /** The month, if one was given. */
  public final @Nullable Month givenMonth() {
    return run.month();
  }

  public final Backups backups() {
    return new Backups(settings, clock, run.id(), ToolVersion.current());
  }

  final RunBook runBook() {
    return new RunBook(ToolVersion.current());
  }

  public final Verification verification() {
    return new Verification(backups(), run);
  }
}
