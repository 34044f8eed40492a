package extrato.postgres;

import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The transaction that brings records from elsewhere into the studio's tables. It fills temporary
 * tables beside whoever else is at work, and only then keeps others from writing the books: each of
 * its statements sees what they committed before.
 */
public final class Loading {

  /**
   * The studio's tables that the work may write.
   *
   * @param removing whether records of them may go, so that no row may come to refer to them
   */
  public record Tables(List<String> names, boolean removing) {
    public Tables {
      names = List.copyOf(names);
    }
  }

  private final Database database;
  private final Connections connections;
  private final KnownPlace place;
  private final Settings settings;
  private final Interruption interruption;
  private final @Nullable Duration timeout;

  Loading(
      Database database,
      Connections connections,
      KnownPlace place,
      Settings settings,
      @Nullable Duration timeout) {
    this.database = database;
    this.connections = connections;
    this.place = place;
    this.settings = settings;
    this.interruption = database.interruption();
    this.timeout = timeout;
  }

  /**
   * Does all of the work and accounts for it, or does nothing.
   *
   * @param stage fills temporary tables, and says which of the studio's tables the work may write
   * @param work does the rest, while nobody else writes these tables and the books
   * @param last what is done when everything that was changed is accounted for
   */
  public <T> T change(
      Function<Snapshot, Tables> stage, Function<Snapshot, T> work, BiConsumer<Snapshot, T> last) {
    return load(
        stage,
        snapshot -> {
          T result = work.apply(snapshot);
          settle(snapshot);
          interruption.beginCommit();
          last.accept(snapshot, result);
          return result;
        });
  }

  /** The same, rolled back whatever it did. */
  public <T> T rehearse(Function<Snapshot, Tables> stage, Function<Snapshot, T> work) {
    return load(
        stage,
        snapshot -> {
          T result = work.apply(snapshot);
          settle(snapshot);
          snapshot.handle().rollback();
          return result;
        });
  }

  private <T> T load(Function<Snapshot, Tables> stage, Function<Snapshot, T> work) {
    Whereabouts where = place.unlessBusy();
    return connections.interruptible(
        interruption,
        "set transaction isolation level read committed, read write; "
            + TextForm.statements(where.settings())
            + "; set local work_mem = '64MB'"
            + (timeout == null ? "" : "; set local statement_timeout = " + timeout.toMillis()),
        handle -> {
          RunLock.take(handle, where.schemaId());
          Snapshot beside = Snapshot.open(handle, database, where, interruption);
          beside.checkFitForChanges();
          Tables tables = stage.apply(beside);
          if (tables.removing()) {
            handle.execute(WalletLock.alone(where));
          }
          handle.execute(where.locksToLoad(tables));
          // What others committed until then was not ours: counting begins behind the locks.
          Changes changes = Changes.from(handle, where, settings.closing().allowedChanges());
          changes.expectTemporaryTables();
          changes.keepReferrers();
          where.checkUnmoved(handle);
          return work.apply(beside.accountingFor(changes));
        });
  }

  private static void settle(Snapshot snapshot) {
    try {
      snapshot.changes().settle();
    } catch (Failure e) {
      throw e.leaving(RolledBack.WORDS);
    }
  }
}
