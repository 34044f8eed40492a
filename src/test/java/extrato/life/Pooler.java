package extrato.life;

import extrato.testing.PgBouncer;

/**
 * Leads the program's sessions by a PgBouncer, where there is one: a session that is used again
 * knows the catalog already, and a life is shorter by a third.
 */
final class Pooler {
  private static final boolean WANTED =
      Boolean.parseBoolean(System.getProperty("life.pooler", "true")) && PgBouncer.isInstalled();

  private Pooler() {}

  static String url(String url) {
    return WANTED ? Holder.BOUNCER.url(url) : url;
  }

  private static final class Holder {
    static final PgBouncer BOUNCER =
        PgBouncer.start(
            "session",
            "postgres",
            "postgres",
            "max_client_conn = 500\ndefault_pool_size = 100\nmin_pool_size = 0");

    static {
      Runtime.getRuntime().addShutdownHook(new Thread(BOUNCER::close));
    }
  }
}
