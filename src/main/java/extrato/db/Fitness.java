package extrato.db;

import extrato.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Refuses databases and roles with which the tool could not keep its promises. */
final class Fitness {
  private static final String PROBLEMS = Sql.load(Fitness.class, "fitness.sql");

  private Fitness() {}

  static void check(Handle handle, String schema) {
    List<String> problems = problems(handle, schema);
    if (!problems.isEmpty()) {
      throw new Failure.Unfit(
          String.join("; ", problems),
          "connect to the primary of a database with an encoding, as a role that sees every row");
    }
  }

  static List<String> problems(Handle handle, String schema) {
    List<String> problems = new ArrayList<>(Citus.problems(handle, schema, Citus.CATALOG));
    problems.addAll(handle.createQuery(PROBLEMS).bind("schema", schema).mapTo(String.class).list());
    return problems;
  }

  static void checkRemembered(Handle handle, String schema) {
    OwnSchema.rememberedSchema(handle)
        .filter(remembered -> !remembered.equals(schema))
        .ifPresent(
            remembered -> {
              throw new Failure.Unfit(
                  "the search_path leads to the tables of schema "
                      + schema
                      + ", but the tool was set up for schema "
                      + remembered,
                  "set the role's search_path, or currentSchema in DATABASE_URL, to " + remembered);
            });
  }
}
