package extrato.postgres;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The database, in transactions that are named for what they guarantee. {@link #read} sees one
 * moment and writes nothing; {@link #change} is alone at work, and does all that it accounted for
 * or nothing; {@link #briefly} is short, and about the tool's own tables. Each has a connection of
 * its own.
 */
public final class Database implements AutoCloseable {
  private final Connections connections;
  private final Settings settings;
  private final Interruption interruption;
  private final KnownPlace place;

  private Database(Connections connections, Settings settings, Interruption interruption) {
    this.connections = connections;
    this.settings = settings;
    this.interruption = interruption;
    this.place = new KnownPlace(connections, settings);
  }

  /**
   * @param run by which the server's administrator knows its sessions, after the schema's name
   * @param tell what a person should know while they wait, such as who holds a lock
   */
  public static Database open(
      DatabaseUrl.Server server,
      Settings settings,
      String run,
      Interruption interruption,
      Consumer<String> tell) {
    return new Database(
        Connections.open(
            server, settings, settings.database().schema() + " " + run, interruption, tell),
        settings,
        interruption);
  }

  /** Everything as it is at one moment, for reading only. */
  public <T> T read(Function<Snapshot, T> work) {
    return read(place.find(), work);
  }

  public <T> T read(Month month, Function<MonthBooks, T> work) {
    return read(snapshot -> work.apply(snapshot.of(month)));
  }

  /** The same, while no other run is at work. */
  public <T> T readAlone(Month month, Function<MonthBooks, T> work) {
    return read(
        place.unlessBusy(),
        snapshot -> {
          RunLock.take(snapshot.handle(), snapshot.scene().place().schemaId());
          return work.apply(snapshot.of(month));
        });
  }

  private <T> T read(Whereabouts where, Function<Snapshot, T> work) {
    return connections.interruptible(
        interruption,
        where.beginning("read only") + where.locksToRead(),
        handle -> work.apply(Snapshot.open(handle, this, where, interruption)));
  }

  /** On a second connection, what another transaction sees that shared its snapshot. */
  <T> T readBeside(String shared, Whereabouts where, Function<Handle, T> work) {
    return connections.interruptible(
        interruption,
        "set transaction isolation level repeatable read, read only"
            + "; set transaction snapshot "
            + Sql.literal(shared)
            + "; "
            + TextForm.statements(where.settings())
            + where.locksToReadAtOnce(),
        work);
  }

  /** The transaction that changes what the studio has, while no other run is at work. */
  public <T> T change(Function<Snapshot, T> work) {
    return change(work, (snapshot, result) -> {});
  }

  /**
   * The same.
   *
   * @param last what is done when everything that was changed is accounted for: nothing that the
   *     studio's triggers could see
   */
  public <T> T change(Function<Snapshot, T> work, BiConsumer<Snapshot, T> last) {
    return changing(
        true,
        snapshot -> {
          T result = work.apply(snapshot);
          settle(snapshot);
          interruption.beginCommit();
          last.accept(snapshot, result);
          return result;
        });
  }

  public <T> T change(Month month, Function<MonthBooks, T> work, BiConsumer<Snapshot, T> last) {
    return change(snapshot -> work.apply(snapshot.of(month)), last);
  }

  public <T> T rehearse(Month month, Function<MonthBooks, T> work) {
    return rehearse(snapshot -> work.apply(snapshot.of(month)));
  }

  /** The same, rolled back whatever it did. */
  public <T> T rehearse(Function<Snapshot, T> work) {
    return changing(
        true,
        snapshot -> {
          T result = work.apply(snapshot);
          settle(snapshot);
          snapshot.handle().rollback();
          return result;
        });
  }

  /** Writes to a table that the web application reads, beside whoever else is at work. */
  public void changeBeside(Consumer<Snapshot> work) {
    changing(
        false,
        snapshot -> {
          work.accept(snapshot);
          settle(snapshot);
          return true;
        });
  }

  private static void settle(Snapshot snapshot) {
    try {
      snapshot.changes().settle();
    } catch (Failure e) {
      throw e.leaving("; transaction rolled back, database unchanged");
    }
  }

  private <T> T changing(boolean alone, Function<Snapshot, T> work) {
    Whereabouts where = alone ? place.unlessBusy() : place.find();
    // What is noted beside the work is the end of a run that was asked to stop, too.
    Interruption signals = alone ? interruption : new Interruption();
    return connections.interruptible(
        signals,
        where.beginning("read write")
            + where.locksToChange(alone && settings.closing().missingKeys()),
        handle -> {
          Changes changes = Changes.from(handle, where, settings.closing().allowedChanges());
          if (alone) {
            RunLock.take(handle, where.schemaId());
          }
          Snapshot snapshot = Snapshot.open(handle, this, where, signals).accountingFor(changes);
          snapshot.checkFitForChanges();
          if (alone && snapshot.hasOwnSchema()) {
            RunLock.claim(handle);
            changes.updated("extrato.studio", 1);
          }
          return work.apply(snapshot);
        });
  }

  /** A short transaction about the tool's own records, beside whoever is at work. */
  public <T> T briefly(Function<Handle, T> work) {
    return connections.brief(work);
  }

  /** The same, where nothing is to be told. */
  public void note(Consumer<Handle> work) {
    connections.brief(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  public boolean isTaken() {
    return briefly(handle -> !RunLock.holders(handle).isEmpty());
  }

  /** Transactions of the wallet, beside whoever else is at work. */
  public Postings postings() {
    return new Postings(this, connections, place, interruption);
  }

  /** The transaction that brings records from elsewhere; its statements may take that long. */
  public Loading loading(@Nullable Duration timeout) {
    return new Loading(this, connections, place, settings, timeout);
  }

  /** The tool's own tables here. */
  public OwnTables ownTables() {
    return new OwnTables(connections, place);
  }

  /** Where the role's search_path leads to, asked afresh. */
  StudioTables.Place ledTo() {
    return place.ledTo();
  }

  /** Ends what an earlier attempt of this run left on the server, holding the lock. */
  public void endEarlierAttempts() {
    note(handle -> RunLock.endHolders(handle, connections.applicationName()));
  }

  /**
   * What became of a transaction: committed, aborted, in progress; empty when the server no longer
   * knows.
   */
  public Optional<String> transactionStatus(String transactionId) {
    return briefly(
        handle ->
            handle
                .createQuery("select pg_catalog.pg_xact_status(cast(:id as xid8))")
                .bind("id", transactionId)
                .mapTo(String.class)
                .findOne());
  }

  public Interruption interruption() {
    return interruption;
  }

  ZoneId zone() {
    return settings.zone();
  }

  @Override
  public void close() {
    connections.close();
  }
}
