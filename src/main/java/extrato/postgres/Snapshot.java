package extrato.postgres;

import extrato.studio.Month;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The database as one transaction sees it: every value in the text form, every name in its place.
 * {@link #of} looks at one month in it. Not to be shared between threads.
 */
public sealed class Snapshot permits MonthBooks {
  private final Handle handle;
  private final Scene scene;
  private final @Nullable Changes changes;

  Snapshot(Handle handle, Scene scene, @Nullable Changes changes) {
    this.handle = handle;
    this.scene = scene;
    this.changes = changes;
  }

  /** What was found when the transaction had its locks, and stays so until it ends. */
  record Scene(
      Database database,
      Whereabouts place,
      Studio studio,
      int ownVersion,
      ZoneId zone,
      Interruption interruption) {}

  /** To be called when the locks are taken: what is looked at now stays as it is. */
  static Snapshot open(
      Handle handle, Database database, Whereabouts place, Interruption interruption) {
    place.checkUnmoved(handle);
    Studio studio = StudioColumns.describe(handle, place.schema());
    int ownVersion = OwnSchema.version(handle);
    if (ownVersion > 0) {
      Fitness.checkRemembered(handle, place.schema());
    }
    return new Snapshot(
        handle,
        new Scene(database, place, studio, ownVersion, database.zone(), interruption),
        null);
  }

  Snapshot accountingFor(Changes account) {
    return new Snapshot(handle, scene, account);
  }

  /** One month in it. */
  public MonthBooks of(Month month) {
    return new MonthBooks(this, new MonthValues(month, scene.zone(), scene.studio().moment()));
  }

  public final Handle handle() {
    return handle;
  }

  public final Studio studio() {
    return scene.studio();
  }

  /** Whether the tool's own tables are there to be asked. */
  public final boolean hasOwnSchema() {
    return scene.ownVersion() > 0;
  }

  /**
   * Whether the tool's own tables know of every backup. A command that only reads never upgrades
   * them: it has to do without what is newer.
   */
  public final boolean knowsBackups() {
    return scene.ownVersion() >= OwnSchema.WITH_GENERATIONS;
  }

  /** Whether the tool's own tables have the wallet. */
  public final boolean hasWallet() {
    return scene.ownVersion() >= OwnSchema.WITH_WALLET;
  }

  /** Whether the tool's own tables know of every import. */
  public final boolean knowsImports() {
    return scene.ownVersion() >= OwnSchema.WITH_IMPORTS;
  }

  /** Whether the studio has a table that the tool would have to make where it is missing. */
  public final boolean hasStudioTable(String table) {
    return OwnSchema.tableExists(handle, studio().schema(), table);
  }

  /** Throws when a signal asked the run to stop. */
  public final void checkInterruption() {
    scene.interruption().check();
  }

  public final Query query(String sql) {
    return handle.createQuery(written(sql));
  }

  public final Update update(String sql) {
    return handle.createUpdate(written(sql));
  }

  public final List<String> strings(String sql) {
    return query(sql).mapTo(String.class).list();
  }

  /**
   * The one text that a query finds, in UTF-8 and in pieces: all of it might not fit into the
   * memory.
   */
  public final InputStream text(String sql, Map<String, ?> values) {
    return QueryBytes.of(
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
  public final void copyOut(String sql, RowConsumer consumer) {
    try (CopyLines lines = copyLines(sql)) {
      for (byte[] row = lines.next(); row != null; row = lines.next()) {
        consumer.row(row);
      }
    }
  }

  /** Opens {@code COPY … FROM STDIN}; what is written is on its way at once. */
  public final CopySink copySink(String sql) {
    try {
      return new CopySink(connection().getCopyAPI().copyIn(written(sql)));
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }

  /** Opens {@code COPY … TO STDOUT} to be read at the caller's pace. */
  public final CopyLines copyLines(String sql) {
    return CopyLines.open(connection(), written(sql));
  }

  /**
   * Does work while triggers and keys of the studio's tables find their names as they do for
   * everybody else. Only statements whose every operator and function is named with its schema may
   * be sent meanwhile: anybody may have put others of the same name on that path.
   */
  public final <T> T asTheStudio(Supplier<T> work) {
    TextForm.usePath(handle, scene.place().searchPath());
    T result = work.get();
    handle.execute("set local search_path = " + TextForm.SAFE_PATH);
    return result;
  }

  /**
   * Does work on what is in jsonb: the server guesses at a few rows there, and would look many
   * thousands up one by one, or sort them to find the few sums that they add up to.
   */
  public final <T> T expectingMany(Supplier<T> work) {
    handle.execute("set local enable_nestloop = off; set local enable_sort = off");
    T result = work.get();
    handle.execute("set local enable_nestloop to default; set local enable_sort to default");
    return result;
  }

  /** What this transaction means to change; only one that changes the books has such an account. */
  public final Changes changes() {
    return Objects.requireNonNull(changes, "this transaction only reads");
  }

  /**
   * Does work that writes into the books beside whoever else does. What triggers put off they do
   * now, and it stops if anything changed that the work does not declare.
   *
   * @param allowed names of tables that may also change
   */
  public final void writingBeside(Set<String> allowed, Consumer<Changes> work) {
    checkFitForChanges();
    Changes account = Changes.beside(handle, scene.place(), allowed);
    work.accept(account);
    account.settle();
  }

  /** Stops where the promises of a change could not be kept, though the books can be read. */
  public final void checkFitForChanges() {
    Fitness.checkForChanges(handle, studio().schema());
  }

  final Scene scene() {
    return scene;
  }

  final @Nullable Changes account() {
    return changes;
  }

  /** What stands in a statement where psql's variable of that name does. */
  Optional<String> value(String variable) {
    return variable.equals("local_moment")
        ? Optional.of(scene.studio().inZone(scene.zone()))
        : scene.studio().value(variable);
  }

  private String written(String sql) {
    // Before the studio's own names are in it.
    return Placeholders.filled(ToolSchema.of(handle).in(sql), this::value);
  }

  private PGConnection connection() {
    try {
      return handle.getConnection().unwrap(PGConnection.class);
    } catch (SQLException e) {
      throw new BrokenCopy(e);
    }
  }
}
