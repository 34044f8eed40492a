package extrato.postgres;

import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final String BUSY_WITH = Sql.load(RunLock.class, "busy_with.sql");
  private static final String MAY_ASK =
      "select coalesce(pg_catalog.has_table_privilege(pg_catalog.to_regclass('extrato.runs'),"
          + " 'select'), false)";
  private static final Pattern RUN = Pattern.compile("extrato\\w* ([0-9a-f]{8}) ");

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
    return handle
        .createQuery(BUSY_WITH)
        .bind("studio", STUDIO)
        .bind("earlier", EARLIER_FIRST)
        .bind("version", EARLIER_SECOND)
        .map(
            (row, context) ->
                row.getString("nome")
                    + host(handle, row.getString("nome"))
                    + ", server process "
                    + row.getInt("pid"))
        .findOne()
        .orElse("it has just ended");
  }

  /** Whether a session's name is that of one of this tool's runs, in whatever schema. */
  static boolean isOfRun(String session) {
    return RUN.matcher(session).lookingAt();
  }

  /** On which machine a run is at work, where its record says so and may be read. */
  private static String host(Handle handle, String session) {
    Matcher run = RUN.matcher(session);
    if (!run.lookingAt() || !handle.createQuery(MAY_ASK).mapTo(boolean.class).one()) {
      return "";
    }
    return handle
        .createQuery("select r.host from extrato.runs r where r.run_id = :run_id")
        .bind("run_id", run.group(1))
        .mapTo(String.class)
        .findOne()
        .map(host -> " on " + host)
        .orElse("");
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
