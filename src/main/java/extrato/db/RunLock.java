package extrato.db;

import extrato.failure.Failure;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * The tool's one lock for a database. All months share it: two neighbouring months that close at
 * once could strand a session between them.
 */
final class RunLock {
  /** "extr" and "ato!" as numbers: two halves of a key that nobody else is likely to use. */
  private static final int FIRST = 0x65787472;

  private static final int SECOND = 0x61746f21;

  private static final String HOLDER = Sql.load(RunLock.class, "lock_holder.sql");

  private RunLock() {}

  static void take(Handle handle) {
    boolean taken =
        handle
            .createQuery("select pg_catalog.pg_try_advisory_xact_lock(:first, :second)")
            .bind("first", FIRST)
            .bind("second", SECOND)
            .mapTo(boolean.class)
            .one();
    if (!taken) {
      throw new Failure.Busy(
          "another run is at work in this database: " + holder(handle),
          "wait for it to end; `extrato history` shows it");
    }
  }

  private static String holder(Handle handle) {
    return holders(handle).stream().findFirst().orElse("it has just ended");
  }

  /** By the name of its session, who holds it: one, or nobody. */
  static List<String> holders(Handle handle) {
    return handle
        .createQuery(HOLDER)
        .bind("first", FIRST)
        .bind("second", SECOND)
        .mapTo(String.class)
        .list();
  }
}
