package extrato.closing;

import extrato.db.Books;
import extrato.db.Database;
import extrato.db.SqlStates;
import extrato.failure.Failure;
import extrato.runs.Outcome;
import extrato.runs.Run;
import extrato.runs.RunBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a commit whose answer was lost: the run's own record tells, and where
 * that is silent the server's record of the transaction.
 */
final class CommitWatch {
  private static final Logger log = LoggerFactory.getLogger("extrato.closing");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final List<Integer> backends = new ArrayList<>();
  private @Nullable String transactionId;
  private @Nullable ClosingResult result;

  CommitWatch(Database database, RunBook runBook, Run run) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
  }

  /** Remembers how the server calls this attempt. */
  void begun(Books books) {
    result = null;
    backends.add(books.query("select pg_catalog.pg_backend_pid()").mapTo(int.class).one());
    transactionId =
        books.query("select pg_catalog.pg_current_xact_id()::text").mapTo(String.class).one();
  }

  /** Everything is done but the commit; this is what it commits. */
  void aboutToCommit(ClosingResult outcome) {
    result = outcome;
  }

  /** A new attempt does not wait for locks that its own predecessor still holds. */
  void endEarlierAttempts() {
    if (!backends.isEmpty()) {
      database.endBackends(backends);
      backends.clear();
    }
  }

  /** Does the work, and when the commit's answer is lost, decides what it was. */
  ClosingResult decide(Supplier<ClosingResult> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      ClosingResult sent = result;
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
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Boolean> answer = ask();
      if (answer.isPresent()) {
        return answer.get();
      }
      if (System.nanoTime() > deadline) {
        throw new Failure.UnknownOutcome(
            "the commit was sent and its answer was lost; the server could not be asked what became of it",
            "when the server is back, `extrato status` tells whether the month is closed",
            lost);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
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
      if (!SqlStates.isLost(e) && !SqlStates.isFromDatabase(e)) {
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
