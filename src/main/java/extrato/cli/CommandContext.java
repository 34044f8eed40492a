package extrato.cli;

import extrato.month.backup.Backups;
import extrato.postgres.Database;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What lies ready for one command's work. */
record CommandContext(
    Settings settings,
    @Nullable Database openDatabase,
    @Nullable Month givenMonth,
    Backups backups,
    RunBook runBook,
    Run run,
    Clock clock,
    Failures failures,
    RunMetrics meter) {

  /** The same context for the work on another month, which is a run of its own. */
  CommandContext forMonth(Month other) {
    Run its = new Run(Run.newId(), run.command(), other, run.isDryRun(), clock, run.progress());
    Backups itsBackups = new Backups(settings, clock, its.id(), ToolVersion.current());
    return new CommandContext(
        settings, openDatabase, other, itsBackups, runBook, its, clock, failures, meter);
  }

  /** The database, for a task that asked for one. */
  Database database() {
    return Objects.requireNonNull(openDatabase);
  }

  /** The month, for a task that is about one. */
  Month month() {
    return Objects.requireNonNull(givenMonth);
  }
}
