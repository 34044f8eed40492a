package extrato.runs;

import extrato.postgres.Database;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out whether a transaction was committed if the answer to its commit was lost. It asks the
 * run's own record first, then the server's record of the transaction.
 *
 * @param <T> the transaction's result
 */
public final class CommitWatch<T> {
  /** How long a server that cannot tell is asked again. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final Logger log = LoggerFactory.getLogger("extrato.closing");
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Database database;
  private final RunBook runBook;
  private final Run run;
  private final Duration patience;
  private @Nullable String transactionId;
  private @Nullable T result;
  private List<String> tolerated = List.of();

  /**
   * @param patience how long a server that cannot tell is asked again
   */
  public CommitWatch(Database database, RunBook runBook, Run run, Duration patience) {
    this.database = database;
    this.runBook = runBook;
    this.run = run;
    this.patience = patience;
  }

  /**
   * Changes the books. If the answer to the commit is lost, finds out whether it was committed.
   *
   * @param last runs when every change is accounted for
   */
  public T change(Function<Snapshot, T> work, BiConsumer<Snapshot, T> last) {
    return change(database::change, work, last);
  }

  /**
   * A transaction that changes the books.
   *
   * @param <T> its result
   */
  public interface Transaction<T> {
    T change(Function<Snapshot, T> work, BiConsumer<Snapshot, T> last);
  }

  /** The same in another kind of transaction. */
  public T change(
      Transaction<T> transaction, Function<Snapshot, T> work, BiConsumer<Snapshot, T> last) {
    // An earlier attempt's commit is settled, and this attempt has sent none yet.
    result = null;
    try {
      return transaction.change(
          snapshot -> {
            transactionId = idOf(snapshot);
            return work.apply(snapshot);
          },
          (snapshot, done) -> {
            tolerated = snapshot.changes().tolerated();
            last.accept(snapshot, done);
            result = done;
          });
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

  /** The changes that only the settings allowed. */
  public List<String> tolerated() {
    return tolerated;
  }

  /** The server's id for this attempt's transaction. */
  private static String idOf(Snapshot snapshot) {
    return snapshot.query("select pg_catalog.pg_current_xact_id()::text").mapTo(String.class).one();
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
            run.month() == null
                ? "when the server is back, `extrato history --run "
                    + run.id()
                    + "` tells whether it is done"
                : "when the server is back, `extrato status` tells whether the month is closed",
            lost);
      }
      if (waited > patience.toNanos() / 3) {
        endUndecided();
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * The commit itself may not have arrived, and the server may wait for it for ever. Ending that
   * session settles the outcome, whatever it is.
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

  /** Whether it was committed; empty if that is not known yet. */
  private Optional<Boolean> ask() {
    try {
      if (database
          .briefly(handle -> runBook.outcome(handle, run.id()))
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
