package extrato.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** The database: transactions of the kinds that the tool needs, each on a connection of its own. */
public final class Database implements AutoCloseable {
  /** The closing's writer and its reader, and one to ask what became of them. */
  private static final int CONNECTIONS = 3;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Settings settings;
  private final String applicationName;
  private final Interruption interruption;
  private volatile @Nullable Whereabouts place;

  private Database(
      HikariDataSource pool,
      Jdbi jdbi,
      Settings settings,
      String applicationName,
      Interruption interruption) {
    this.pool = pool;
    this.jdbi = jdbi;
    this.settings = settings;
    this.applicationName = applicationName;
    this.interruption = interruption;
  }

  private static Jdbi jdbi(ConnectionFactory connections) {
    Jdbi jdbi = Jdbi.create(connections);
    // The statements are no templates: a "<" in them is just that.
    jdbi.configure(
        SqlStatements.class,
        config -> config.setTemplateEngine(TemplateEngine.NOP).setSqlParser(new NamedValues()));
    // By default Jdbi's exceptions quote the bound values, which are the studio's clients.
    jdbi.configure(
        StatementExceptions.class, config -> config.setMessageRendering(MessageRendering.NONE));
    return jdbi;
  }

  public static Database open(
      DatabaseUrl.Server server,
      Settings settings,
      String applicationName,
      Interruption interruption) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("extrato");
    config.setJdbcUrl(server.jdbcUrl());
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(10_000);
    config.setInitializationFailTimeout(1);
    config.addDataSourceProperty("ApplicationName", applicationName);
    // A pooler hands every transaction another session, which knows no statement prepared before.
    config.addDataSourceProperty("prepareThreshold", "0");
    // The detail of a server's error quotes the row.
    config.addDataSourceProperty("logServerErrorDetail", "false");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("connectTimeout", "10");
    server
        .connectionProperties()
        .forEach((name, value) -> config.addDataSourceProperty(String.valueOf(name), value));
    // While the first connection is made, what needs none gets ready: a tenth of a small month's
    // time.
    Background<HikariDataSource> connecting =
        Background.start("connect", () -> new HikariDataSource(config));
    Jdbi jdbi = jdbi(() -> connecting.get().getConnection());
    try {
      HikariDataSource pool = connecting.get();
      // The one that was opened to see whether the server answers is kept; no other is made ahead.
      pool.setMinimumIdle(0);
      return new Database(pool, jdbi, settings, applicationName, interruption);
    } catch (HikariPool.PoolInitializationException e) {
      throw SqlStates.asFailure(e, " (" + server.masked() + ")");
    }
  }

  /** The month's books as they are at one moment, for reading only. */
  public <T> T reading(Month month, Function<Books, T> work) {
    Whereabouts place = whereabouts();
    return transaction(
        interruption,
        beginning("read only", place) + place.locksToRead(),
        handle -> work.apply(books(handle, place, month)));
  }

  /** The same, while no other run is at work. */
  public <T> T readingAlone(Month month, Function<Books, T> work) {
    Whereabouts place = whereaboutsUnlessBusy();
    return transaction(
        interruption,
        beginning("read only", place) + place.locksToRead(),
        handle -> {
          RunLock.take(handle, place.schemaId());
          return work.apply(books(handle, place, month));
        });
  }

  /** The same books, of the same moment, on a second connection. */
  public <T> T readingBeside(Books books, Function<Books, T> work) {
    String snapshot = books.exportSnapshot();
    Whereabouts place = books.place();
    return transaction(
        interruption,
        "set transaction isolation level repeatable read, read only"
            + "; set transaction snapshot "
            + Sql.literal(snapshot)
            + "; "
            + TextForm.statements(place.settings())
            + place.locksToReadAtOnce(),
        handle -> work.apply(books.on(handle)));
  }

  /** The one transaction that changes the books, while no other run is at work. */
  public <T> T changing(Month month, Function<Books, T> work) {
    return changing(month, work, (books, result) -> {});
  }

  /**
   * The same.
   *
   * @param last what is done when everything that was changed is accounted for: nothing that the
   *     studio's triggers could see
   */
  public <T> T changing(Month month, Function<Books, T> work, BiConsumer<Books, T> last) {
    return changing(
        month,
        books -> {
          T result = work.apply(books);
          settle(books);
          interruption.beginCommit();
          last.accept(books, result);
          return result;
        },
        true);
  }

  /** The same, rolled back whatever it did. */
  public <T> T rehearsing(Month month, Function<Books, T> work) {
    return changing(
        month,
        books -> {
          T result = work.apply(books);
          settle(books);
          books.handle().rollback();
          return result;
        },
        true);
  }

  /** Writes to a table that the web application reads, beside whoever else is at work. */
  public void noting(Month month, Consumer<Books> work) {
    changing(
        month,
        books -> {
          work.accept(books);
          settle(books);
          return true;
        },
        false);
  }

  private static void settle(Books books) {
    try {
      books.changes().settle();
    } catch (Failure e) {
      throw e.leaving("; transaction rolled back, database unchanged");
    }
  }

  private <T> T changing(Month month, Function<Books, T> work, boolean alone) {
    Whereabouts place = alone ? whereaboutsUnlessBusy() : whereabouts();
    // What is noted beside the work is the end of a run that was asked to stop, too.
    Interruption signals = alone ? interruption : new Interruption();
    return transaction(
        signals,
        beginning("read write", place) + place.locksToChange(alone && settings.missingKeys()),
        handle -> {
          Changes changes = Changes.from(handle, place, settings.allowedChanges());
          if (alone) {
            RunLock.take(handle, place.schemaId());
          }
          Books books = books(handle, place, month, signals).accountingFor(changes);
          books.checkFitForChanges();
          if (alone && books.hasOwnSchema()) {
            RunLock.claim(handle);
            changes.updated("extrato.studio", 1);
          }
          return work.apply(books);
        });
  }

  /** A short transaction about the tool's own records. */
  public <T> T asking(Function<Handle, T> work) {
    return inShortTransaction(work);
  }

  /** Whether a run is at work in this database. */
  public boolean isTaken() {
    return asking(handle -> !RunLock.holders(handle).isEmpty());
  }

  /** Where the role's search_path leads to, asked afresh. */
  StudioTables.Place ledTo() {
    return inTransaction(Whereabouts::ledTo);
  }

  /**
   * What a transaction must know before it begins. Asked once a run: each transaction finds out
   * again whether it is still so.
   */
  private Whereabouts whereabouts() {
    Whereabouts known = place;
    if (known == null) {
      StudioTables.Place ledTo = ledTo();
      known =
          inShortTransaction(
              handle -> Whereabouts.find(handle, ledTo, TextForm.of(settings, applicationName)));
      place = known;
    }
    return known;
  }

  /** The same; stops at once where a run is at work, before it waits for anybody's lock. */
  private Whereabouts whereaboutsUnlessBusy() {
    Whereabouts known = whereabouts();
    inShortTransaction(
        handle -> {
          RunLock.take(handle, known.schemaId());
          return true;
        });
    return known;
  }

  private static String beginning(String mode, Whereabouts place) {
    return "set transaction isolation level repeatable read, "
        + mode
        + "; "
        + TextForm.statements(place.settings());
  }

  /** A short transaction that writes the tool's own records. */
  public void noting(Consumer<Handle> work) {
    inShortTransaction(
        handle -> {
          work.accept(handle);
          return true;
        });
  }

  /** Makes or upgrades the tool's own tables where that is needed; returns what was made. */
  public List<String> bringUpToDate() {
    Whereabouts known = whereabouts();
    List<String> made = inShortTransaction(handle -> bringUpToDate(handle, known));
    if (!made.isEmpty()) {
      place = null;
    }
    return made;
  }

  /** The same, and at once writes the first of the tool's own records there. */
  public void bringUpToDate(Consumer<Handle> firstRecord) {
    Whereabouts known = whereabouts();
    boolean made =
        inShortTransaction(
            handle -> {
              boolean changed = !bringUpToDate(handle, known).isEmpty();
              firstRecord.accept(handle);
              return changed;
            });
    if (made) {
      place = null;
    }
  }

  private static List<String> bringUpToDate(Handle handle, Whereabouts place) {
    if (OwnSchema.isComplete(handle, place.schema())) {
      return List.of();
    }
    RunLock.take(handle, place.schemaId());
    return OwnSchema.bringUpToDate(handle, place.schema());
  }

  public String initScript() {
    Whereabouts known = whereabouts();
    return inShortTransaction(handle -> OwnSchema.script(handle, known.schema()));
  }

  public boolean hasOwnSchema() {
    return inShortTransaction(OwnSchema::exists);
  }

  /**
   * Whether a run can be put on record here. Stops where the search_path leads to another studio
   * than the tool was set up for: its record would be the other one's.
   */
  public boolean keepsRuns() {
    if (!hasOwnSchema()) {
      return false;
    }
    whereabouts();
    return true;
  }

  /**
   * Ends what an earlier attempt of this run may have left at work on the server: whoever of its
   * name still holds the lock.
   */
  public void endEarlierAttempts() {
    inShortTransaction(handle -> RunLock.endHolders(handle, applicationName));
  }

  /**
   * What became of a transaction: committed, aborted, in progress; empty when the server no longer
   * knows.
   */
  public Optional<String> transactionStatus(String transactionId) {
    return inShortTransaction(
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

  @Override
  public void close() {
    pool.close();
  }

  private Books books(Handle handle, Whereabouts place, Month month) {
    return books(handle, place, month, interruption);
  }

  private Books books(Handle handle, Whereabouts place, Month month, Interruption signals) {
    return Books.open(handle, place, settings, month, signals);
  }

  @SuppressWarnings("try") // The resource is there to be closed.
  private <T> T transaction(Interruption signals, String beginning, Function<Handle, T> work) {
    try {
      return inTransaction(
          handle -> {
            try (Interruption.AutoCancel cancel =
                signals.onRequest(() -> cancel(handle.getConnection()))) {
              // Not through JDBC, which would set it for the session and so for the pooler's next
              // client; and nothing but settings and locks, as a SELECT takes the snapshot.
              handle.execute(beginning);
              return work.apply(handle);
            }
          });
    } finally {
      signals.endCommit();
    }
  }

  private <T> T inShortTransaction(Function<Handle, T> work) {
    return inTransaction(
        handle -> {
          handle.execute(TextForm.statements(TextForm.ofShort(settings, applicationName)));
          return work.apply(handle);
        });
  }

  /**
   * On a connection of its own: Jdbi's short forms would join a transaction that this thread has
   * open.
   */
  private <T> T inTransaction(Function<Handle, T> work) {
    try (Handle handle = jdbi.open()) {
      return handle.inTransaction(work::apply);
    }
  }

  /** Makes the statement under way end early; when that fails it ends by itself. */
  private static void cancel(Connection connection) {
    try {
      connection.unwrap(PGConnection.class).cancelQuery();
    } catch (SQLException e) {
      org.slf4j.LoggerFactory.getLogger("extrato.db")
          .warn("the statement under way could not be cancelled: {}", SqlStates.describe(e));
    }
  }
}
