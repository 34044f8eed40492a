package extrato.postgres;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * The runs that are now at work in the database. A run that is recorded as running, but is not
 * among them, has died.
 */
public final class WorkingRuns {
  private static final String SESSIONS = Sql.load(WorkingRuns.class, "working_runs.sql");
  private static final Pattern NAME = Pattern.compile("extrato [0-9a-f]{8} .*");

  private final List<String> names;
  private final boolean lockHeldByUnknown;

  private WorkingRuns(List<String> names, boolean lockHeldByUnknown) {
    this.names = List.copyOf(names);
    this.lockHeldByUnknown = lockHeldByUnknown;
  }

  public static WorkingRuns of(Handle handle) {
    List<String> names = new ArrayList<>(handle.createQuery(SESSIONS).mapTo(String.class).list());
    List<String> holders = RunLock.holders(handle);
    names.addAll(holders);
    return new WorkingRuns(
        names, holders.stream().anyMatch(holder -> !NAME.matcher(holder).matches()));
  }

  /** If a pooler hides the name of the session that holds the lock, it may be any run. */
  public boolean has(String runId) {
    return lockHeldByUnknown
        || names.stream().anyMatch(name -> name.startsWith("extrato " + runId + " "));
  }
}
