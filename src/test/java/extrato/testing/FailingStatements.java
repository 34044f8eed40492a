package extrato.testing;

/** Makes statements fail inside the database, by a trigger that raises an error of any SQLSTATE. */
public final class FailingStatements {
  private FailingStatements() {}

  /** From now on the trigger's event fails with that SQLSTATE, so many times. */
  public static void fail(StudioDatabase studio, String event, String state, int times) {
    studio.execute(
        function(state, times)
            + "create or replace trigger falha %s execute function public.falha()"
                .formatted(event));
  }

  /** The trigger's function alone. What its sequence counts is not rolled back. */
  public static String function(String state, int times) {
    return """
        drop sequence if exists public.falhas;
        create sequence public.falhas;
        create or replace function public.falha() returns trigger language plpgsql as $$
        begin
          if nextval('public.falhas') <= %d then
            raise exception 'falha de teste' using errcode = '%s';
          end if;
          return case when tg_level = 'STATEMENT' then null when tg_op = 'DELETE' then old else new end;
        end $$;
        """
        .formatted(times, state);
  }
}
