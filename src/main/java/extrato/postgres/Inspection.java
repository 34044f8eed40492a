package extrato.postgres;

import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * Examines a database that may be unfit. Each question is a short transaction of its own, so that
 * one that gets no answer does not prevent the next.
 */
public final class Inspection {
  private final Database database;

  public Inspection(Database database) {
    this.database = database;
  }

  /** Only reads, and waits only briefly for locks. */
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

  /** The one schema in which the role's search_path finds the four tables. */
  public String studioSchema() {
    StudioTables.Place ledTo = database.ledTo();
    return asking(handle -> StudioTables.schemaOf(handle, ledTo).name());
  }

  /** The columns of the four tables; fails if they are not what the tool needs. */
  public Studio studio(String schema) {
    return asking(handle -> StudioColumns.describe(handle, schema));
  }

  /** The reasons why a closing cannot work with this database or role. */
  public List<String> unfit(String schema) {
    return asking(handle -> Fitness.problems(handle, schema));
  }

  /** What the schema of the tool's own tables is called here. */
  public String ownSchema() {
    return asking(ToolSchema::of).name();
  }

  public boolean hasOwnSchema() {
    return asking(OwnSchema::exists);
  }

  /** Describes what {@code init} would create here; empty if everything is in place. */
  public List<String> pending(String schema) {
    return asking(handle -> OwnSchema.pending(handle, schema));
  }

  /**
   * Fails if the tool was set up for another schema, or another schema of the tool's for it, or is
   * not itself. Returns those of the tool's schemas of which this role cannot know whose they are.
   */
  public List<String> checkStudio(String schema) {
    return asking(
        handle -> {
          OtherSchemas others = OtherSchemas.of(handle);
          Fitness.checkStudio(handle, schema, others);
          Fitness.checkOwn(handle, others);
          return others.unreadable();
        });
  }
}
