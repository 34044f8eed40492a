package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody who may create objects where the tool's role looks names up creates operators,
 * functions, casts, types and views there with the names that the tool uses. None of them is ever
 * called, because it would run with the rights of the tool's role.
 */
@ExtendWith(StudioExtension.class)
class HostileNamesIT {
  private static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;

  /** A superuser, so that only the names could protect it, with public first on its path. */
  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    StudioDatabase.StudioRole role = studio.role();
    studio.execute(
        String.format(
            Locale.ROOT,
            "alter role %1$s superuser; alter role %1$s set search_path = public, pg_catalog",
            role.name()));
    operator = Operator.inDecember(studio, home).with("DATABASE_URL", role.url());
  }

  private void putHostileNamesThere() {
    studio.executeScript("hostile-names.sql");
    studio.execute(
        """
        create type public.estado as enum ('bom', 'ruim');
        create function public.hostile_text(public.estado) returns text language plpgsql as $$
        begin raise exception 'hostile: a cast to text was called'; end $$;
        create cast (public.estado as text) with function public.hostile_text(public.estado) as implicit;
        create function public.hostile_json(public.estado) returns pg_catalog.json language plpgsql as $$
        begin raise exception 'hostile: a cast to json was called'; end $$;
        create cast (public.estado as pg_catalog.json) with function public.hostile_json(public.estado) as implicit;
        create function public.hostile_estado(text) returns public.estado language plpgsql as $$
        begin raise exception 'hostile: a cast from text was called'; end $$;
        create cast (text as public.estado) with function public.hostile_estado(text) as implicit;
        alter table pagamentos add column estado public.estado;
        alter table sessoes add column estado public.estado;
        update pagamentos set estado = 'bom'::public.estado;
        update sessoes set estado = 'ruim'::public.estado;
        """);
  }

  @Test
  void everyCommand_besideHostileNames_callsNone() {
    putHostileNamesThere();
    Map<String, String> before = studio.dumpBooks();

    run(0, "status");
    run(4, "extrato", "--dry-run", "--early");
    run(0, "init", "--print");
    run(0, "init");
    run(0, "backup");
    run(0, "verify");
    run(0, "drill");
    run(0, "extrato", "--dry-run");
    run(0, "extrato");
    lateRecords();
    run(0, "extrato", "--force", "--dry-run");
    run(0, "extrato", "--force");
    run(0, "verify");
    run(0, "drill");
    for (String command : new String[] {"show", "status", "history", "doctor"}) {
      run(command.equals("doctor") ? 12 : 0, command);
    }
    run(0, "restore", "--dry-run");
    run(0, "restore", "--from", "backup", "--dry-run");
    run(0, "restore");
    run(0, "monthly");
    run(0, "monthly");
    run(0, "prune", "--days", "1", "--yes");
    run(0, "verify", "--all");
    run(0, "drill", "--all");
    run(0, "restore", "--from", "backup");

    assertThat(studio.dumpBooks().keySet()).isEqualTo(before.keySet());
  }

  /** What the ledger asks by itself, and what it writes into the books. */
  @Test
  void wallet_besideHostileNames_callsNone() {
    run(0, "init");
    String session =
        String.valueOf(studio.value("select min(id) from sessoes where cliente_id = 1"));
    putHostileNamesThere();

    for (String line :
        List.of(
            "credit client:1 --amount 150 --form Pix --key 1",
            "hold client:1 --amount 50 --expires 0d --key 2",
            "release 2 --to artist:1 --share 30% --amount 40 --key 3 --session " + session,
            "reverse 3 --key 4",
            "expire",
            "list",
            "show client:1",
            "backup",
            "check")) {
      run(0, ("wallet " + line).split(" ", -1));
    }
  }

  /** The old generator's statement is read, added to and put back by statements of its own. */
  @Tag("slow")
  @Test
  void legacyMonth_besideHostileNames_callsNone() {
    studio.execute(
        """
        insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais) values
          (9, 2025, '"[{\\"id\\": 1, \\"valor\\": 10.0, \\"data\\": \\"2025-09-01\\"}]"', '"[]"', '"[]"', '"[]"', '"{\\"receita_total\\": 10.0}"')\
        """);
    putHostileNamesThere();

    run(0, "extrato", "--dry-run", "--force");
    run(12, "status", "--check");
    run(0, "backup");
    run(0, "extrato", "--force");
    run(0, "show");
    run(0, "restore");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"extratos", "extrato_run_logs", "extrato_snapshots", "clients", "users"})
  void viewThatStandsForATable_isRefused_andNotAsked(String table) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create function public.hostile_row() returns integer language plpgsql as $$
            begin raise exception 'hostile: a view was asked'; end $$;
            drop table %1$s cascade;
            create view %1$s as select public.hostile_row() as id, 1 as mes, 2 as ano, '' as name\
            """,
            table));

    for (String command : new String[] {"status", "backup", "extrato", "show", "history"}) {
      Operator.Ended ended = operator.run(arguments(command));
      assertThat(ended.both()).as(command).doesNotContain("hostile");
      assertThat(ended.exitCode()).as(ended.both()).isEqualTo(8);
      assertThat(ended.err()).contains(table + " is a view");
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"migrations", "runs", "studio", "versoes"})
  void viewThatStandsForATableOfTheTool_isRefused_andNotAsked(String table) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create schema extrato;
            create function public.hostile_row() returns integer language plpgsql as $$
            begin raise exception 'hostile: a view was asked'; end $$;
            create table extrato.migrations (version integer);
            drop table if exists extrato.%1$s;
            create view extrato.%1$s as select public.hostile_row() as version\
            """,
            table));

    for (String command : new String[] {"status", "backup", "init", "history"}) {
      Operator.Ended ended = operator.run(arguments(command));
      assertThat(ended.both()).as(command).doesNotContain("hostile");
      assertThat(ended.exitCode()).as(ended.both()).isEqualTo(8);
    }
  }

  private void lateRecords() {
    studio.execute(
        """
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id, estado)
          values (9001, '2025-09-09', 5, 'Pix', 1, 'bom'::public.estado)\
        """);
  }

  private org.assertj.core.api.AbstractStringAssert<?> run(int code, String... arguments) {
    String[] whole = arguments(arguments);
    Operator.Ended ended = operator.run(whole);
    assertThat(ended.both()).as(ended.command()).doesNotContain("hostile");
    assertThat(ended.exitCode()).as(ended.command() + ended.both()).isEqualTo(code);
    return assertThat(ended.both());
  }

  /** Adds September, if the command is about a month. */
  private static String[] arguments(String... arguments) {
    String command = arguments[0];
    boolean ofNoMonth =
        List.of("init", "wallet", "doctor", "prune", "status", "history").contains(command)
            || java.util.List.of(arguments).contains("--all");
    return ofNoMonth
        ? arguments
        : java.util.stream.Stream.concat(
                java.util.stream.Stream.of(arguments),
                java.util.stream.Stream.of(
                    "--year", "" + SEPTEMBER.getYear(), "--month", "" + SEPTEMBER.getMonthValue()))
            .toArray(String[]::new);
  }
}
