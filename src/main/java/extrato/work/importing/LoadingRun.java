package extrato.work.importing;

import extrato.postgres.Attempts;
import extrato.postgres.Database;
import extrato.postgres.Loading;
import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.support.failure.Failure;
import extrato.work.importing.files.ImportTable;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the steps of an import: again after a failure that passes, and to a truthful end where
 * the answer to the commit is lost.
 */
final class LoadingRun {
  private static final Logger log = LoggerFactory.getLogger("extrato.importing");

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final int attempts;

  LoadingRun(Database database, RunBook runBook, Run run, int attempts) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.attempts = attempts;
  }

  /**
   * @param timeout of each statement; null for the usual one
   * @param steps new ones for each attempt
   */
  <T> T carry(
      @Nullable Duration timeout, boolean dryRun, Supplier<? extends ImportSteps<T>> steps) {
    Loading loading = database.loading(timeout);
    return translated(
        () -> {
          if (dryRun) {
            ImportSteps<T> once = steps.get();
            return loading.rehearse(snapshot -> staged(once, snapshot), once::work);
          }
          CommitWatch<T> watch = new CommitWatch<>(database, runBook, run, CommitWatch.PATIENCE);
          T result =
              new Attempts(attempts, database.interruption())
                  .of(number -> attempt(number, loading, steps.get(), watch));
          runBook.noteTolerated(database, run, watch.tolerated());
          return result;
        });
  }

  private <T> T attempt(int number, Loading loading, ImportSteps<T> steps, CommitWatch<T> watch) {
    database.interruption().check();
    run.attempt(number);
    run.forgetCounts();
    if (number > 1) {
      // Otherwise this attempt could wait for locks that the previous one still holds.
      database.endEarlierAttempts();
    }
    try {
      return watch.change(
          (work, last) -> loading.change(snapshot -> staged(steps, snapshot), work, last),
          steps::work,
          (snapshot, result) -> steps.last(snapshot));
    } catch (Failure.UnknownOutcome e) {
      throw e;
    } catch (RuntimeException e) {
      steps.rolledBack();
      run.forgetChanges();
      if (SqlStates.isFromDatabase(e) && !(e instanceof Failure)) {
        run.attemptFailed(SqlStates.describe(e));
        log.warn("attempt {} of {} failed: {}", number, attempts, SqlStates.describe(e));
      }
      throw e;
    }
  }

  /** Fills the temporary tables, and says which tables it may write. */
  private static Loading.Tables staged(ImportSteps<?> steps, Snapshot snapshot) {
    return new Loading.Tables(
        steps.stage(snapshot).stream().map(ImportTable::table).toList(), steps.removes());
  }

  /** Turns failures of the database into words for the operator. */
  private <T> T translated(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw RolledBack.explained(
          e,
          database.interruption(),
          "settle this in the files, in the studio's application or its tables, and try again");
    }
  }
}
