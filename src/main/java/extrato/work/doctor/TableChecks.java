package extrato.work.doctor;

import extrato.postgres.Inspection;
import extrato.postgres.Sql;
import extrato.postgres.Studio;
import extrato.postgres.Traits;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether all tables exist and are what the tool can work with. */
final class TableChecks {
  private static final String OTHERS = Sql.load(TableChecks.class, "other_columns.sql");
  private static final String UNFIT_CURE =
      "connect to the primary of a database with an encoding, as a role that sees every row";

  /**
   * A column that the tool uses.
   *
   * @param type null if the column does not exist
   */
  private record Wanted(String table, String column, Set<Trait> traits, @Nullable String type) {
    enum Trait {
      JSON,
      /** {@code init} creates the table if it is missing. */
      SHARED,
      TABLE_IS_THERE
    }

    boolean is(Trait trait) {
      return traits.contains(trait);
    }

    boolean fits() {
      return type == null
          ? is(Trait.SHARED) && !is(Trait.TABLE_IS_THERE)
          : !is(Trait.JSON) || type.equals("json") || type.equals("jsonb");
    }

    String problem() {
      return type == null
          ? (is(Trait.TABLE_IS_THERE) ? "column " + table + "." + column : "table " + table)
              + " is missing"
          : String.format(Locale.ROOT, "%s.%s is %s, not json or jsonb", table, column, type);
    }
  }

  private TableChecks() {}

  static List<Check> books(Inspection inspection, String schema) {
    List<Check> checks = new ArrayList<>();
    inspection
        .unfit(schema)
        .forEach(problem -> checks.add(Check.fail("database", problem, UNFIT_CURE)));
    Studio studio = inspection.studio(schema);
    checks.add(
        Check.ok(
            "tables",
            String.format(
                Locale.ROOT,
                "schema %s, columns: %s",
                schema,
                Arrays.stream(Tabela.values())
                    .map(tabela -> tabela.table() + " " + studio.columns(tabela).size())
                    .collect(Collectors.joining(", ")))));
    return checks;
  }

  /** The tables that the statement is written to, or that writing it needs. */
  static List<Check> others(Inspection inspection, String schema) {
    List<Wanted> wanted = inspection.asking(handle -> wanted(handle, schema));
    List<Check> checks =
        wanted.stream()
            .filter(column -> !column.fits())
            .map(Wanted::problem)
            .distinct()
            .map(
                problem ->
                    Check.fail(
                        "other tables",
                        problem,
                        "the statement is made with it: compare the table with the web"
                            + " application's"))
            .toList();
    return checks.isEmpty() ? List.of(Check.ok("other tables", payload(wanted))) : checks;
  }

  /** The tool's own tables. */
  static List<Check> own(Inspection inspection, String schema, List<String> pending) {
    List<String> unreadable = inspection.checkStudio(schema);
    if (!pending.isEmpty()) {
      return List.of(
          Check.warning(
              "own tables",
              "not there yet: " + String.join(", ", pending),
              "`extrato init` makes them, as does the first run that writes"));
    }
    return List.of(
        Check.ok(
            "own tables",
            "schema "
                + inspection.ownSchema()
                + " is there and up to date"
                + (unreadable.isEmpty()
                    ? ""
                    : "; whose books are kept in "
                        + String.join(", ", unreadable)
                        + " this role may not read")));
  }

  private static List<Wanted> wanted(org.jdbi.v3.core.Handle handle, String schema) {
    return handle
        .createQuery(OTHERS)
        .bind("schema", schema)
        .map(
            (row, context) ->
                new Wanted(
                    row.getString("table_name"),
                    row.getString("column_name"),
                    Traits.of(row, Wanted.Trait.class),
                    row.getString("type")))
        .list();
  }

  private static String payload(List<Wanted> wanted) {
    String types =
        wanted.stream()
            .filter(column -> column.table().equals("extratos") && column.is(Wanted.Trait.JSON))
            .map(Wanted::type)
            .filter(type -> type != null)
            .distinct()
            .collect(Collectors.joining(" and "));
    return types.isEmpty()
        ? "clients and users are there"
        : "clients and users are there; extratos keeps its lists as " + types;
  }
}
