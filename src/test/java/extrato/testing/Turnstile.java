package extrato.testing;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Blocks whoever changes a table until it is opened: a trigger waits for a lock that this object
 * holds.
 */
public final class Turnstile implements AutoCloseable {
  private static final int LOCK = 4711;

  private final StudioDatabase studio;
  private final Connection holder;

  private Turnstile(StudioDatabase studio, Connection holder) {
    this.studio = studio;
    this.holder = holder;
  }

  /**
   * Blocks at a trigger's event, such as {@code "after insert on extrato.versoes"}, once per
   * statement.
   */
  public static Turnstile at(StudioDatabase studio, String event) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create or replace function public.turnstile() returns trigger language plpgsql as $$
            begin
              perform pg_catalog.pg_advisory_xact_lock(%1$d);
              return null;
            end $$;
            create trigger turnstile %2$s for each statement execute function public.turnstile()\
            """,
            LOCK,
            event));
    Connection holder = studio.connect();
    try (Statement statement = holder.createStatement()) {
      statement.execute("select pg_advisory_lock(" + LOCK + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new Turnstile(studio, holder);
  }

  /** Waits until somebody is blocked. */
  public void awaitSomebody() {
    studio.await(
        "exists (select from pg_locks where locktype = 'advisory' and objid = "
            + LOCK
            + " and not granted and database = (select oid from pg_database where datname ="
            + " current_database()))");
  }

  /** Lets everybody pass, now and later. */
  public void open() {
    try (Statement statement = holder.createStatement()) {
      statement.execute("select pg_advisory_unlock(" + LOCK + ")");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      holder.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
