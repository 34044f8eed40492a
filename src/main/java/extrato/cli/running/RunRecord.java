package extrato.cli.running;

import extrato.postgres.Database;
import extrato.postgres.SqlStates;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This run's row in {@code extrato.runs}, if there is one. */
public final class RunRecord {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final boolean closes;
  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final boolean kept;

  private RunRecord(boolean closes, Database database, RunBook runBook, Run run, boolean kept) {
    this.closes = closes;
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.kept = kept;
  }

  public static RunRecord start(Task task, Database database, RunBook runBook, Run run) {
    if (task.writes()) {
      database
          .ownTables()
          .bringUpToDate(
              handle -> {
                if (task.recorded()) {
                  runBook.start(handle, run);
                }
              });
      return new RunRecord(task.closes(), database, runBook, run, task.recorded());
    }
    boolean kept =
        task.recorded() && database.ownTables().keepRuns() && begin(false, database, runBook, run);
    return new RunRecord(task.closes(), database, runBook, run, kept);
  }

  /** The record of a closing that is part of a larger run. */
  public static RunRecord begin(DatabaseContext context) {
    context.database().note(handle -> context.runBook().start(handle, context.run()));
    return new RunRecord(true, context.database(), context.runBook(), context.run(), true);
  }

  /**
   * The record of one month among many.
   *
   * @param writes whether the tool's own tables must exist
   */
  public static RunRecord beginOneOfMany(DatabaseContext context, boolean writes) {
    Database database = context.database();
    boolean kept =
        (writes || database.ownTables().keepRuns())
            && begin(writes, database, context.runBook(), context.run());
    return new RunRecord(false, database, context.runBook(), context.run(), kept);
  }

  /** A command that only reads goes on without a record if it may not write one. */
  private static boolean begin(boolean writes, Database database, RunBook runBook, Run run) {
    try {
      database.note(handle -> runBook.start(handle, run));
      return true;
    } catch (RuntimeException e) {
      if (writes || !SqlStates.isMissingRight(e)) {
        throw e;
      }
      log.info("this role may not write to extrato.runs: the run is in the log only");
      return false;
    }
  }

  public void finish(Outcome outcome, int exitCode, @Nullable Failure failure) {
    if (!kept || outcome == Outcome.UNKNOWN) {
      return;
    }
    String error = failure == null ? null : failure.text();
    try {
      database.note(handle -> runBook.finish(handle, run, outcome, exitCode, error));
      if (failure != null && closes && concernsApplication(outcome)) {
        tellApplication(failure);
      }
    } catch (RuntimeException e) {
      // A failure here must not hide the run's own outcome from the operator.
      if (!(e instanceof Failure) && !SqlStates.isFromDatabase(e)) {
        throw e;
      }
      log.warn("the run's record could not be finished: {}", SqlStates.describe(e));
    }
  }

  private void tellApplication(Failure failure) {
    Month month = run.month();
    if (month != null) {
      database.changeBeside(
          snapshot ->
              runBook.logForApplication(
                  snapshot.of(month), "error", "run " + run.id() + ": " + failure.text()));
    }
  }

  private static boolean concernsApplication(Outcome outcome) {
    return switch (outcome) {
      case NOT_PROVEN, ROLLED_BACK, FAILED, INTERRUPTED -> true;
      default -> false;
    };
  }
}
