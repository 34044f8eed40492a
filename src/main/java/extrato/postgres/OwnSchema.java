package extrato.postgres;

import extrato.support.failure.Failure;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL schema that the tool owns, {@code extrato} by default, and the three tables that
 * it shares with the web application. It looks before it creates: creating wants a right that a
 * careful administrator does not give.
 */
final class OwnSchema {
  /** The number of the newest {@code migration_n.sql}. */
  static final int NEWEST = 8;

  /** The one that keeps the digest of every backup. */
  static final int WITH_GENERATIONS = 2;

  /** The one that has the wallet. */
  static final int WITH_WALLET = 3;

  /** The one that knows which files were imported. */
  static final int WITH_IMPORTS = 5;

  private static final List<String> SHARED =
      List.of("extratos", "extrato_run_logs", "extrato_snapshots");

  /** The tables of every version. */
  private static final List<String> ALWAYS = List.of("studio", "runs", "versoes", "lotes");

  private static final String TABLES = Sql.load(OwnSchema.class, "existing_tables.sql");
  private static final String OWN = Sql.load(OwnSchema.class, "own_tables.sql");

  private OwnSchema() {}

  /** Whether the tool's own tables are there, in the newest version. */
  static boolean isComplete(Handle handle, String studioSchema) {
    return version(handle) == NEWEST
        && missingShared(handle, studioSchema).isEmpty()
        && OwnFunctions.anew(handle).isEmpty();
  }

  private record OwnTable(String name, boolean isReadable, @Nullable String problem) {}

  /**
   * Whether the tool is at home here; stops where something else stands in its tables' place, as
   * asking it would run what it is made of.
   */
  static boolean exists(Handle handle) {
    String schema = ToolSchema.of(handle).name();
    List<OwnTable> tables =
        handle
            .createQuery(OWN)
            .map(
                (row, context) ->
                    new OwnTable(
                        row.getString("name"),
                        row.getBoolean("is_readable"),
                        row.getString("problem")))
            .list();
    if (tables.stream().noneMatch(t -> t.name().equals("migrations") && t.isReadable())) {
      return false;
    }
    List<String> strange =
        tables.stream()
            .filter(table -> table.problem() != null)
            .map(table -> schema + "." + table.name() + " is " + table.problem())
            .toList();
    if (!strange.isEmpty()) {
      throw new Failure.Unfit(
          String.join("; ", strange),
          "somebody other than this tool made these: ask the database's administrator");
    }
    List<String> missing =
        ALWAYS.stream()
            .filter(name -> tables.stream().noneMatch(table -> table.name().equals(name)))
            .toList();
    if (!missing.isEmpty()) {
      throw new Failure.Unfit(
          "the schema "
              + schema
              + " is not whole: it has migrations, and lacks "
              + String.join(", ", missing),
          "bring the schema back from a dump: it has the archive of every closed month");
    }
    return true;
  }

  /** Makes or upgrades what is missing; returns what was done, empty when nothing was. */
  static List<String> bringUpToDate(Handle handle, String studioSchema) {
    List<String> done = new ArrayList<>();
    String role = handle.createQuery("select current_user").mapTo(String.class).one();
    try {
      for (String statement : missing(handle, studioSchema, done)) {
        run(handle, statement);
      }
    } catch (SQLException e) {
      if (SqlStates.isMissingRight(e)) {
        throw new Failure.Unfit(
            "the role " + role + " may not create the tool's own tables: " + SqlStates.describe(e),
            "let an administrator run what `extrato init --print` prints",
            e);
      }
      throw SqlStates.asFailure(e, "");
    }
    return done;
  }

  /** What {@code init} would run here, for an administrator to read and run. */
  static String script(Handle handle, String studioSchema) {
    return String.join("\n", missing(handle, studioSchema, new ArrayList<>()));
  }

  /** What {@code init} would make here, in words. */
  static List<String> pending(Handle handle, String studioSchema) {
    List<String> names = new ArrayList<>();
    List<String> unused = missing(handle, studioSchema, names);
    return names;
  }

  /** The schema that was remembered when the tool came to this database. */
  static Optional<String> rememberedSchema(Handle handle) {
    return handle
        .createQuery("select schema_name from extrato.studio")
        .mapTo(String.class)
        .findOne();
  }

  static boolean isThere(Handle handle, String schema) {
    return handle
        .createQuery(
            "select exists (select from pg_catalog.pg_namespace n where n.nspname = :schema)")
        .bind("schema", schema)
        .mapTo(boolean.class)
        .one();
  }

  private static List<String> missing(Handle handle, String studioSchema, List<String> names) {
    ToolSchema schema = ToolSchema.of(handle);
    int version = version(handle);
    if (version > NEWEST) {
      throw new Failure.Unfit(
          "the schema "
              + schema.name()
              + " was made by a newer version of the tool (migration "
              + version
              + ")",
          "use the newer version of the tool");
    }
    List<String> statements = new ArrayList<>(OwnFunctions.anew(handle));
    if (!statements.isEmpty()) {
      names.add(OwnFunctions.described(handle));
    }
    if (version == 0) {
      statements.addAll(foundation(handle, schema));
    }
    if (version < NEWEST) {
      names.add(
          "schema "
              + schema.name()
              + (version + 1 == NEWEST
                  ? ", migration " + NEWEST
                  : ", migrations " + (version + 1) + " to " + NEWEST));
    }
    IntStream.rangeClosed(version + 1, NEWEST)
        .forEach(
            number -> {
              statements.add(schema.in(Sql.load(OwnSchema.class, "migration_" + number + ".sql")));
              statements.add(
                  schema.in("insert into extrato.migrations (version) values (") + number + ");\n");
            });
    if (version == 0) {
      statements.add(
          schema.in("insert into extrato.studio (schema_name) values (")
              + Sql.literal(studioSchema)
              + ");\n");
    }
    for (String table : missingShared(handle, studioSchema)) {
      names.add("table " + studioSchema + "." + table);
      statements.add(
          Placeholders.inSchema(Sql.load(OwnSchema.class, table + ".sql"), studioSchema));
    }
    return statements;
  }

  private static List<String> foundation(Handle handle, ToolSchema schema) {
    List<String> statements = new ArrayList<>();
    boolean schemaIsThere =
        handle
            .createQuery(
                "select exists (select from pg_catalog.pg_namespace where nspname = 'extrato')")
            .mapTo(boolean.class)
            .one();
    if (!schemaIsThere) {
      statements.add(schema.in("create schema extrato;\n"));
    }
    statements.add(
        schema.in(
            """
        create table extrato.migrations (
          version integer primary key,
          applied timestamptz not null default clock_timestamp()
        );
        """));
    return statements;
  }

  /** The newest migration that was run here; 0 where the tool has no tables. */
  static int version(Handle handle) {
    if (!exists(handle)) {
      return 0;
    }
    return handle
        .createQuery("select coalesce(max(version), 0) from extrato.migrations")
        .mapTo(int.class)
        .one();
  }

  private static List<String> missingShared(Handle handle, String studioSchema) {
    List<String> found = tables(handle, studioSchema, SHARED);
    return SHARED.stream().filter(table -> !found.contains(table)).toList();
  }

  static boolean tableExists(Handle handle, String schema, String table) {
    return !tables(handle, schema, List.of(table)).isEmpty();
  }

  private static List<String> tables(Handle handle, String schema, List<String> names) {
    return handle
        .createQuery(TABLES)
        .bind("schema", schema)
        .bindArray("names", String.class, names)
        .mapTo(String.class)
        .list();
  }

  /** Several statements at once, and a colon is a colon. */
  private static void run(Handle handle, String script) throws SQLException {
    try (Statement statement = handle.getConnection().createStatement()) {
      statement.execute(script);
    }
  }
}
