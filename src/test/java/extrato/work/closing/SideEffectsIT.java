package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the studio's triggers do beside a closing, a merge or a restore, wherever and whenever
 * they do it: it is found before the commit, and nothing is changed.
 */
@ExtendWith(StudioExtension.class)
class SideEffectsIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home).with("EXTRATO_ENV", "test");
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        """
        create table fornecedores (id integer primary key, nome text);
        insert into fornecedores values (1, 'Tintas'), (2, 'Agulhas');
        insert into gastos (id, data, valor, forma_pagamento, created_by) values (9100, '2025-10-02', 7, 'Pix', 1);
        select lo_from_bytea(4242, 'recibo')\
        """);
  }

  static Stream<Arguments> effects() {
    return Stream.of(
        effect("after delete on pagamentos", "delete from gastos where id = 9100", "public.gastos"),
        effect(
            "after delete on pagamentos",
            "update pagamentos set valor = 0 where data >= '2025-10-01'",
            "public.pagamentos"),
        effect("after delete on gastos", "truncate comissoes cascade", "comissoes"),
        effect("after delete on gastos", "delete from fornecedores", "public.fornecedores"),
        effect(
            "after delete on gastos",
            "perform lo_unlink(oid) from pg_largeobject_metadata where oid = 4242",
            "pg_largeobject"),
        effect(
            "after delete on gastos",
            "create table if not exists novidade (id integer)",
            "novidade"),
        effect("after delete on gastos", "drop table if exists fornecedores", "Lock"),
        effect(
            "after delete on gastos",
            "alter table users add column if not exists apelido text",
            "users"),
        effect("after insert on extratos", "delete from gastos where id = 9100", "public.gastos"),
        effect(
            "after insert on extrato_run_logs",
            "delete from gastos where id = 9100",
            "public.gastos"),
        effect(
            "after update on extrato.runs",
            "if new.outcome <> 'running' and new.exit_code = 0 and new.command = 'extrato' then"
                + " delete from public.fornecedores; end if",
            "public.fornecedores"),
        effect(
            "after insert on extrato.versoes",
            "insert into public.fornecedores values (3, 'Luvas')",
            "public.fornecedores"));
  }

  private static Arguments effect(String event, String body, String named) {
    return Arguments.of(event, body, named);
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("effects")
  void trigger_thatChangesMoreThanTheMonth_stopsTheClosing(
      String event, String body, String named) {
    operator.run("backup").expect(ExitCode.DONE);
    trigger("create trigger", event, body);

    assertStopped(named, "extrato");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("effects")
  void deferredTrigger_thatChangesMoreThanTheMonth_stopsTheClosing(
      String event, String body, String named) {
    operator.run("backup").expect(ExitCode.DONE);
    trigger("create constraint trigger", event + " deferrable initially deferred", body);

    assertStopped(named, "extrato");
  }

  /** The server's counts say nothing of it; the setting and the rows do. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {"perform set_config('track_counts', 'on', true)", "execute 'reset track_counts'"})
  void trigger_thatSwitchesTheCountingOff_stopsTheClosing(String on) {
    operator.run("backup").expect(ExitCode.DONE);
    trigger(
        "create trigger",
        "after insert on extratos",
        "perform set_config('track_counts', 'off', true); delete from gastos where id = 9100; "
            + on);

    assertStopped("", "extrato");

    studio.execute("drop function gatilho cascade");
    trigger(
        "create trigger",
        "after insert on extratos",
        "perform set_config('track_counts', 'off', true); update gastos set valor = 1 where id ="
            + " 9100; "
            + on);

    assertStopped("", "extrato");
  }

  /** Of other tables nobody counts the rows: the setting's source tells. */
  @Test
  void trigger_thatSwitchesTheCountingOff_besideTheBooks_stopsTheClosing() {
    operator.run("backup").expect(ExitCode.DONE);
    trigger(
        "create trigger",
        "after insert on extratos",
        "perform set_config('track_counts', 'off', true); delete from fornecedores; perform"
            + " set_config('track_counts', 'on', true)");

    assertStopped("the server's settings changed meanwhile", "extrato");
  }

  @Test
  void deferredTrigger_thatDefersAgain_stopsTheClosing() {
    operator.run("backup").expect(ExitCode.DONE);
    studio.execute(
        """
        create table fila (n integer);
        create function adia() returns trigger language plpgsql as $$
        begin
          if tg_table_name = 'gastos' then
            set constraints all deferred;
            insert into fila values (1);
          elsif new.n < 3 then
            set constraints all deferred;
            insert into fila values (new.n + 1);
          else
            delete from gastos where id = 9100;
          end if;
          return null;
        end $$;
        create constraint trigger adia after delete on gastos deferrable initially deferred
          for each row execute function adia();
        create constraint trigger adia after insert on fila deferrable initially deferred
          for each row execute function adia()\
        """);
    operator = operator.with("EXTRATO_ALLOWED_CHANGES", "fila");

    assertStopped("public.gastos", "extrato");
  }

  @Tag("slow")
  @Test
  void trigger_thatDeletesFromTheBooks_stopsTheClosing_whateverMayChange() {
    operator.run("backup").expect(ExitCode.DONE);
    trigger("create trigger", "after delete on gastos", "delete from gastos where id = 9100");
    operator = operator.with("EXTRATO_ALLOWED_CHANGES", "gastos, public.gastos");

    assertStopped("public.gastos", "extrato");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("effects")
  void trigger_thatChangesMoreThanTheLateRecords_stopsTheMerge(
      String event, String body, String named) {
    operator.run("monthly").expect(ExitCode.DONE);
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by)"
            + " values (9200, '2025-09-02', 7, 'Pix', 1);"
            + "insert into pagamentos (id, data, valor, forma_pagamento, artista_id)"
            + " values (9201, '2025-09-02', 7, 'Pix', 1)");
    trigger(
        "create trigger",
        event
            .replace("insert on extratos", "update on extratos")
            .replace("insert on extrato_run_logs", "update on extrato_run_logs"),
        body);

    assertStopped(named, "extrato", "--force");
  }

  @Tag("slow")
  @ParameterizedTest
  @MethodSource("effects")
  void trigger_thatChangesMoreThanWhatComesBack_stopsTheRestore(
      String event, String body, String named) {
    operator.run("monthly").expect(ExitCode.DONE);
    trigger(
        "create trigger",
        event
            .replace("delete on", "insert on")
            .replace("insert on extratos", "delete on extratos")
            .replace("insert on extrato_run_logs", "update on extrato_run_logs")
            .replace("insert on extrato.versoes", "update on extrato.versoes"),
        body.replace("new.command = 'extrato'", "new.command = 'restore'"));

    // What would change a table's shape waits for the restore's second connection, until it gives
    // up.
    operator = operator.with("EXTRATO_LOCK_TIMEOUT", "200ms");
    assertStopped(
        body.matches("truncate.*|alter.*") ? "a lock could not be obtained in time" : named,
        "restore");
  }

  @Tag("slow")
  @Test
  void trigger_thatWritesAnotherStatement_stopsTheClosing() {
    operator.run("backup").expect(ExitCode.DONE);
    studio.execute(
        """
        create function muda() returns trigger language plpgsql as $$
        begin new.gastos = '[]'; return new; end $$;
        create trigger muda before insert on extratos for each row execute function muda()\
        """);
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(ExitCode.NOT_PROVEN).err())
        .contains("is not the one that was written");

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void trigger_thatWritesAnotherRunLog_stopsTheClosing() {
    operator.run("backup").expect(ExitCode.DONE);
    studio.execute(
        """
        create function muda() returns trigger language plpgsql as $$
        begin new.status = 'error'; return new; end $$;
        create trigger muda before insert on extrato_run_logs for each row execute function muda()\
        """);

    assertStopped("did not take what was written to it", "extrato");
  }

  @Tag("slow")
  @Test
  void trigger_thatChangesASessionThatStays_stopsTheClosing_unlessItsColumnMayChange() {
    operator.run("backup").expect(ExitCode.DONE);
    studio.execute(
        """
        create function muda() returns trigger language plpgsql as $$
        begin new.updated_at = '2025-10-07'; return new; end $$;
        create trigger muda before update on sessoes for each row execute function muda()\
        """);

    assertStopped("sessoes id 208, column updated_at", "extrato");

    operator
        .with("EXTRATO_ALLOWED_CHANGES", "public.sessoes.updated_at")
        .run("extrato")
        .expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void counting_thatIsSwitchedOff_isRefused() {
    operator.run("backup").expect(ExitCode.DONE);
    studio.execute("alter database " + studio.name() + " set track_counts = off");

    assertThat(operator.run("extrato").expect(ExitCode.UNFIT).err()).contains("track_counts");
  }

  @Tag("slow")
  @Test
  void function_thatSwitchesCountingOff_isRefused() {
    operator.run("backup").expect(ExitCode.DONE);
    trigger("create trigger", "after delete on gastos", "delete from fornecedores");
    studio.execute("alter function gatilho() set track_counts = off");

    assertThat(operator.run("extrato").expect(ExitCode.UNFIT).err()).contains("track_counts");
  }

  private void trigger(String create, String event, String body) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create function gatilho() returns trigger language plpgsql as $$ begin %s; return null; end $$;
            %s gatilho %s for each row execute function gatilho()\
            """,
            body,
            create,
            event));
  }

  private void assertStopped(String named, String command, String... options) {
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run(command, options).expect(ExitCode.STOPPED).err()).contains(named);

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(studio.value("select count(*) from pg_largeobject_metadata where oid = 4242"))
        .isEqualTo("1");
  }
}
