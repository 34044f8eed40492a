package extrato.runs;

import extrato.postgres.Books;
import extrato.postgres.Database;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer was lost: the run's own record tells, and where
 * that is silent the server's record of the transaction.
 *
 * @param <T> what the transaction results in
 */
public final class CommitWatch<T> {
  /** For how long a server that cannot tell is asked again. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger("extrato.closing");
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final Duration patience;
  private @Nullable String transactionId;
  private @Nullable T result;

  /**
   * @param patience for how long a server that cannot tell is asked again
   */
  public CommitWatch(Database database, RunBook runBook, Run run, Duration patience) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.patience = patience;
  }

  /** Remembers how the server calls this attempt. */
  public void begun(Books books) {
    transactionId =
        books.query("select pg_catalog.pg_current_xact_id()::text").mapTo(String.class).one();
  }

  /** Everything is done but the commit; this is what it commits. */
  public void aboutToCommit(T outcome) {
    result = outcome;
  }

  /** Does the work, and when the commit's answer is lost, decides what it was. */
  public T decide(Supplier<T> work) {
    // What the last attempt was about to commit is settled, and nothing that this one could lose.
    result = null;
    try {
      return work.get();
    } catch (RuntimeException e) {
      T sent = result;
      if (sent == null || !SqlStates.isLost(e) || e instanceof Failure) {
        throw e;
      }
      log.warn("the answer to the commit was lost: {}", SqlStates.describe(e));
      if (isCommitted(e)) {
        log.info("the commit is found on record");
        return sent;
      }
      throw e;
    }
  }

  private boolean isCommitted(RuntimeException lost) {
    long began = System.nanoTime();
    while (true) {
      Optional<Boolean> answer = ask();
      if (answer.isPresent()) {
        return answer.get();
      }
      long waited = System.nanoTime() - began;
      if (waited > patience.toNanos()) {
        throw new Failure.UnknownOutcome(
            "the commit was sent and its answer was lost; the server could not be asked what became"
                + " of it",
            "when the server is back, `extrato status` tells whether the month is closed",
            lost);
      }
      if (waited > patience.toNanos() / 3) {
        endUndecided();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * The request itself may have been lost, and the server may wait for it for ever. RunEnd that
   * session decides what became of the commit, whichever it is.
   */
  private void endUndecided() {
    try {
      database.endEarlierAttempts();
    } catch (RuntimeException e) {
      if (!SqlStates.isFromDatabase(e)) {
        throw e;
      }
      log.warn("the server cannot be asked yet: {}", SqlStates.describe(e));
    }
  }

  /** Whether it was committed; empty when nobody can tell yet. */
  private Optional<Boolean> ask() {
    try {
      if (database
          .asking(handle -> runBook.outcome(handle, run.id()))
          .filter(CommitWatch::isFinal)
          .isPresent()) {
        return Optional.of(true);
      }
      String status = database.transactionStatus(String.valueOf(transactionId)).orElse("");
      return switch (status) {
        case "committed" -> Optional.of(true);
        case "aborted" -> Optional.of(false);
        default -> Optional.empty();
      };
    } catch (RuntimeException e) {
      if (!SqlStates.isFromDatabase(e)) {
        throw e;
      }
      log.warn("the server cannot be asked yet: {}", SqlStates.describe(e));
      return Optional.empty();
    }
  }

  private static boolean isFinal(String outcome) {
    return !outcome.equals(Outcome.RUNNING.word());
  }
}
