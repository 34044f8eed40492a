package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.Records;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Records that turn up after their month was closed stay live until {@code --force} merges them.
 */
@ExtendWith(StudioExtension.class)
class LateRecordsIT {
  private static final YearMonth MONTH = AwkwardMonth.MONTH;
  private static final MonthOfBooks SEPTEMBER = AwkwardMonth.expected();

  /** Of every table; the sessions stayed and are referred to again, 207 for the last time. */
  private static final String LATE =
      """
      insert into pagamentos (id, data, valor, forma_pagamento, observacoes, cliente_id, artista_id, sessao_id)
      values (2001, '2025-09-20', 10.10, 'Pix', null, 1, 1, null),
             (2002, '2025-09-30', 20.20, 'Dinheiro', 'sinal', null, 3, 216),
             (2003, '2025-10-30', 40.40, 'Pix', 'de outubro', null, 3, null);
      update sessoes set payment_id = 2001, observacoes = 'mudou depois' where id = 207;
      update sessoes set payment_id = 2002 where id = 208;
      insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at)
      values (2011, 2001, 1, 50, 5.05, '2025-12-01'), (2012, null, 4, 50, 7.07, '2025-09-20');
      insert into gastos (id, data, valor, descricao, forma_pagamento, created_by, categoria)
      values (2021, '2025-09-01', 30.30, 'esquecido', 'Pix', 1, 'Luz');
      """;

  private static final String OLD_STATEMENT =
      """
      insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais) values (
        9, 2025, to_jsonb('[{"id": 7, "valor": 100.5, "forma_pagamento": "Pix", "artista_name": "Ana"}]'::text),
        '"[]"', to_jsonb('[{"artista_name": "Ana", "valor": 50.25}]'::text), null,
        to_jsonb('{"receita_total": 100.5, "comissoes_total": 50.25, "despesas_total": 0}'::text));
      """;

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path home;

  @BeforeEach
  void close(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    // Without it, nothing would prove that the session that changes is still the same.
    studio.execute("update sessoes set created_at = '2025-09-04 10:00:00-03' where id = 207");
  }

  @Test
  void lateRecords_withoutForce_stayLive_andAreAWarning(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    studio.execute(LATE);
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(3).err()).contains("already closed");
    assertThat(operator.succeed("verify").err())
        .contains("2 pagamentos", "3 sessoes", "2 comissoes", "1 gastos", "--force");

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void force_mergesLateRecords_andLosesAndDoublesNothing(
      boolean jsonColumns, StudioDatabase studio) {
    if (jsonColumns) {
      studio.useJsonColumns();
    }
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    Records first = Records.archived(studio, MONTH, 1);
    String statement = String.valueOf(studio.value("select to_jsonb(e) from extratos e"));
    studio.execute(LATE);
    Records live = Records.live(studio);

    assertThat(operator.succeed("extrato", "--force").out()).contains("version 2 of its statement");

    Records late = late(live);
    assertSame(Records.archived(studio, MONTH, 1), first);
    assertSame(Records.archived(studio, MONTH, 2), first.and(late).onlyThoseOf(late));
    assertSame(Records.live(studio), afterMerge(live));
    Records whole = first.and(late);
    assertSame(Records.backup(operator.backup(MONTH, 1), studio), first);
    assertSame(Records.backup(operator.backup(MONTH, 2), studio), whole);
    assertThat(listed(studio, "pagamentos")).isEqualTo(new TreeSet<>(whole.ids(Tabela.PAGAMENTOS)));
    assertThat(listed(studio, "sessoes")).isEqualTo(new TreeSet<>(whole.ids(Tabela.SESSOES)));
    assertThat(listed(studio, "comissoes")).isEqualTo(new TreeSet<>(whole.ids(Tabela.COMISSOES)));
    assertThat(listed(studio, "gastos")).isEqualTo(new TreeSet<>(whole.ids(Tabela.GASTOS)));
    assertThat(total(studio, "receita_total")).isEqualTo(SEPTEMBER.receita().add(money("30.30")));
    assertThat(total(studio, "comissoes_total"))
        .isEqualTo(SEPTEMBER.totalComissoes().add(money("12.12")));
    assertThat(total(studio, "despesas_total")).isEqualTo(SEPTEMBER.despesas().add(money("30.30")));
    assertThat(studio.column("select data #>> '{}' from extrato_snapshots"))
        .singleElement()
        .satisfies(text -> assertThat(JSON.readTree(text)).isEqualTo(decoded(statement, studio)));
  }

  @Test
  void afterAMerge_everythingIsProven_andNothingIsLeftToDo(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    studio.execute(LATE);
    operator.succeed("extrato", "--force");
    Map<String, String> merged = studio.dumpExceptRuns();

    assertThat(operator.succeed("verify").err()).isEmpty();
    assertThat(operator.succeed("backup", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");
    assertThat(operator.succeed("extrato", "--force", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");
    operator.run("extrato").expect(3);

    assertThat(studio.dumpExceptRuns()).isEqualTo(merged);
    assertThat(operator.backup(MONTH, 3)).doesNotExist();
  }

  @Test
  void force_threeTimesInARow_keepsEveryVersion(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    BigDecimal receita = SEPTEMBER.receita();
    for (int version = 2; version <= 4; version++) {
      // The same session every time, which stays for October's payment.
      studio.execute(
          "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id)"
              + String.format(
                  Locale.ROOT, " values (%d, '2025-09-20', 1.01, 'Pix', 1, 207)", 3000 + version));

      assertThat(
              operator.succeed("extrato", "--force", "--json").json().at("/result/version").asInt())
          .isEqualTo(version);

      receita = receita.add(money("1.01"));
      assertThat(total(studio, "receita_total")).isEqualTo(receita);
      assertThat(Records.archived(studio, MONTH, version).count()).isEqualTo(2);
      operator.succeed("verify");
    }
    assertThat(listed(studio, "sessoes")).isEqualTo(SEPTEMBER.sessoes());
    assertThat(studio.count("extrato_snapshots")).isEqualTo(3);
    assertThat(Records.backup(operator.backup(MONTH, 4)).ids(Tabela.PAGAMENTOS))
        .contains(3002, 3003, 3004)
        .hasSize(SEPTEMBER.pagamentos().size() + 3);
  }

  @Test
  void columnsThatTheStudioAddsAndDrops_doNotTouchAClosedMonth(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();

    addAndDropColumns(studio);

    operator.succeed("verify");
    assertThat(operator.succeed("backup", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");
  }

  @Test
  void force_withColumnsAddedAndDroppedMeanwhile_keepsThemAll(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    Records first = Records.archived(studio, MONTH, 1);
    addAndDropColumns(studio);
    studio.execute(LATE);
    Records late = late(Records.live(studio));

    operator.succeed("extrato", "--force");

    Records whole = first.and(late).withoutNulls();
    assertSame(Records.backup(operator.backup(MONTH, 2)), whole);
    assertSame(Records.archived(studio, MONTH, 2).withoutNulls(), whole.onlyThoseOf(late));
    assertThat(late.of(Tabela.PAGAMENTOS).get(2001)).containsEntry("novo", "um, \"novo\"");
    assertThat(first.of(Tabela.GASTOS).get(402)).containsKey("fornecedor");
    operator.succeed("verify");
    assertThat(operator.succeed("backup", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");
  }

  private static void addAndDropColumns(StudioDatabase studio) {
    studio.execute(
        """
        alter table pagamentos add column novo text not null default 'um, "novo"';
        alter table comissoes add column novo integer;
        alter table gastos drop column fornecedor;
        alter table sessoes drop column humor;
        alter table sessoes add column nova_nota text;
        """);
  }

  @Tag("slow")
  @Test
  void force_whenTheBackupWasLost_writesAWholeOneFirst(StudioDatabase studio) throws IOException {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    Records first = Records.archived(studio, MONTH, 1);
    Files.delete(operator.backup(MONTH, 1));
    Files.delete(operator.manifest(MONTH, 1));
    studio.execute(LATE);
    Records late = late(Records.live(studio));

    operator.succeed("extrato", "--force");

    assertSame(Records.backup(operator.backup(MONTH, 1), studio), first.and(late));
    operator.succeed("verify");
  }

  @Tag("slow")
  @Test
  void force_whenAClientIsGone_keepsTheNameInTheStatement(StudioDatabase studio) {
    studio.execute(
        """
        insert into clients (id, name) values (77, 'Foi embora');
        insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id)
        values (2777, '2025-09-10', 1, 'Pix', 77, 1);
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (2778, 2777, 1, 50, 0.50);
        """);
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    studio.execute("delete from clients where id = 77");
    studio.execute(LATE);

    operator.succeed("extrato", "--force");

    assertThat(
            studio.column(
                "select i ->> 'cliente_name' from extratos e, jsonb_array_elements((e.pagamentos"
                    + " #>> '{}')::jsonb || (e.comissoes #>> '{}')::jsonb) i where i ->> 'id' in"
                    + " ('2777', '2778')"))
        .containsExactly("Foi embora", "Foi embora");
    operator.succeed("verify");
  }

  /** Nothing else is left of its records: the old lists are carried on, the old totals added to. */
  @Tag("slow")
  @Test
  void force_overAStatementOfTheOldGenerator_keepsWhatItSaid(StudioDatabase studio) {
    studio.execute(OLD_STATEMENT);
    Operator operator = Operator.of(studio, home);
    operator.run("extrato").expect(3);

    operator.succeed("extrato", "--force");

    assertThat(total(studio, "receita_total")).isEqualTo(SEPTEMBER.receita().add(money("100.50")));
    assertThat(total(studio, "comissoes_total"))
        .isEqualTo(SEPTEMBER.totalComissoes().add(money("50.25")));
    assertThat(listed(studio, "pagamentos")).hasSize(SEPTEMBER.pagamentos().size() + 1).contains(7);
    assertThat(studio.count("extrato_snapshots")).isEqualTo(1);
    assertThat(studio.ids("pagamentos", "data between '2025-09-01' and '2025-09-30'")).isEmpty();
    operator.succeed("verify");
  }

  /** Whoever earned nothing yet is in the old lists only, and may earn something now. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        // As the old generator wrote it: nobody without a commission.
        "{\"por_artista\": [{\"artista\": \"Ana\", \"receita\": 100.5, \"comissao\": 50.25}]}",
        // As earlier versions of this tool did: everybody in one list.
        "{\"por_artista\": [{\"artista\": \"Ana\", \"receita\": 100.5, \"comissao\": 50.25},"
            + " {\"artista\": \"Bia\", \"receita\": 7, \"comissao\": 0}]}",
        "{}",
      })
  void force_overAnOldStatement_listsEveryArtist_andTheEarningOnesApart(
      String totais, StudioDatabase studio) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            delete from comissoes; delete from gastos; update sessoes set payment_id = null;
            update pagamentos set sessao_id = null; delete from sessoes; delete from pagamentos;
            update users set name = 'Bia' where id = 1; update users set name = 'Caio' where id = 2;
            insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais) values (9, 2025,
              to_jsonb('[{"valor": 100.5, "artista_name": "Ana"}, {"valor": 7, "artista_name": "Bia"}]'::text),
              '"[]"', to_jsonb('[{"artista_name": "Ana", "valor": 50.25}]'::text), '"[]"',
              to_jsonb('%s'::text));
            insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values
              (1, '2025-09-02', 10, 'Pix', 1), (2, '2025-09-03', 20, 'Pix', 2);
            insert into comissoes (pagamento_id, artista_id, percentual, valor) values (1, 1, 40, 4);
            """,
            totais));
    Operator operator = Operator.of(studio, home);

    operator.succeed("extrato", "--force");

    String list =
        "select string_agg(format('%%s %%s %%s', l ->> 'artista', l ->> 'receita', l ->>"
            + " 'comissao'), ', ' order by l ->> 'artista') from extratos,"
            + " jsonb_array_elements((totais #>> '{}')::jsonb -> '%s') l";
    assertThat(studio.value(String.format(Locale.ROOT, list, "receita_por_artista")))
        .isEqualTo("Ana 100.50 50.25, Bia 17.00 4.00, Caio 20.00 0.00");
    assertThat(studio.value(String.format(Locale.ROOT, list, "por_artista")))
        .isEqualTo("Ana 100.50 50.25, Bia 17.00 4.00");
    assertThat(total(studio, "receita_total")).isEqualTo(money("137.50"));
    assertThat(total(studio, "comissoes_total")).isEqualTo(money("54.25"));
    operator.succeed("verify");
  }

  /** Both lists then name it, and the next merge reads both. */
  @Tag("slow")
  @Test
  void force_overAnOldStatementThatNamesALiveSession_canBeDoneAgain(StudioDatabase studio) {
    studio.execute(OLD_STATEMENT);
    studio.execute(
        """
        update extratos set sessoes = (
          select json_build_array(json_build_object('id', min(s.id), 'data', '2025-09-10', 'valor', 1, 'cliente_name', 'Bia'))
          from sessoes s join pagamentos p on p.id = s.payment_id
          where p.data between '2025-09-01' and '2025-09-30')
        """);
    Operator operator = Operator.of(studio, home);
    operator.succeed("extrato", "--force");
    assertThat(sessionsListedTwice(studio)).isEqualTo("1");
    studio.execute(LATE);

    operator.succeed("extrato", "--force");

    assertThat(sessionsListedTwice(studio)).isEqualTo("1");
    operator.succeed("verify");
  }

  private static @Nullable String sessionsListedTwice(StudioDatabase studio) {
    return studio.value(
        "select count(*) - count(distinct i ->> 'id') from extratos e,"
            + " jsonb_array_elements((to_jsonb(e.sessoes) #>> '{}')::jsonb) i");
  }

  @Tag("slow")
  @Test
  void force_asADryRun_whereTheToolWasNeverAtWork_addsToTheOldStatement(StudioDatabase studio) {
    studio.execute(OLD_STATEMENT);
    Map<String, String> before = studio.dump();

    Operator operator = Operator.of(studio, home);
    var json = operator.succeed("extrato", "--force", "--dry-run", "--json").json();
    assertThat(json.at("/result/totals/receita_total").decimalValue())
        .isEqualByComparingTo(SEPTEMBER.receita().add(money("100.50")));
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void force_asADryRun_showsWhatWouldBeMerged_andChangesNothing(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    studio.execute(LATE);
    Map<String, String> before = studio.dump();

    var json = operator.succeed("extrato", "--force", "--dry-run", "--json").json();

    assertThat(json.get("outcome").asText()).isEqualTo("merged");
    assertThat(json.at("/result/version").asInt()).isEqualTo(2);
    assertThat(json.at("/counts/pagamentos/archived").asInt()).isEqualTo(2);
    assertThat(json.at("/counts/sessoes/archived").asInt()).isEqualTo(3);
    assertThat(json.at("/counts/sessoes/stayed").asInt()).isEqualTo(2);
    assertThat(json.at("/counts/gastos/deleted").asInt()).isEqualTo(1);
    assertThat(studio.dump()).isEqualTo(before);
    assertThat(operator.backup(MONTH, 2)).doesNotExist();
  }

  /** What the application's undo page opens: the row, its lists decoded, and whose work it was. */
  private static JsonNode decoded(String row, StudioDatabase studio) throws IOException {
    ObjectNode kept = (ObjectNode) JSON.readTree(row);
    for (String column : List.of("pagamentos", "sessoes", "comissoes", "gastos", "totais")) {
      kept.set(column, JSON.readTree(kept.get(column).textValue()));
    }
    kept.set("extrato_id", kept.remove("id"));
    OffsetDateTime created = OffsetDateTime.parse(kept.get("created_at").textValue());
    kept.put(
        "created_at",
        DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT)
            .format(created.withOffsetSameInstant(ZoneOffset.UTC)));
    kept.put("correlation_id", studio.value("select correlation_id from extrato_snapshots"));
    return kept;
  }

  private static void assertSame(Records actual, Records expected) {
    assertThat(actual.differencesTo(expected)).isEmpty();
  }

  private static Records late(Records live) {
    return live.only(Tabela.PAGAMENTOS, 2001, 2002)
        .and(live.only(Tabela.SESSOES, 207, 208, 216))
        .and(live.only(Tabela.COMISSOES, 2011, 2012))
        .and(live.only(Tabela.GASTOS, 2021));
  }

  /** The late records gone, and 208 without the pointer to one of them. */
  private static Records afterMerge(Records live) {
    Records after = new Records(live.tables());
    after.of(Tabela.PAGAMENTOS).keySet().removeAll(List.of(2001, 2002));
    after.of(Tabela.SESSOES).remove(207);
    after.of(Tabela.COMISSOES).keySet().removeAll(List.of(2011, 2012));
    after.of(Tabela.GASTOS).keySet().removeAll(List.of(2021));
    after
        .of(Tabela.SESSOES)
        .computeIfPresent(
            208,
            (id, sessao) -> {
              Map<String, String> free = new LinkedHashMap<>(sessao);
              free.put("payment_id", null);
              return free;
            });
    return after;
  }

  private static Collection<Integer> listed(StudioDatabase studio, String list) {
    String array =
        String.format(
            Locale.ROOT,
            "case jsonb_typeof(to_jsonb(%1$s)) when 'string' then (to_jsonb(%1$s) #>> '{}')::jsonb"
                + " else to_jsonb(%1$s) end",
            list);
    List<Integer> ids =
        studio
            .column(
                "select i ->> 'id' from extratos cross join jsonb_array_elements(" + array + ") i")
            .stream()
            .map(id -> Integer.valueOf(String.valueOf(id)))
            .toList();
    assertThat(ids).doesNotHaveDuplicates();
    return new TreeSet<>(ids);
  }

  private static BigDecimal total(StudioDatabase studio, String name) {
    return money(
        String.valueOf(
            studio.value(
                "select case jsonb_typeof(to_jsonb(totais)) when 'string' then (to_jsonb(totais)"
                    + " #>> '{}')::jsonb else to_jsonb(totais) end ->> '"
                    + name
                    + "' from extratos")));
  }

  private static BigDecimal money(String amount) {
    return new BigDecimal(amount);
  }
}
