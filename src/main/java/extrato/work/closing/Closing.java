package extrato.work.closing;

import extrato.month.archive.BatchProcessor;
import extrato.month.archive.MonthState;
import extrato.month.backup.Backups;
import extrato.month.selection.LiveGlance;
import extrato.postgres.Attempts;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.postgres.RolledBack;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.runs.CommitWatch;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes a month in one transaction, or changes nothing at all. */
public final class Closing {

  private static final Logger log = LoggerFactory.getLogger("extrato.closing");

  private final Database database;
  private final Settings settings;
  private final Backups backups;
  private final RunBook runBook;
  private final Run run;
  private final Clock clock;
  private final Duration patience;

  public Closing(
      Database database,
      Settings settings,
      Backups backups,
      RunBook runBook,
      Run run,
      Clock clock) {
    this(database, settings, backups, runBook, run, clock, CommitWatch.PATIENCE);
  }

  /**
   * @param patience how long to ask a server that cannot tell whether a commit succeeded
   */
  Closing(
      Database database,
      Settings settings,
      Backups backups,
      RunBook runBook,
      Run run,
      Clock clock,
      Duration patience) {
    this.database = database;
    this.settings = settings;
    this.backups = backups;
    this.runBook = runBook;
    this.run = run;
    this.clock = clock;
    this.patience = patience;
  }

  public ClosingResult close(ClosingRequest request) {
    log.info("Starting atomic extrato generation for {}", request.month().slashed());
    if (!request.says(ClosingRequest.Word.EARLY)) {
      checkIsOver(request.month());
    }
    ClosingResult result = request.dryRun() ? rehearse(request) : closeForGood(request);
    if (!request.dryRun()
        && (result.outcome() == Outcome.DONE || result.outcome() == Outcome.MERGED)) {
      log.info("✓ Atomic extrato generation completed");
    }
    return result;
  }

  /** A month that is not over may get more records. */
  void checkIsOver(Month month) {
    if (!month.hasBegun(clock, settings.zone())) {
      throw new Failure.WantsFlag(
          "month " + month.slashed() + " has not begun in " + settings.zone().getId(),
          "check year and month, and correct dates in the future in the studio's application:"
              + " whatever is entered for a closed month is late");
    }
    if (!month.isOver(clock, settings.zone())) {
      throw new Failure.WantsFlag(
          "month " + month.slashed() + " is not over in " + settings.zone().getId(),
          "`extrato extrato " + month.asOptions() + " --early` closes it all the same");
    }
    warnOfTheServersClock(month);
  }

  /** This machine's clock decides; where it is ahead, records of the month may still be entered. */
  private void warnOfTheServersClock(Month month) {
    Clock server =
        Clock.fixed(
            database.briefly(
                handle ->
                    handle
                        .createQuery("select pg_catalog.clock_timestamp()")
                        .mapTo(OffsetDateTime.class)
                        .one()
                        .toInstant()),
            settings.zone());
    if (!month.isOver(server, settings.zone())) {
      run.warn(
          "month "
              + month.slashed()
              + " is not over by the server's clock, where it is "
              + LocalDate.now(server)
              + " in "
              + settings.zone().getId()
              + ": one of the two clocks is wrong, `extrato doctor` compares them");
    }
  }

  private ClosingResult rehearse(ClosingRequest request) {
    return translated(
        () ->
            database.read(
                request.month(),
                books ->
                    new ClosingTransaction(
                            request.leftOut().outOf(books, run::warn),
                            settings,
                            backups,
                            runBook,
                            run)
                        .rehearse(request)));
  }

  private ClosingResult closeForGood(ClosingRequest request) {
    CommitWatch<ClosingResult> watch = new CommitWatch<>(database, runBook, run, patience);
    Attempts attempts =
        new Attempts(settings.database().limits().attempts(), database.interruption());
    ClosingResult result = translated(() -> attempts.of(number -> attempt(number, request, watch)));
    runBook.noteTolerated(database, run, watch.tolerated());
    return result;
  }

  private ClosingResult attempt(
      int number, ClosingRequest request, CommitWatch<ClosingResult> watch) {
    database.interruption().check();
    run.attempt(number);
    run.forgetCounts();
    try {
      if (number > 1) {
        // Otherwise this attempt could wait for locks that the previous one still holds.
        database.endEarlierAttempts();
      }
      if (request.force()) {
        writeNextGeneration(request);
      }
      return watch.change(snapshot -> transaction(snapshot, request), (snapshot, result) -> {});
    } catch (RuntimeException e) {
      run.forgetChanges();
      if (SqlStates.isFromDatabase(e) && !(e instanceof Failure)) {
        run.attemptFailed(SqlStates.describe(e));
        log.warn(
            "attempt {} of {} failed: {}",
            number,
            settings.database().limits().attempts(),
            SqlStates.describe(e));
      }
      throw e;
    }
  }

  /** Late records are backed up before anything else happens to them. */
  private void writeNextGeneration(ClosingRequest request) {
    run.step(
        "backup",
        () ->
            database.readAlone(
                request.month(),
                all -> {
                  MonthBooks books = request.leftOut().outOf(all, run::warn);
                  boolean closed = MonthState.of(books).isClosed();
                  return closed && LiveGlance.of(books).any()
                      ? Optional.of(backups.write(books, database, run::warn))
                      : Optional.empty();
                }));
  }

  private ClosingResult transaction(Snapshot snapshot, ClosingRequest request) {
    MonthBooks books = request.leftOut().outOf(snapshot.of(request.month()), run::warn);
    log.info("Beginning atomic transaction");
    return new ClosingTransaction(books, settings, backups, runBook, run).close(request);
  }

  /**
   * Turns failures of the database into words for the operator. After a signal, reports the
   * interruption instead.
   */
  private ClosingResult translated(Supplier<ClosingResult> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw explain(e);
    }
  }

  private RuntimeException explain(RuntimeException e) {
    Failure interruption = database.interruption().failure();
    if (interruption != null && !(e instanceof Failure.UnknownOutcome)) {
      return interruption;
    }
    if (e instanceof Failure failure) {
      return isAboutTheMonth(failure) ? failure.leaving(RolledBack.WORDS) : failure;
    }
    return SqlStates.isFromDatabase(e) ? SqlStates.asFailure(e, batch(e) + RolledBack.WORDS) : e;
  }

  /** Whether the operator might ask if anything has been changed. */
  private static boolean isAboutTheMonth(Failure failure) {
    return switch (failure.code()) {
      case NOT_PROVEN, STOPPED, FILE_TROUBLE -> true;
      default -> false;
    };
  }

  private static String batch(RuntimeException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof BatchProcessor.BatchFailed failed) {
        return "; " + failed.getMessage();
      }
    }
    return "";
  }
}
