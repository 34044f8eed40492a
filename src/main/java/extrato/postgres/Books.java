package extrato.postgres;

import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.settings.Settings;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * One transaction's view of one month's books: every value in the text form, every name in its
 * place.
 */
public final class Books {
  private final Handle handle;
  private final Studio studio;
  private final MonthValues month;
  private final int ownVersion;
  private final Whereabouts place;
  private final Interruption interruption;
  private final @Nullable Changes changes;

  private Books(
      Handle handle,
      Studio studio,
      MonthValues month,
      int ownVersion,
      Whereabouts place,
      Interruption interruption,
      @Nullable Changes changes) {
    this.handle = handle;
    this.studio = studio;
    this.month = month;
    this.ownVersion = ownVersion;
    this.place = place;
    this.interruption = interruption;
    this.changes = changes;
  }

  public Handle handle() {
    return handle;
  }

  public Studio studio() {
    return studio;
  }

  public Month month() {
    return month.month();
  }

  /** Whether the tool's own tables are there to be asked. */
  public boolean hasOwnSchema() {
    return ownVersion > 0;
  }

  /**
   * Whether the tool's own tables are those of this version. A command that only reads never
   * upgrades them: it has to do without what is newer.
   */
  public boolean hasNewestOwnSchema() {
    return ownVersion == OwnSchema.NEWEST;
  }

  /** Whether the studio has a table that the tool would have to make where it is missing. */
  public boolean hasStudioTable(String table) {
    return OwnSchema.tableExists(handle, studio.schema(), table);
  }

  /** Throws when a signal asked the run to stop. */
  public void checkInterruption() {
    interruption.check();
  }

  public Query query(String sql) {
    return handle.createQuery(written(sql));
  }

  public Update update(String sql) {
    return handle.createUpdate(written(sql));
  }

  /**
   * The one text that a query finds, in UTF-8 and in pieces: all of it might not fit into the
   * memory.
   */
  public InputStream text(String sql, Map<String, ?> values) {
    return Pieces.of(
        query(
                String.format(
                    Locale.ROOT,
                    """
                    with texto as materialized (select pg_catalog.convert_to((%s), 'UTF8') as bytes)
                    select pg_catalog.substr(t.bytes, n, 65536) from texto t, pg_catalog.generate_series(1, pg_catalog.length(t.bytes), 65536) n
                    order by n\
                    """,
                    sql))
            .bindMap(values));
  }

  /** Streams what {@code COPY … TO STDOUT} writes, row by row. */
  public void copyOut(String sql, RowConsumer consumer) {
    try (CopyLines lines = copyLines(sql)) {
      for (byte[] row = lines.next(); row != null; row = lines.next()) {
        consumer.row(row);
      }
    }
  }

  /** Opens {@code COPY … FROM STDIN}; what is written is on its way at once. */
  public CopySink copySink(String sql) {
    try {
      return new CopySink(connection().getCopyAPI().copyIn(written(sql)));
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /** Opens {@code COPY … TO STDOUT} to be read at the caller's pace. */
  public CopyLines copyLines(String sql) {
    return CopyLines.open(connection(), written(sql));
  }

  private String written(String sql) {
    return Placeholders.filled(sql, name -> studio.value(name).or(() -> month.value(name)));
  }

  private PGConnection connection() {
    try {
      return handle.getConnection().unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /**
   * Does work while triggers and keys of the studio's tables find their names as they do for
   * everybody else. Only statements whose every operator and function is named with its schema may
   * be sent meanwhile: anybody may have put others of the same name on that path.
   */
  public <T> T asTheStudio(Supplier<T> work) {
    TextForm.usePath(handle, place.searchPath());
    T result = work.get();
    handle.execute("set local search_path = " + TextForm.SAFE_PATH);
    return result;
  }

  /** What this transaction means to change; only one that changes the books has such an account. */
  public Changes changes() {
    return Objects.requireNonNull(changes, "these books are for reading only");
  }

  /** Stops where the promises of a change could not be kept, though the books can be read. */
  public void checkFitForChanges() {
    Fitness.checkForChanges(handle, studio.schema());
  }

  Whereabouts place() {
    return place;
  }

  /**
   * Does work on what is in jsonb: the server guesses at a few rows there, and would look many
   * thousands up one by one, or sort them to find the few sums that they add up to.
   */
  public <T> T expectingMany(Supplier<T> work) {
    handle.execute("set local enable_nestloop = off; set local enable_sort = off");
    T result = work.get();
    handle.execute("set local enable_nestloop to default; set local enable_sort to default");
    return result;
  }

  /** The same books, of which the month leaves these live records out, in whatever is asked. */
  public Books without(Map<Tabela, List<Long>> records) {
    return new Books(
        handle, studio, month.without(records), ownVersion, place, interruption, changes);
  }

  /** As another transaction has them that shares this one's snapshot. */
  Books on(Handle other) {
    return new Books(other, studio, month, ownVersion, place, interruption, null);
  }

  Books accountingFor(Changes account) {
    return new Books(handle, studio, month, ownVersion, place, interruption, account);
  }

  /** Lets a second transaction see exactly what this one sees. */
  String exportSnapshot() {
    return handle.createQuery("select pg_catalog.pg_export_snapshot()").mapTo(String.class).one();
  }

  public List<String> strings(String sql) {
    return query(sql).mapTo(String.class).list();
  }

  /** To be called when the locks are taken: what is looked at now stays as it is. */
  static Books open(
      Handle handle, Whereabouts place, Settings settings, Month month, Interruption interruption) {
    place.checkUnmoved(handle);
    Studio studio = StudioTables.describe(handle, place.schema());
    int ownVersion = OwnSchema.version(handle);
    if (ownVersion > 0) {
      Fitness.checkRemembered(handle, place.schema());
    }
    return new Books(
        handle,
        studio,
        MonthValues.of(month, studio, settings),
        ownVersion,
        place,
        interruption,
        null);
  }
}
