package extrato.work.wallet;

import extrato.postgres.Attempts;
import extrato.postgres.Database;
import extrato.postgres.Snapshot;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what a request says in one transaction, or changes nothing. What passes is tried again, and
 * where the answer to a commit is lost, the same key tells what became of it.
 */
public final class Wallet {
  private static final Logger log = LoggerFactory.getLogger("extrato.wallet");
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Database database;
  private final Settings settings;
  private final Clock clock;
  private final Duration patience;
  private final String by;

  public Wallet(Database database, Settings settings, Clock clock) {
    this(database, settings, clock, PATIENCE);
  }

  /**
   * @param patience with a server that does not answer after a commit was sent
   */
  Wallet(Database database, Settings settings, Clock clock, Duration patience) {
    this(database, settings, clock, patience, System.getProperty("user.name", "?"));
  }

  private Wallet(Database database, Settings settings, Clock clock, Duration patience, String by) {
    this.by = by;
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * Says whom a program works for; that is no part of a request, so another may repeat it.
   *
   * @param whom null for nobody else than who runs it
   */
  public Wallet onBehalfOf(@Nullable String whom) {
    return whom == null
        ? this
        : new Wallet(database, settings, clock, patience, by + ", for " + whom);
  }

  /** What an operator asked for, in words that only the database can make an account of. */
  @FunctionalInterface
  public interface Order {
    Request request(Function<String, Account> accounts);
  }

  /** Carries one request out. */
  public Posted post(Order order, boolean dryRun) {
    return carry(bookkeeper -> bookkeeper.post(order), dryRun);
  }

  /**
   * Does work in a ledger that has all that was backed up of it, all of the work or none.
   *
   * @param dryRun whether it is rolled back
   */
  <T> T carry(Function<Bookkeeper, T> work, boolean dryRun) {
    return fill(
        ledger -> {
          LedgerBackups.checkNotBehind(ledger.snapshot(), settings);
          return work.apply(new Bookkeeper(ledger, settings, clock));
        },
        dryRun);
  }

  /** The same for what brings a ledger back. */
  <T> T fill(Function<Ledger, T> work, boolean dryRun) {
    Function<Snapshot, T> posting = snapshot -> work.apply(new Ledger(snapshot, by));
    try {
      return dryRun ? database.postings().rehearse(posting) : settled(posting);
    } catch (RuntimeException e) {
      throw explained(e);
    }
  }

  private RuntimeException explained(RuntimeException e) {
    if (e instanceof Failure) {
      return e;
    }
    Failure interruption = database.interruption().failure();
    if (interruption != null) {
      return interruption;
    }
    return Refusals.failure(e, false)
        .map(RuntimeException.class::cast)
        .orElseGet(
            () ->
                SqlStates.isFromDatabase(e)
                    ? SqlStates.asFailure(e, "; rolled back, the ledger is as it was")
                    : e);
  }

  /** Asked again after a lost answer, the server finds the key, or does it now. */
  private <T> T settled(Function<Snapshot, T> posting) {
    AtomicBoolean sent = new AtomicBoolean();
    long began = System.nanoTime();
    while (true) {
      try {
        return new Attempts(settings.database().limits().attempts(), database.interruption())
            .of(number -> attempt(number, posting, sent));
      } catch (RuntimeException e) {
        if (!sent.get() || e instanceof Failure || !SqlStates.isPassing(e)) {
          throw e;
        }
        if (System.nanoTime() - began > patience.toNanos()) {
          throw new Failure.UnknownOutcome(
              "the commit was sent and its answer was lost; the server could not be asked what"
                  + " became of it",
              "when the server is back, the same command with the same key tells, and does nothing"
                  + " twice",
              e);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  private <T> T attempt(int number, Function<Snapshot, T> posting, AtomicBoolean sent) {
    AtomicBoolean committing = new AtomicBoolean();
    try {
      return database.postings().post(posting, result -> committing.set(true));
    } catch (RuntimeException e) {
      if (committing.get() && SqlStates.isLost(e)) {
        sent.set(true);
      }
      if (SqlStates.isFromDatabase(e) && SqlStates.refusal(e).isEmpty()) {
        log.warn(
            "attempt {} of {} failed: {}",
            number,
            settings.database().limits().attempts(),
            SqlStates.describe(e));
      }
      throw e;
    }
  }
}
