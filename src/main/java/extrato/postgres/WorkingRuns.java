package extrato.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The runs that are now at work in the database. A run that is recorded as running, but is not
 * among them, has died.
 */
public final class WorkingRuns {
  private static final String SESSIONS = Sql.load(WorkingRuns.class, "working_runs.sql");
  private final String schema;
  private final List<String> names;
  private final boolean lockHeldByUnknown;

  private WorkingRuns(String schema, List<String> names, boolean lockHeldByUnknown) {
    this.schema = schema;
    this.names = List.copyOf(names);
    this.lockHeldByUnknown = lockHeldByUnknown;
  }

  public static WorkingRuns of(Handle handle) {
    String schema = ToolSchema.of(handle).name();
    List<String> names =
        new ArrayList<>(
            handle
                .createQuery(SESSIONS)
                .bind("own_runs", schema.replace("_", "\\_") + " %")
                .mapTo(String.class)
                .list());
    List<String> holders = RunLock.holders(handle);
    names.addAll(holders);
    return new WorkingRuns(
        schema, names, holders.stream().anyMatch(holder -> !RunLock.isOfRun(holder)));
  }

  /** If a pooler hides the name of the session that holds the lock, it may be any run. */
  public boolean has(String runId) {
    return lockHeldByUnknown
        || names.stream().anyMatch(name -> name.startsWith(schema + " " + runId + " "));
  }
}
