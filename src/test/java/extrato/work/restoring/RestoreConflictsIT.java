package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.List;
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

/** What the application did between closing and restore, and how the restore stops at it. */
@ExtendWith(StudioExtension.class)
class RestoreConflictsIT {
  private static final String TOUCH =
      "create function touch() returns trigger language plpgsql as $$ begin %s return new; end $$;";

  private static final String WITHOUT_KEYS = "set session_replication_role = replica;";

  @TempDir Path home;

  private Map<String, String> before = Map.of();

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        "update pagamentos set google_event_id = 'evento ' || id where id in (101, 102)");
    before = studio.dumpBooks();
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  private static Arguments when(String what, String sql, String... named) {
    return Arguments.of(what, sql, List.of(named));
  }

  static Stream<Arguments> conflicts() {
    return Stream.of(
        when(
            "an id is taken",
            "insert into gastos (id, data, valor, forma_pagamento, created_by) values (402,"
                + " '2025-12-01', 1, 'Pix', 1)",
            "gastos id 402: the live table has (id) already"),
        when(
            "a unique value is taken",
            "insert into pagamentos (data, valor, forma_pagamento, artista_id, google_event_id)"
                + " values ('2025-12-01', 1, 'Pix', 1, 'evento 102')",
            "pagamentos id 102: the live table has (google_event_id) already"),
        when(
            "a value is taken that is unique only in some rows",
            "create unique index on gastos (categoria) where valor = 100.10;insert into gastos"
                + " (data, valor, forma_pagamento, created_by, categoria) values ('2025-12-01',"
                + " 100.10, 'Pix', 1, 'Tintas')",
            "gastos id 401: the live table has (categoria) already"),
        when(
            "an expression is taken",
            "create unique index on gastos (lower(categoria), valor) where id < 4000 or data >"
                + " '2025-11-30';insert into gastos (data,"
                + " valor, forma_pagamento, created_by, categoria) values ('2025-12-01', 100.10,"
                + " 'Pix', 1, 'TINTAS')",
            "gastos id 401: the live table has (lower((categoria)::text), valor) already"),
        when(
            "nothing is unique, and nothing is taken",
            "create unique index on gastos (descricao, valor, created_by) nulls not distinct;insert"
                + " into gastos (data, valor, forma_pagamento, created_by) values ('2025-12-01',"
                + " 100.10, 'Pix', 2)",
            "gastos id 401: the live table has (descricao, valor, created_by) already"),
        when(
            "clients are gone",
            WITHOUT_KEYS + "delete from clients where id in (2, 3)",
            "pagamentos refers by cliente_id to clients that are not there: id 2, 3"),
        when(
            "an artist is gone",
            WITHOUT_KEYS + "delete from users where id = 4",
            "comissoes refers by artista_id to users that are not there: id 4"),
        when(
            "a column is dropped",
            "alter table pagamentos drop column google_event_id",
            "column pagamentos.google_event_id is gone"),
        when(
            "a column is renamed",
            "alter table gastos rename categoria to rubrica",
            "column gastos.categoria is gone"),
        when(
            "a column has another type",
            "alter table gastos alter column categoria type text",
            "column gastos.categoria is text, its records are character varying(100)"),
        when(
            "a column has another length",
            "alter table pagamentos alter column comissao type numeric(12,2)",
            "column pagamentos.comissao is numeric(12,2), its records are numeric(10,2)"),
        when(
            "a column was added that must have a value",
            "alter table gastos add column loja text not null default 'x'; alter table gastos alter"
                + " column loja drop default",
            "column gastos.loja is new, must have a value and has no default"),
        when(
            "everything at once",
            "alter table gastos rename categoria to rubrica;"
                + WITHOUT_KEYS
                + "delete from users where id = 4;insert into gastos (id, data, valor,"
                + " forma_pagamento, created_by) values (402, '2025-12-01', 1, 'Pix', 1)",
            "column gastos.categoria is gone",
            "gastos id 402: the live table has (id) already",
            "comissoes refers by artista_id to users that are not there: id 4"),
        when(
            "a new check refuses what was",
            "alter table pagamentos add constraint positivo check (valor >= 0) not valid",
            "violates check constraint \"positivo\""),
        when(
            "a trigger fills a column in",
            String.format(Locale.ROOT, TOUCH, "new.updated_at := now();")
                + "create trigger pagamentos_touch before insert or update on pagamentos for each"
                + " row execute function touch()",
            "pagamentos id 101: updated_at",
            "pagamentos_touch of pagamentos"),
        when(
            "a trigger touches the sessions that get their pointer back",
            String.format(Locale.ROOT, TOUCH, "new.updated_at := now();")
                + "create trigger sessoes_touch before update on sessoes for each row execute"
                + " function touch()",
            "sessoes id 208",
            "sessoes_touch of sessoes"),
        when(
            "a trigger swallows rows",
            "create function engole() returns trigger language plpgsql as $$ begin if new.id = 403"
                + " then return null; end if; return new; end $$;create trigger gastos_none before"
                + " insert on gastos for each row execute function engole()",
            "gastos id 403: not there",
            "gastos_none of gastos"),
        when(
            "a trigger adds rows",
            String.format(
                    Locale.ROOT,
                    TOUCH,
                    "insert into comissoes (pagamento_id, artista_id, percentual, valor) values"
                        + " (new.id, 1, 1, 1);")
                + "create trigger paga after insert on pagamentos for each row execute function"
                + " touch()",
            "public.comissoes: 49 more rows inserted",
            "paga of pagamentos"),
        when(
            "a trigger changes other rows",
            String.format(Locale.ROOT, TOUCH, "update gastos set valor = valor + 1 where id = 405;")
                + "create trigger soma after insert on pagamentos for each statement execute"
                + " function touch()",
            "public.gastos: 1 more rows updated",
            "soma of pagamentos"),
        when(
            "a trigger removes other rows",
            String.format(Locale.ROOT, TOUCH, "delete from gastos where id = 405;")
                + "create trigger tira after insert on pagamentos for each statement execute"
                + " function touch()",
            "public.gastos: 1 more rows deleted",
            "tira of pagamentos"),
        when(
            "a trigger waits for the commit",
            String.format(
                    Locale.ROOT,
                    TOUCH,
                    "update pagamentos set observacoes = 'visto' where id = new.id;")
                + "create constraint trigger tarde after insert on pagamentos deferrable initially"
                + " deferred for each row execute function touch()",
            "pagamentos id 101: observacoes",
            "tarde of pagamentos"),
        when(
            "a trigger refuses",
            "create function nada() returns trigger language plpgsql as $$ begin raise exception"
                + " 'livros fechados'; end $$;create trigger nada before insert on gastos for each"
                + " row execute function nada()",
            "said in the function nada (SQLSTATE P0001)"));
  }

  @Tag("slow")
  @ParameterizedTest(name = "when {0}")
  @MethodSource("conflicts")
  void restore_stopsBeforeAnythingIsTouched(
      String what, String sql, List<String> named, StudioDatabase studio) {
    studio.execute(sql);
    Map<String, String> untouched = studio.dumpExceptRuns();
    String sequence = studio.value("select last_value from gastos_id_seq");

    assertThat(operator(studio).run(MONTH, "restore").expect(6).err()).contains(named);
    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(6).err())
        .contains(named)
        .containsAnyOf("nothing was changed", "transaction rolled back, database unchanged");
    operator(studio).run(MONTH, "restore", "--dry-run").expect(6);
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
    assertThat(studio.value("select last_value from gastos_id_seq")).isEqualTo(sequence);
    assertThat(
            studio.column(
                "select distinct outcome || exit_code from extrato.runs where command = 'restore'"))
        .containsExactly("rolled_back6");
  }

  static Stream<Arguments> harmless() {
    return Stream.of(
        when("a column was added", "alter table gastos add column loja text"),
        when(
            "a column was added with a default",
            "alter table gastos add column loja text not null default 'centro'"),
        when(
            "an identity was added",
            "alter table gastos add column n int generated always as identity"),
        when(
            "a computed column was added",
            "alter table gastos add column dobro numeric generated always as (valor * 2) stored"),
        when(
            "a trigger looks on",
            String.format(Locale.ROOT, TOUCH, "insert into vistos values (new.id);")
                + "create table vistos (id int);create trigger olha after insert on pagamentos for"
                + " each row execute function touch()"),
        when(
            "a trigger that changes rows is switched off",
            String.format(Locale.ROOT, TOUCH, "new.updated_at := now();")
                + "create trigger toca before insert on pagamentos for each row execute function"
                + " touch();alter table pagamentos disable trigger toca"));
  }

  @Tag("slow")
  @ParameterizedTest(name = "when {0}")
  @MethodSource("harmless")
  void restore_bringsTheRecordsBack(
      String what, String sql, List<String> none, StudioDatabase studio) {
    studio.execute(sql);

    operator(studio).with("EXTRATO_ALLOWED_CHANGES", "vistos").run(MONTH, "restore").expect(0);

    studio.execute(
        "alter table gastos drop column if exists loja, drop column if exists n, drop column if"
            + " exists dobro");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** The application's own type, from a schema that is not on everybody's path. */
  @Test
  void restore_whereUniqueValuesHaveATypeOfTheStudios_comparesThem(StudioDatabase studio) {
    operator(studio).run(MONTH, "restore").expect(0);
    studio.execute(
        "create type nota as (a int); alter table gastos add column carimbo nota unique;create"
            + " domain cor as text check (value ~ '^#'); alter table gastos add column tom cor"
            + " unique;update gastos set carimbo = row(id)::nota, tom = ('#' || id)::cor");
    before = studio.dumpBooks();
    operator(studio).close(MONTH);

    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void restore_whereACheckFindsItsFunctionByPath_readsTheValues(StudioDatabase studio) {
    operator(studio).run(MONTH, "restore").expect(0);
    studio.execute(
        "create function raiz(text) returns text language sql immutable as $$ select left($1, 1)"
            + " $$;create function tom_certo(text) returns boolean language plpgsql immutable as $$"
            + " begin return raiz($1) = '#'; end $$;create domain tom as text check"
            + " (tom_certo(value)); alter table gastos add column tom tom;update gastos set tom ="
            + " '#' || id");
    before = studio.dumpBooks();
    operator(studio).close(MONTH);

    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void restore_whenATypeLostAValue_namesTheColumnAndNotTheValue(StudioDatabase studio) {
    operator(studio).run(MONTH, "restore").expect(0);
    studio.execute(
        "create type humor as enum ('segredo', 'calmo'); alter table gastos add column humor humor;"
            + "update gastos set humor = 'segredo'");
    operator(studio).close(MONTH);
    studio.execute("alter type humor rename value 'segredo' to 'outro'");
    Map<String, String> untouched = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "restore").expect(6).err())
        .contains("column gastos.humor does not take a value that it had")
        .doesNotContain("segredo");
    assertThat(studio.dumpExceptRuns()).isEqualTo(untouched);
  }
}
