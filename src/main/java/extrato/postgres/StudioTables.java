package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Finds the studio's tables and refuses those that the tool must not touch. */
final class StudioTables {
  private static final String TABLES = Sql.load(StudioTables.class, "studio_tables.sql");

  private record FoundTable(
      String table,
      boolean books,
      @Nullable String schema,
      long schemaId,
      @Nullable String problem) {}

  private StudioTables() {}

  /**
   * Where the search_path leads.
   *
   * @param tables ids of the four tables, in order; 0 for a table that is not on the path
   */
  record Place(String searchPath, List<Long> tables) {
    Place {
      tables = List.copyOf(tables);
    }
  }

  record Schema(String name, long id) {}

  /** The schemas of those tables that exist. */
  static List<String> schemas(Handle handle, Place place) {
    return handle
        .createQuery(
            "select distinct n.nspname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on"
                + " n.oid = c.relnamespace where c.oid = any(cast(:tables as oid[]))")
        .bindArray("tables", Long.class, place.tables())
        .mapTo(String.class)
        .list();
  }

  /** Stops unless all four tables exist, in one schema, and the tool may touch them. */
  static Schema schemaOf(Handle handle, Place place) {
    List<FoundTable> tables =
        handle
            .createQuery(TABLES)
            .bind("pagamentos", place.tables().get(0))
            .bind("sessoes", place.tables().get(1))
            .bind("comissoes", place.tables().get(2))
            .bind("gastos", place.tables().get(3))
            .map(
                (row, context) ->
                    new FoundTable(
                        row.getString("name"),
                        row.getBoolean("books"),
                        row.getString("schema"),
                        row.getLong("schema_id"),
                        row.getString("problem")))
            .list();
    if (tables.stream().filter(FoundTable::books).allMatch(table -> table.schema() == null)) {
      throw noBooks(handle);
    }
    return commonSchema(tables);
  }

  /** Probably another database, or a role that looks elsewhere. */
  private static Failure noBooks(Handle handle) {
    String where =
        handle
            .createQuery(
                "select 'database ' || pg_catalog.current_database() || ' has none of the studio''s"
                    + " tables where role ' || current_user || ' looks for them'")
            .mapTo(String.class)
            .one();
    return new Failure.Unfit(
        where + ": pagamentos, sessoes, comissoes, gastos",
        "check the database's name in DATABASE_URL; if it is the right one, the role needs their"
            + " schema in its search_path, and USAGE on it");
  }

  private static Schema commonSchema(List<FoundTable> tables) {
    List<String> problems = new ArrayList<>();
    for (FoundTable table : tables) {
      if (table.schema() == null) {
        problems.add("table " + table.table() + " is not on the search_path");
      } else if (table.problem() != null) {
        problems.add(table.schema() + "." + table.table() + " is " + table.problem());
      }
    }
    List<Schema> schemas =
        tables.stream()
            .filter(FoundTable::books)
            .flatMap(t -> Stream.ofNullable(t.schema()).map(name -> new Schema(name, t.schemaId())))
            .distinct()
            .toList();
    if (problems.isEmpty() && schemas.size() > 1) {
      problems.add(
          "the studio's tables are found in different schemas: "
              + schemas.stream().map(Schema::name).collect(Collectors.joining(", ")));
    }
    if (!problems.isEmpty()) {
      throw new Failure.Unfit(
          String.join("; ", problems),
          "the studio's tables must be ordinary or partitioned tables of one schema on the"
              + " search_path of the role in DATABASE_URL");
    }
    return schemas.get(0);
  }
}
