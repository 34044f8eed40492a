package extrato.postgres;

import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tool's one lock for a studio. All months share it: two neighbouring months that close at once
 * could strand a session between them.
 */
final class RunLock {
  /** "exst" as a number; the other half of the key is the id of the studio's schema. */
  private static final int STUDIO = 0x65787374;

  /**
   * "extr" and "ato!", the whole key of earlier versions, which knew one studio a database. It is
   * shared among the studios of today, and keeps those versions out.
   */
  private static final int EARLIER_FIRST = 0x65787472;

  private static final int EARLIER_SECOND = 0x61746f21;

  private static final String HOLDER = Sql.load(RunLock.class, "lock_holder.sql");
  private static final String END_HOLDERS = Sql.load(RunLock.class, "end_lock_holders.sql");

  /** A session that is told to end rolls back first. */
  private static final Duration UNTIL_ENDED = Duration.ofSeconds(10);

  private RunLock() {}

  static void take(Handle handle, long studio) {
    boolean taken =
        handle
            .createQuery(
                "select case when pg_catalog.pg_try_advisory_xact_lock_shared(:earlier, :version)"
                    + " then pg_catalog.pg_try_advisory_xact_lock(:studio, :schema) else false end")
            .bind("earlier", EARLIER_FIRST)
            .bind("version", EARLIER_SECOND)
            .bind("studio", STUDIO)
            .bind("schema", (int) studio)
            .mapTo(boolean.class)
            .one();
    if (!taken) {
      throw new Failure.Busy(
          "another run is at work in this database: " + holder(handle),
          "wait for it to end; `extrato history` shows it");
    }
  }

  /**
   * Makes sure that this transaction sees what the run before it did. The statement that took the
   * lock was given its view of the database before it had the lock: a run that committed in that
   * moment is invisible here, but has changed the same row, and PostgreSQL refuses to change it
   * again from a view that is older.
   */
  static void claim(Handle handle) {
    handle.execute("update extrato.studio set schema_name = schema_name");
  }

  /** Ends the sessions of that name that hold the lock, and waits until they have ended. */
  static List<Boolean> endHolders(Handle handle, String applicationName) {
    return handle
        .createQuery(END_HOLDERS)
        .bind("studio", STUDIO)
        .bind("earlier", EARLIER_FIRST)
        .bind("version", EARLIER_SECOND)
        .bind("name", applicationName)
        .bind("milliseconds", UNTIL_ENDED.toMillis())
        .mapTo(boolean.class)
        .list();
  }

  private static String holder(Handle handle) {
    return holders(handle).stream().findFirst().orElse("it has just ended");
  }

  /** By the name of its session, who holds it: one, or nobody. */
  static List<String> holders(Handle handle) {
    return handle
        .createQuery(HOLDER)
        .bind("studio", STUDIO)
        .bind("earlier", EARLIER_FIRST)
        .bind("version", EARLIER_SECOND)
        .mapTo(String.class)
        .list();
  }
}
