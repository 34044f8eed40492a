package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Keys that only this studio has. In the awkward month payment 101, session 201, commission 301 and
 * expense 401 leave; 121, 213, 304 and 405 are other months', and session 207 stays.
 */
@ExtendWith(StudioExtension.class)
class ForeignKeysIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"no action", "restrict", "cascade", "set null", "set default"})
  void rowsOfOtherTables_thatReferToLeavingOnes_stopTheClosing_whateverTheKeyWouldDo(
      String action) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create table recibos (
              numero    integer primary key,
              pagamento integer constraint do_pagamento references pagamentos on delete %1$s,
              sessao    integer constraint da_sessao references sessoes on delete %1$s,
              comissao  integer constraint da_comissao references comissoes on delete %1$s,
              gasto     integer constraint do_gasto references gastos on delete %1$s
            );
            insert into recibos values (1, 101), (2, 121);
            insert into recibos (numero, sessao) values (3, 201), (4, 213);
            insert into recibos (numero, comissao) values (5, 301), (6, 304);
            insert into recibos (numero, gasto) values (7, 401), (8, 405);
            """,
            action));

    assertThat(stopped().err())
        .contains("public.recibos (numero) 1, by the key do_pagamento to pagamentos")
        .contains("public.recibos (numero) 3, by the key da_sessao to sessoes")
        .contains("public.recibos (numero) 5, by the key da_comissao to comissoes")
        .contains("public.recibos (numero) 7, by the key do_gasto to gastos");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"no action", "restrict", "cascade", "set null", "set default"})
  void rowsOfOtherTables_thatReferOnlyToWhatStays_areNotInTheWay(String action) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create table recibos (
              numero    integer primary key,
              pagamento integer references pagamentos on delete %1$s,
              sessao    integer references sessoes on delete %1$s,
              comissao  integer references comissoes on delete %1$s,
              gasto     integer references gastos on delete %1$s
            );
            insert into recibos values (1, 121, 207, 304, 405), (2, null, 213, null, null);
            """,
            action));
    String recibos = studio.dump().get("recibos");

    closes();

    assertThat(studio.dump()).containsEntry("recibos", recibos);
  }

  @Test
  void manyRows_thatReferToLeavingOnes_areNamedUpToFive() {
    studio.execute(
        """
        create table recibos (numero integer primary key, pagamento integer references pagamentos);
        insert into recibos select n, 101 from generate_series(11, 17) n;
        """);

    assertThat(stopped().err())
        .containsPattern("public.recibos \\(numero\\) 1\\d, 1\\d, 1\\d, 1\\d, 1\\d and more, by");
  }

  @Test
  void keyOfSeveralColumns_isLookedAtAsAWhole() {
    studio.execute(
        """
        alter table pagamentos add unique (forma_pagamento, id);
        create table recibos (
          forma varchar(50), pagamento integer, serie text, numero integer, primary key (serie, numero),
          foreign key (forma, pagamento) references pagamentos (forma_pagamento, id) on delete cascade
        );
        insert into recibos values ('Pix', 101, 'A', 1), ('Pix', 121, 'A', 2), (null, 101, 'A', 3);
        """);

    assertThat(stopped().err()).contains("public.recibos (serie, numero) A/1, by the key");
  }

  @Tag("slow")
  @Test
  void keyToAnotherUniqueColumn_isFollowedToItsRow() {
    studio.execute(
        """
        update pagamentos set google_event_id = 'evento ' || id;
        create table eventos (evento varchar(100) references pagamentos (google_event_id) on delete cascade);
        insert into eventos values ('evento 121'), ('evento 105');
        """);

    assertThat(stopped().err()).contains("public.eventos (evento) evento 105, by the key");
  }

  /** Two spellings that the key takes for one would be two texts to a plain comparison. */
  @Tag("slow")
  @Test
  void keyWithAnEqualityOfItsOwn_isComparedAsTheKeyDoes() {
    studio.execute(
        """
        create collation sem_caixa (provider = icu, locale = 'und-u-ks-level2', deterministic = false);
        alter table pagamentos add column codigo text collate sem_caixa unique;
        update pagamentos set codigo = 'abc' where id = 101;
        create table codigos (
          numero integer primary key,
          codigo text collate sem_caixa references pagamentos (codigo) on delete cascade
        );
        insert into codigos values (1, 'ABC');
        """);

    assertThat(stopped().err()).contains("public.codigos (numero) 1, by the key");
  }

  @Tag("slow")
  @Test
  void keyBetweenTextsOfTwoLanguages_isCompared() {
    studio.execute(
        """
        alter table pagamentos add column codigo text collate "C" unique;
        update pagamentos set codigo = 'abc' where id = 101;
        create table codigos (
          numero integer primary key,
          codigo varchar(10) collate "ucs_basic" references pagamentos (codigo) on delete cascade
        );
        insert into codigos values (1, 'abc');
        """);

    assertThat(stopped().err()).contains("public.codigos (numero) 1, by the key");
  }

  @Tag("slow")
  @Test
  void keyWithATypeOfItsOwn_isComparedByTheTypesOperator() {
    studio.execute(
        """
        create extension citext;
        alter table pagamentos add column codigo citext unique;
        update pagamentos set codigo = 'abc' where id = 101;
        create table codigos (numero integer primary key, codigo citext references pagamentos (codigo) on delete cascade);
        insert into codigos values (1, 'ABC');
        """);

    assertThat(stopped().err()).contains("public.codigos (numero) 1, by the key");
  }

  @Tag("slow")
  @Test
  void keyFromAnotherSchema_isFoundThere() {
    studio.execute(
        """
        create schema "Loja 2";
        create table "Loja 2".pagamentos ("Nº" integer primary key, "do pai" integer references public.pagamentos);
        insert into "Loja 2".pagamentos values (7, 101);
        """);

    assertThat(stopped().err()).contains("Loja 2.pagamentos (Nº) 7, by the key");
  }

  @Tag("slow")
  @Test
  void keyFromAPartitionedTable_isFoundOnce() {
    studio.execute(
        """
        create table recibos (ano integer, numero integer, pagamento integer references pagamentos on delete cascade, primary key (ano, numero))
          partition by list (ano);
        create table recibos_2024 partition of recibos for values in (2024);
        create table recibos_2025 partition of recibos for values in (2025);
        insert into recibos values (2024, 1, 121), (2025, 2, 101);
        """);

    assertThat(stopped().err())
        .containsOnlyOnce("by the key")
        .contains("public.recibos (ano, numero) 2025/2, by the key");
  }

  @Tag("slow")
  @Test
  void keyOfOnePartitionAlone_isFoundToo() {
    studio.execute(
        """
        create table recibos (ano integer, numero integer, pagamento integer, primary key (ano, numero)) partition by list (ano);
        create table recibos_2025 partition of recibos for values in (2025);
        alter table recibos_2025 add foreign key (pagamento) references pagamentos on delete cascade;
        insert into recibos values (2025, 2, 101);
        """);

    assertThat(stopped().err()).contains("public.recibos_2025 (ano, numero) 2025/2, by the key");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"not valid", "deferrable initially deferred"})
  void keyThatIsNotCheckedAtOnce_countsAllTheSame(String how) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create table recibos (numero integer primary key, pagamento integer);
            alter table recibos add foreign key (pagamento) references pagamentos on delete cascade %s;
            insert into recibos values (1, 101);
            """,
            how));

    assertThat(stopped().err()).contains("public.recibos (numero) 1, by the key");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "pagamentos, estorno_de, pagamentos, 121, 101",
    "sessoes, retoque_de, sessoes, 213, 201",
    "comissoes, ajuste_de, comissoes, 304, 301",
    "gastos, parcela_de, gastos, 405, 401",
    "gastos, pagamento_id, pagamentos, 405, 101",
    "gastos, sessao_id, sessoes, 405, 201",
    "gastos, comissao_id, comissoes, 405, 301",
    "comissoes, sessao_id, sessoes, 304, 201",
    "comissoes, gasto_id, gastos, 304, 401",
    "pagamentos, comissao_id, comissoes, 121, 301",
    "pagamentos, gasto_id, gastos, 121, 401",
    "sessoes, gasto_id, gastos, 207, 401",
    "sessoes, sinal_id, pagamentos, 207, 101",
    // Names of the studio's own keys, in other places.
    "sessoes, pagamento_id, pagamentos, 213, 101",
    "pagamentos, payment_id, sessoes, 121, 201",
    "comissoes, payment_id, pagamentos, 304, 101"
  })
  void rowsOfTheFourTables_thatStayAndReferToLeavingOnes_stopTheClosing(
      String table, String column, String target, int stays, int leaves) {
    for (String action : List.of("cascade", "no action")) {
      studio.execute(
          String.format(
                  Locale.ROOT,
                  "alter table %1$s drop column if exists %2$s, add column %2$s integer constraint"
                      + " so_nossa references %3$s on delete %4$s;",
                  table,
                  column,
                  target,
                  action)
              + String.format(
                  Locale.ROOT,
                  "update %s set %s = %d where id = %d",
                  table,
                  column,
                  leaves,
                  stays));

      assertThat(stopped().err())
          .contains(
              String.format(
                  Locale.ROOT,
                  "public.%s (id) %d, by the key so_nossa to %s",
                  table,
                  stays,
                  target));
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "pagamentos, estorno_de, pagamentos, 102, 101",
    "sessoes, retoque_de, sessoes, 205, 201",
    "comissoes, ajuste_de, comissoes, 302, 301",
    "gastos, parcela_de, gastos, 402, 401",
    "gastos, pagamento_id, pagamentos, 401, 101",
    "gastos, sessao_id, sessoes, 401, 201",
    "gastos, comissao_id, comissoes, 401, 301",
    "comissoes, sessao_id, sessoes, 301, 201",
    "comissoes, gasto_id, gastos, 301, 401",
    "pagamentos, comissao_id, comissoes, 101, 301",
    "pagamentos, gasto_id, gastos, 101, 401",
    "sessoes, comissao_id, comissoes, 201, 301",
    "sessoes, gasto_id, gastos, 201, 401",
    "sessoes, pagamento_id, pagamentos, 201, 101",
    "pagamentos, payment_id, sessoes, 101, 201",
  })
  void rowsOfTheFourTables_thatLeaveTogether_mayReferToEachOther(
      String table, String column, String target, int refers, int referredTo) {
    studio.execute(
        String.format(
                Locale.ROOT,
                "alter table %1$s add column %2$s integer references %3$s;",
                table,
                column,
                target)
            + String.format(
                Locale.ROOT,
                "update %s set %s = %d where id = %d",
                table,
                column,
                referredTo,
                refers));

    closes();

    assertThat(studio.ids(table)).doesNotContain(refers);
    assertThat(studio.ids(target)).doesNotContain(referredTo);
  }

  /** A month that somebody else closed in a circle: every table refers to the next. */
  @Tag("slow")
  @Test
  void circleThroughAllFourTables_ofLeavingRows_closes() {
    studio.execute(
        """
        alter table pagamentos add column gasto_id integer references gastos;
        alter table gastos add column comissao_id integer references comissoes on delete restrict;
        alter table comissoes add column sessao_id integer references sessoes on delete cascade;
        update pagamentos set gasto_id = 401 where id = 101;
        update gastos set comissao_id = 301 where id = 401;
        update comissoes set sessao_id = 201 where id = 301;
        """);

    closes();

    assertThat(studio.ids("sessoes")).doesNotContain(201).contains(207, 208, 213);
    assertThat(studio.value("select payment_id from sessoes where id = 208")).isNull();
  }

  @Tag("slow")
  @Test
  void referringTable_thatTheRoleMayNotRead_isAMissingGrant() {
    studio.execute(
        """
        create schema "Loja 2";
        create table "Loja 2".recibos (numero integer primary key, pagamento integer references public.pagamentos);
        """);
    operator.runAsGiven("init").expect(ExitCode.DONE);
    StudioRole role = reader();
    var before = studio.dumpExceptRuns();

    Ended ended = operator.at(role.url()).run("extrato", "--dry-run").expect(ExitCode.UNFIT);

    assertThat(ended.err())
        .contains("Loja 2.recibos refers to pagamentos by the key recibos_pagamento_fkey")
        .contains("grant usage on schema \"Loja 2\"")
        .contains("grant select on \"Loja 2\".\"recibos\" to " + role.name());
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void referringTable_withRowsThatTheRoleDoesNotSee_isRefused() {
    studio.execute(
        """
        create table recibos (numero integer primary key, pagamento integer references pagamentos);
        alter table recibos enable row level security;
        """);
    operator.runAsGiven("init").expect(ExitCode.DONE);
    StudioRole role = reader();
    studio.execute("grant select on recibos to " + role.name());

    Ended ended = operator.at(role.url()).run("extrato", "--dry-run").expect(ExitCode.UNFIT);

    assertThat(ended.err()).contains("row security hides rows of public.recibos");
  }

  private StudioRole reader() {
    StudioRole role = studio.role("usage on schema extrato");
    studio.execute("grant select on all tables in schema public, extrato to " + role.name());
    studio.execute("revoke select on all tables in schema public from public");
    operator.run("backup").expect(ExitCode.DONE);
    return role;
  }

  private void closes() {
    operator.run("backup").expect(ExitCode.DONE);
    operator.run("extrato").expect(ExitCode.DONE);
  }

  /** Runs a closing that must stop, and leave everything as it was. */
  private Ended stopped() {
    operator.run("backup").expect(ExitCode.DONE);
    var before = studio.dumpExceptRuns();
    Ended ended = operator.atTerminal().run("extrato").expect(ExitCode.STOPPED);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(ended.err()).contains("transaction rolled back, database unchanged");
    assertThat(operator.run("extrato", "--dry-run").code()).isEqualTo(ended.code());
    return ended;
  }
}
