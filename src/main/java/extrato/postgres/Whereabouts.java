package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * What a separate transaction finds out before the real one begins. The real one takes its locks
 * first and looks afterwards, so it must already know what to lock.
 *
 * @param schema the schema of the studio's four tables
 * @param searchPath the path that led there, which the studio's triggers expect
 * @param settings what transactions set, as far as this server knows it
 * @param tables the tables that the tool reads or writes here
 */
record Whereabouts(
    String schema,
    long schemaId,
    String searchPath,
    Map<String, String> settings,
    List<LockableTable> tables) {
  private static final String LED_TO = Sql.load(Whereabouts.class, "led_to.sql");
  private static final String MOVED = Sql.load(Whereabouts.class, "moved_tables.sql");
  private static final String LOCKABLE = Sql.load(Whereabouts.class, "lockable_tables.sql");

  Whereabouts {
    settings = Map.copyOf(settings);
    tables = List.copyOf(tables);
  }

  /**
   * A table, by its quoted name.
   *
   * @param id the server's id for the table
   */
  record LockableTable(String name, long id, Set<Trait> traits) {
    enum Trait {
      /** It is in the studio's own schema. */
      OF_STUDIO,
      /** It is one of the four. */
      BOOKS,
      /** A closing or a restore may write it. */
      WRITTEN,
      MAY_READ,
      /** This role may take a writer's lock on it. */
      MAY_WRITE
    }

    boolean isOfStudio(String table) {
      return traits.contains(Trait.OF_STUDIO) && name.endsWith("." + table);
    }

    boolean isBook() {
      return traits.contains(Trait.BOOKS);
    }

    boolean mayBeRead() {
      return traits.contains(Trait.MAY_READ);
    }

    boolean isWrittenHere() {
      return traits.contains(Trait.WRITTEN) && traits.contains(Trait.MAY_WRITE);
    }
  }

  /** How a transaction begins that sees one moment, with the text form of its values. */
  String beginning(String mode) {
    return "set transaction isolation level repeatable read, "
        + mode
        + "; "
        + TextForm.statements(settings);
  }

  /** Run this in a transaction that uses the role's own search_path. */
  static StudioTables.Place ledTo(Handle handle) {
    return handle
        .createQuery(LED_TO)
        .map(
            (row, context) ->
                new StudioTables.Place(
                    row.getString("search_path"),
                    List.of(
                        row.getLong("pagamentos"),
                        row.getLong("sessoes"),
                        row.getLong("comissoes"),
                        row.getLong("gastos"))))
        .one();
  }

  static Whereabouts find(Handle handle, StudioTables.Place place, Map<String, String> settings) {
    StudioTables.Schema schema = StudioTables.schemaOf(handle, place);
    Fitness.checkStudio(handle, schema.name());
    Fitness.check(handle, schema.name());
    return new Whereabouts(
        schema.name(),
        schema.id(),
        place.searchPath(),
        TextForm.known(handle, settings),
        lockable(handle, schema));
  }

  private static List<LockableTable> lockable(Handle handle, StudioTables.Schema schema) {
    return handle
        .createQuery(LOCKABLE)
        .bind("schema", schema.id())
        .map(
            (row, context) ->
                new LockableTable(
                    row.getString("name"),
                    row.getLong("id"),
                    Traits.of(row, LockableTable.Trait.class)))
        .list();
  }

  /** Stops if a table's name now leads to another table than the one that was examined. */
  void checkUnmoved(Handle handle) {
    List<String> moved =
        handle
            .createQuery(MOVED)
            .bindArray("names", String.class, tables.stream().map(LockableTable::name).toList())
            .bindArray("ids", Long.class, tables.stream().map(LockableTable::id).toList())
            .mapTo(String.class)
            .list();
    if (!moved.isEmpty()) {
      throw new Failure.Unfit(
          String.join(", ", moved) + " changed while the tool was looking at it",
          "run the command again");
    }
  }

  /** The table's name as the server prints it, with its schema. */
  String named(String table) {
    return tables.stream()
        .filter(t -> t.isOfStudio(table))
        .map(LockableTable::name)
        .findFirst()
        .orElse(table);
  }

  /** The quoted names of the four tables. */
  List<String> books() {
    return tables.stream().filter(LockableTable::isBook).map(LockableTable::name).toList();
  }

  boolean isBook(String name) {
    return tables.stream().anyMatch(t -> t.isBook() && t.name().equals(name));
  }

  boolean isOfStudio(String name) {
    String known = named("pagamentos");
    return name.startsWith(known.substring(0, known.length() - "pagamentos".length()));
  }

  /** For a reader: the tables stay there, unchanged, until the transaction ends. */
  String locksToRead() {
    return lock(LockableTable::mayBeRead, "access share mode");
  }

  /**
   * Like {@link #locksToRead}, but fails instead of waiting: a second connection must never wait.
   */
  String locksToReadAtOnce() {
    return lock(LockableTable::mayBeRead, "access share mode nowait");
  }

  /**
   * For a transaction that changes the books: people can read and write meanwhile, but nobody can
   * add a key, a trigger, a rule or a column.
   *
   * @param alone whether nobody else may write the four tables meanwhile
   */
  String locksToChange(boolean alone) {
    return lock(table -> table.isBook() && alone, "share row exclusive mode")
        + lock(LockableTable::isWrittenHere, "row exclusive mode")
        + lock(table -> !table.isWrittenHere() && table.mayBeRead(), "access share mode");
  }

  /**
   * The same, where nobody else may write the books, in a transaction that is under way.
   *
   * @param alone what nobody else may write either; the application writes people before their
   *     records, so that is the order of the locks
   */
  String locksToLoad(Loading.Tables alone) {
    // A row that comes to refer to one of these tables takes the lock of a reader for update there.
    String mode = alone.removing() ? "exclusive mode" : "share row exclusive mode";
    return (lock(
                table -> !table.isBook() && alone.names().stream().anyMatch(table::isOfStudio),
                mode)
            + lock(LockableTable::isBook, mode)
            + locksToChange(false))
        .substring(2);
  }

  private String lock(Predicate<LockableTable> which, String mode) {
    List<LockableTable> locked = new ArrayList<>(tables);
    locked.removeIf(which.negate());
    return locked.isEmpty()
        ? ""
        : "; lock table "
            + locked.stream().map(LockableTable::name).collect(Collectors.joining(", "))
            + " in "
            + mode;
  }
}
