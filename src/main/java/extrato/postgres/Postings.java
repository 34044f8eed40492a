package extrato.postgres;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The wallet's transactions, beside whoever else is at work: each statement sees what others
 * committed before it, and waits for those who hold the same accounts.
 */
public final class Postings {
  /** A client that is gone must not keep the accounts that it had locked. */
  private static final Duration LONGEST_IDLE = Duration.ofSeconds(20);

  private final Database database;
  private final Connections connections;
  private final KnownPlace place;
  private final Interruption interruption;

  Postings(
      Database database, Connections connections, KnownPlace place, Interruption interruption) {
    this.database = database;
    this.connections = connections;
    this.place = place;
    this.interruption = interruption;
  }

  /**
   * Does work, all of it or nothing.
   *
   * @param last what is done when all is written, before the commit is sent
   */
  public <T> T post(Function<Snapshot, T> work, Consumer<T> last) {
    return begin(
        snapshot -> {
          T result = work.apply(snapshot);
          interruption.beginCommit();
          last.accept(result);
          return result;
        });
  }

  /** The same, rolled back whatever it did. */
  public <T> T rehearse(Function<Snapshot, T> work) {
    return begin(
        snapshot -> {
          T result = work.apply(snapshot);
          snapshot.handle().rollback();
          return result;
        });
  }

  private <T> T begin(Function<Snapshot, T> work) {
    Whereabouts where = place.find();
    return connections.interruptible(
        interruption,
        "set transaction isolation level read committed, read write; "
            + TextForm.statements(where.settings())
            + "; set local idle_in_transaction_session_timeout = "
            + Sql.literal(LONGEST_IDLE.toMillis() + "ms")
            + "; "
            + WalletLock.shared(where),
        handle -> work.apply(Snapshot.open(handle, database, where, interruption)));
  }
}
