package extrato.postgres;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Looks at a database that may be unfit: each question is a short transaction of its own, so that
 * one without an answer does not keep the next from being asked.
 */
public final class Inspection {
  private final Database database;

  public Inspection(Database database) {
    this.database = database;
  }

  /** Reads only, and waits for nobody for long. */
  public <T> T asking(Function<Handle, T> question) {
    database.interruption().check();
    return database.briefly(
        handle -> {
          handle.execute("set transaction read only");
          handle.execute("set local lock_timeout = '5s'");
          handle.execute("set local statement_timeout = '30s'");
          return question.apply(handle);
        });
  }

  /** The one schema that holds the four tables, as the role's search_path finds them. */
  public String studioSchema() {
    StudioTables.Place ledTo = database.ledTo();
    return asking(handle -> StudioTables.schemaOf(handle, ledTo).name());
  }

  /** The columns of the four tables, when they are what the tool needs. */
  public Studio studio(String schema) {
    return asking(handle -> StudioColumns.describe(handle, schema));
  }

  /** What makes this database or this role unfit for a closing. */
  public List<String> unfit(String schema) {
    return asking(handle -> Fitness.problems(handle, schema));
  }

  public boolean hasOwnSchema() {
    return asking(OwnSchema::exists);
  }

  /** What {@code init} would make here, in words; empty when everything is in place. */
  public List<String> pending(String schema) {
    return asking(handle -> OwnSchema.pending(handle, schema));
  }

  /** Fails when the tool was set up for the tables of another schema. */
  public void checkRemembered(String schema) {
    asking(
        handle -> {
          Fitness.checkRemembered(handle, schema);
          return true;
        });
  }
}
