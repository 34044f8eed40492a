package extrato.work.closing;

import extrato.month.archive.MonthState;
import extrato.month.archive.OldGenerator;
import extrato.month.backup.Backups;
import extrato.month.selection.LeftOut;
import extrato.month.selection.LiveCounts;
import extrato.month.selection.LiveGlance;
import extrato.month.selection.OpenMonths;
import extrato.month.selection.TakenIds;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.work.closing.ClosingRequest.Word;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What cron runs: makes sure that a month is closed and that its backup proves it, however often it
 * is asked.
 */
public final class Monthly {
  /** How often rows may change under the work before a person must look. */
  private static final int STARTS = 3;

  private static final Logger log = LoggerFactory.getLogger("extrato.closing");

  private final Database database;
  private final Backups backups;
  private final Closing closing;
  private final Run run;

  public Monthly(Database database, Backups backups, Closing closing, Run run) {
    this.database = database;
    this.backups = backups;
    this.closing = closing;
    this.run = run;
  }

  /**
   * How the month stands now.
   *
   * @param closing null when this run closed nothing
   */
  public record Result(Outcome outcome, @Nullable ClosingResult closing) {
    static Result of(Outcome outcome) {
      return new Result(outcome, null);
    }

    /** Whether the closing's transaction finished the run's record. */
    public boolean isRecorded() {
      return closing != null;
    }
  }

  /**
   * The months before this one that still wait to be closed, the oldest first. Warns when something
   * else closes months too.
   */
  public static List<Month> olderOpenMonths(Database database, Month month, Run run) {
    return database.read(
        month,
        books -> {
          warnOfOldGenerator(books, run);
          return OpenMonths.before(books);
        });
  }

  /**
   * @param force merge records that turned up late into a closed month
   */
  public Result close(Month month, boolean force) {
    return close(month, force, LeftOut.NOTHING);
  }

  /**
   * @param leftOut the live records that stay live and take no part
   */
  public Result close(Month month, boolean force, LeftOut leftOut) {
    closing.checkIsOver(month);
    Failure.Stale stale = null;
    for (int start = 1; start <= STARTS; start++) {
      try {
        return closeOnce(month, force, leftOut);
      } catch (Failure.Stale e) {
        log.warn("start {} of {}: {}", start, STARTS, e.text());
        run.attemptFailed(e.text());
        stale = e;
      } catch (Failure.AlreadyClosed e) {
        // Another run closed it meanwhile; whether that is proven is the next round's question.
        log.info("{}", e.text());
      }
    }
    throw stale == null
        ? new Failure.Busy("month " + month.slashed() + " is being closed by others", "")
        : stale;
  }

  /** What {@link #close} would do, with every check that needs no backup of its own. */
  public Result rehearse(Month month, boolean force, LeftOut leftOut) {
    closing.checkIsOver(month);
    MonthState state = database.read(month, MonthState::of);
    return switch (state.kind()) {
      case LEGACY -> legacy(month);
      case OPEN -> rehearsed(month, leftOut);
      case CLOSED, STATEMENT_GONE -> {
        prove(month, leftOut);
        yield force && hasLate(month, leftOut)
            ? rehearsed(month, leftOut, Word.FORCE)
            : Result.of(Outcome.ALREADY_CLOSED);
      }
    };
  }

  /** This command writes the backup itself. */
  private Result rehearsed(Month month, LeftOut leftOut, Word... words) {
    Set<Word> all = EnumSet.of(Word.DRY_RUN, Word.BACKUP_FIRST);
    all.addAll(List.of(words));
    ClosingResult would = closing.close(new ClosingRequest(month, all, leftOut));
    return new Result(would.outcome(), would);
  }

  private Result closeOnce(Month month, boolean force, LeftOut leftOut) {
    MonthState state = database.read(month, MonthState::of);
    return switch (state.kind()) {
      case OPEN -> closeOpen(month, leftOut);
      case LEGACY -> legacy(month);
      case CLOSED, STATEMENT_GONE -> closed(month, force, leftOut);
    };
  }

  private Result closeOpen(Month month, LeftOut leftOut) {
    Backups.Written written =
        run.step(
            "backup",
            () ->
                database.readAlone(
                    month,
                    books -> backups.write(leftOut.outOf(books, run::warn), database, run::warn)));
    if (written.generation().isEmpty()) {
      return Result.of(Outcome.EMPTY);
    }
    // The closing proves it again, record for record, in the transaction that deletes them.
    ClosingResult closed = closing.close(ClosingRequest.of(month, leftOut));
    return new Result(closed.outcome(), closed);
  }

  private Result closed(Month month, boolean force, LeftOut leftOut) {
    prove(month, leftOut);
    if (force
        && database.read(month, books -> LiveGlance.of(leftOut.outOf(books, run::warn))).any()) {
      ClosingResult merged = closing.close(ClosingRequest.of(month, leftOut, Word.FORCE));
      return new Result(merged.outcome(), merged);
    }
    return Result.of(Outcome.ALREADY_CLOSED);
  }

  private boolean hasLate(Month month, LeftOut leftOut) {
    return database.read(month, books -> LiveGlance.of(leftOut.outOf(books, run::warn)).any());
  }

  private Result legacy(Month month) {
    // Its archive may be lost, with a dump that lacked it: then the backup alone has its records.
    database
        .read(month, backups::newer)
        .ifPresent(
            newer -> {
              throw newer.failure();
            });
    run.warn(
        "month "
            + month.slashed()
            + " was closed by the old generator: "
            + (backups.newest(month).isPresent()
                ? "`extrato restore "
                    + month.asOptions()
                    + " --from backup` brings back what its backup holds"
                : "nothing proves what it deleted"));
    long late = database.read(month, LiveCounts::of).total();
    if (late > 0) {
      run.warn(
          Count.of(late, "record")
              + " of "
              + month.slashed()
              + (late == 1 ? " is" : " are")
              + " live although it is closed");
    }
    return Result.of(Outcome.LEGACY);
  }

  private void prove(Month month, LeftOut leftOut) {
    Verification.Proof proof =
        database.read(
            month,
            all -> {
              MonthBooks books = leftOut.outOf(all, run::warn);
              // Here the month is at work: it stops, where a proof alone only does not hold.
              TakenIds.check(books, run::warn);
              return new Verification(backups, run).of(books);
            });
    if (!proof.holds()) {
      String what =
          "the backup of "
              + month.slashed()
              + " is not what the database holds: "
              + proof.summary();
      if (proof.state() == MonthState.Kind.OPEN) {
        throw new Failure.Stale(
            what, "the month was reopened while it was being looked at: run it again");
      }
      throw new Failure.NotProven(
          what,
          "the archive and the backup disagree: keep both, and look at the rows named; `extrato"
              + " backup "
              + month.asOptions()
              + "` writes the next one where only late records are gone, and otherwise says what"
              + " is wrong");
    }
  }

  private static void warnOfOldGenerator(MonthBooks books, Run run) {
    List<Month> foreign = books.hasOwnSchema() ? OldGenerator.closedMeanwhile(books) : List.of();
    if (!foreign.isEmpty()) {
      run.warn(
          "something other than this tool closed "
              + foreign.stream().map(Month::slashed).collect(Collectors.joining(", "))
              + ": switch the old generator off, its deletions have no proof");
    }
  }
}
