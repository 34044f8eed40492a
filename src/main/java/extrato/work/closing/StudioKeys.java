package extrato.work.closing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The studio's own three foreign keys. They reveal a record that is entered while its month is
 * being closed; without them, the record would be left behind and point at nothing.
 */
public final class StudioKeys {
  private static final String PROBLEMS = Sql.load(StudioKeys.class, "studio_keys.sql");

  private StudioKeys() {}

  /** Stops unless the keys exist and are enforced, or nobody but this run may write meanwhile. */
  static void check(Snapshot snapshot, Settings settings, Run run) {
    List<String> problems = problems(snapshot.handle(), snapshot.studio().schema());
    if (problems.isEmpty()) {
      return;
    }
    String what = String.join("; ", problems);
    if (!settings.closing().missingKeys()) {
      throw new Failure.Unfit(
          what,
          "add the key or switch it on again; EXTRATO_ALLOW_MISSING_KEYS=true closes without it"
              + " while nobody else may write to the books");
    }
    run.warn(what + ": EXTRATO_ALLOW_MISSING_KEYS=true keeps others from writing meanwhile");
  }

  /** What is wrong with them, one line each; empty if nothing is. */
  public static List<String> problems(Handle handle, String schema) {
    return handle.createQuery(PROBLEMS).bind("schema", schema).mapTo(String.class).list();
  }
}
