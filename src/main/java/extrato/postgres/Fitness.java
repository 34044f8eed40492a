package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** Refuses databases and roles with which the tool could not keep its promises. */
final class Fitness {
  private static final String PROBLEMS = Sql.load(Fitness.class, "fitness.sql");

  private Fitness() {}

  private record Problem(String text, boolean mattersToChangesOnly) {}

  /** Checks what is needed to read the books. */
  static void check(Handle handle, String schema) {
    refuse(
        find(handle, schema).stream().filter(problem -> !problem.mattersToChangesOnly()).toList());
  }

  /** Checks what is needed in addition to change them. */
  static void checkForChanges(Handle handle, String schema) {
    refuse(find(handle, schema));
  }

  static List<String> problems(Handle handle, String schema) {
    return find(handle, schema).stream().map(Problem::text).toList();
  }

  private static void refuse(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new Failure.Unfit(
          problems.stream().map(Problem::text).collect(Collectors.joining("; ")),
          "connect to the primary of a database with an encoding and ordinary tables, as a role"
              + " that sees every row");
    }
  }

  private static List<Problem> find(Handle handle, String schema) {
    List<Problem> problems = new ArrayList<>();
    Citus.problems(handle, schema, Citus.CATALOG)
        .forEach(text -> problems.add(new Problem(text, false)));
    handle
        .createQuery(PROBLEMS)
        .bind("schema", schema)
        .map(
            (row, context) ->
                new Problem(row.getString("problem"), row.getBoolean("matters_to_changes_only")))
        .forEach(problems::add);
    return problems;
  }

  /** Stops where the tool keeps the books of another schema, or these books somewhere else. */
  static void checkStudio(Handle handle, String schema) {
    checkStudio(handle, schema, OtherSchemas.of(handle));
  }

  static void checkStudio(Handle handle, String schema, OtherSchemas others) {
    boolean hasOwn = OwnSchema.exists(handle);
    if (hasOwn) {
      checkRemembered(handle, schema);
    }
    others.checkNoneKeeps(schema, hasOwn);
  }

  /** Stops where the tool's schema is a copy of another, or does its work in another one. */
  static void checkOwn(Handle handle, OtherSchemas others) {
    if (OwnSchema.exists(handle)) {
      others.checkNoTwin(handle);
      OwnFunctions.check(handle);
    }
  }

  static void checkRemembered(Handle handle, String schema) {
    OwnSchema.rememberedSchema(handle)
        .filter(remembered -> !remembered.equals(schema))
        .ifPresent(
            remembered -> {
              throw OwnSchema.isThere(handle, remembered)
                  ? new Failure.Unfit(
                      "the search_path leads to the tables of schema "
                          + schema
                          + ", but the tool's schema "
                          + ToolSchema.of(handle).name()
                          + " is that of the studio in schema "
                          + remembered,
                      "if it is the same studio, set the role's search_path, or currentSchema in"
                          + " DATABASE_URL, to "
                          + remembered
                          + "; another one needs a schema of the tool's own (EXTRATO_SCHEMA) or"
                          + " another database")
                  : new Failure.Unfit(
                      "the search_path leads to the tables of schema "
                          + schema
                          + ", but the studio's was "
                          + remembered
                          + ", which is no longer there",
                      "if it was renamed, let an administrator say so: "
                          + ToolSchema.of(handle).in("update extrato.studio set schema_name = ")
                          + Sql.literal(schema));
            });
  }
}
