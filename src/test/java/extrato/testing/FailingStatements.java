package extrato.testing;

import java.util.Locale;

/**
 * Makes statements fail inside the database, with a trigger that raises an error of any SQLSTATE.
 */
public final class FailingStatements {
  private FailingStatements() {}

  /** From now on, the trigger's event fails with that SQLSTATE, this many times. */
  public static void fail(StudioDatabase studio, String event, String state, int times) {
    studio.execute(function(state, times) + trigger(event));
  }

  /** From now on, the server ends the session that reaches the trigger's event, this many times. */
  public static void cut(StudioDatabase studio, String event, int times) {
    studio.execute(
        functionThat("perform pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());", times)
            + trigger(event));
  }

  /** The trigger's function alone. Its sequence counts the failures, which no rollback undoes. */
  public static String function(String state, int times) {
    return functionThat(
        String.format(Locale.ROOT, "raise exception 'falha de teste' using errcode = '%s';", state),
        times);
  }

  private static String functionThat(String does, int times) {
    return String.format(
        Locale.ROOT,
        """
        drop sequence if exists public.falhas;
        create sequence public.falhas;
        create or replace function public.falha() returns trigger language plpgsql as $$
        begin
          if nextval('public.falhas') <= %d then
            %s
          end if;
          return case when tg_level = 'STATEMENT' then null when tg_op = 'DELETE' then old else new end;
        end $$;
        """,
        times,
        does);
  }

  private static String trigger(String event) {
    return String.format(
        Locale.ROOT, "create or replace trigger falha %s execute function public.falha()", event);
  }
}
