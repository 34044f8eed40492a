package extrato.life;

import extrato.testing.PgBouncer;
import extrato.testing.StudioDatabase;

/**
 * With {@code -Dlife.pooler=true}, the program reaches its database by PgBouncer in transaction
 * mode. Its transactions then share sessions, as in many a studio, and a year takes less time.
 */
final class Pooler {
  private static final boolean WANTED = Boolean.getBoolean("life.pooler");

  private Pooler() {}

  private static final class Holder {
    static final PgBouncer POOLER =
        PgBouncer.start(
            "transaction",
            "postgres",
            "postgres",
            "server_idle_timeout = 20\nmax_client_conn = 200");

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(POOLER::close));
    }
  }

  /** The address by which the program is to reach the database. */
  static String url(StudioDatabase database) {
    return WANTED ? Holder.POOLER.url(database.url()) : database.url();
  }

  /** Ends the sessions that the pooler keeps: nobody may be connected to what is copied. */
  static void letGo(StudioDatabase database) {
    if (WANTED) {
      database.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where datname = current_database() and pid <> pg_backend_pid()");
    }
  }

  /** Waits until the tool is at nothing. A pooler's sessions stay, so they need only be idle. */
  static void awaitRest(StudioDatabase database) {
    if (WANTED) {
      database.await(
          "not exists (select from pg_stat_activity where datname = current_database()"
              + " and application_name like 'extrato%' and state is distinct from 'idle')");
    } else {
      database.checkNoSessionOfTheTool();
    }
  }
}
