package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.cli.output.TextWidth;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(StudioExtension.class)
class ShowIT {
  private static final String LONG_AGO = "'2025-09-01T12:00:00Z'";

  @TempDir Path home;

  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    operator = Operator.of(studio, home);
  }

  @Test
  void show_monthThatIsOpen_isNotProven() {
    assertThat(operator.run("show").expect(4).err())
        .isEqualTo(
            "extrato: month 09/2025 is not closed: it has no statement;"
                + " `extrato status --year 2025 --month 9` tells how it stands\n");
  }

  @Test
  void show_monthOfThisTool_isShownWithTotalsFirst(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").expense("2025-09-11");
    studio.execute(
        "insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id)"
            + " values (5, '2025-09-10', 1000, 1, 1, 1);"
            + "insert into pagamentos (data, valor, forma_pagamento, artista_id, sessao_id)"
            + " values ('2025-10-01', 10, 'Pix', 1, 5);"
            + "insert into comissoes (pagamento_id, artista_id, percentual, valor, observacoes)"
            + " values (1, 1, 40, 400, E'duas\\nlinhas')");
    operator.closeSeptember();
    studio.execute("update extratos set created_at = '2025-10-05T12:00:00Z'");

    assertThat(operator.succeed("show").out())
        .isEqualTo(
            """
            extrato of 09/2025 · production · version 1 · 05/10/2025 09:00

            Totals
              receita          R$ 1.000,00
              comissões          R$ 400,00
              despesas           R$ 100,25
              saldo              R$ 899,75  receita − despesas
              receita líquida    R$ 499,75  receita − comissões − despesas

            By artist
              artista      receita  comissão  a receber    estúdio
              Ana      R$ 1.000,00      40 %  R$ 400,00  R$ 600,00

            Payments by form
              forma        total
              Pix    R$ 1.000,00

            Expenses by form
              forma      total
              Pix    R$ 100,25

            Expenses by category
              categoria      total
              Outros     R$ 100,25

            Payments (1)
              id  data        cliente  artista  forma        valor  sessão
               1  10/09/2025  José     Ana      Pix    R$ 1.000,00       *

            Sessions (1)
              id  data        cliente  artista  status        valor
              5*  10/09/2025  José     Ana      active  R$ 1.000,00

            Commissions (1)
              id  artista  cliente  pago em            pago     %      valor  obs.
               1  Ana      José     10/09/2025  R$ 1.000,00  40 %  R$ 400,00  duas linhas

            Expenses (1)
              id  data        descrição  forma      valor  por
               1  11/09/2025  Gasto 1    Pix    R$ 100,25    1

            * the session is still live: a payment of another month refers to it, too

            month 09/2025 is closed: version 1, 4 records in its statement
            """);
  }

  private enum Encoding {
    VALUES,
    /** A JSON value that is a string, which holds the list. */
    TEXT
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"VALUES, jsonb", "TEXT, jsonb", "VALUES, json", "TEXT, json"})
  void show_monthOfTheOldGenerator_isShownFromEitherEncoding(
      Encoding encoding, String columns, StudioDatabase studio) {
    if (columns.equals("json")) {
      studio.useJsonColumns();
    }
    SmallStudio small = new SmallStudio(studio);
    if (encoding == Encoding.TEXT) {
      small.closedByOldGeneratorAsText(2025, 8, LONG_AGO);
    } else {
      small.closedByOldGenerator(2025, 8, LONG_AGO);
    }
    studio.execute(
        "insert into sessoes (id, data, valor, cliente_id, artista_id) values (9, '2025-08-02', 1,"
            + " 1, 1)");

    Ended shown = operator.succeed("show", "--year", "2025", "--month", "8");
    assertThat(shown.err()).isEmpty();
    assertThat(shown.out())
        .isEqualTo(
            """
            extrato of 08/2025 · production · by the old generator · 01/09/2025 09:00

            Totals
              receita          R$ 400,50
              comissões        R$ 120,00
              despesas          R$ 50,25
              saldo            R$ 350,25  receita − despesas
              receita líquida  R$ 230,25  receita − comissões − despesas

            By artist
              artista    receita  comissão  a receber    estúdio
              –        R$ 100,50       0 %    R$ 0,00  R$ 100,50
              Ana      R$ 300,00      40 %  R$ 120,00  R$ 180,00

            Payments by form
              forma      total
              –      R$ 100,50
              Pix    R$ 300,00

            Expenses by form
              forma     total
              Pix    R$ 50,25

            Expenses by category
              categoria     total
              Outros     R$ 50,25

            Payments (2)
              id  data        cliente  artista  forma      valor  sessão
               7  03/08/2025  José     Ana      Pix    R$ 300,00      9*
               8  04/08/2025                           R$ 100,50

            Sessions (1)
              id  data        cliente  artista  status      valor
              9*  02/08/2025  José     Ana      paid    R$ 300,00

            Commissions (1)
              artista     %      valor
              Ana      40 %  R$ 120,00

            Expenses (1)
              data        descrição        forma     valor
              05/08/2025  Luvas\\u001b[31m  Pix    R$ 50,25

            * the session is still live

            month 08/2025 is closed: by the old generator, 5 records in its statement
            """);
  }

  @Test
  void show_awkwardMonth_fitsEightyColumns_andSteersNoTerminal(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();

    String out = operator.with("COLUMNS", "80").succeed("show").out();
    assertThat(out.lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(80));
    assertThat(out.chars().filter(c -> c != '\n' && Character.isISOControl(c)).count()).isZero();
    assertThat(out)
        .contains("  receita          R$ 100.001.673,05\n", "Ana Souza", "Zé \"Tigre\"")
        .contains("   107 04/09/2025 ", " 207*\n");
  }

  @Test
  void json_awkwardMonth_isWhatTheBooksSay(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();
    MonthOfBooks expected = AwkwardMonth.expected();

    JsonNode result = operator.succeed("show", "--json").json().path("result");
    JsonNode totais = result.path("totais");
    assertThat(amount(totais, "receita_total")).isEqualByComparingTo(expected.receita());
    assertThat(amount(totais, "comissoes_total")).isEqualByComparingTo(expected.totalComissoes());
    assertThat(amount(totais, "saldo")).isEqualByComparingTo(expected.saldo());
    assertThat(amount(totais, "receita_liquida")).isEqualByComparingTo(expected.receitaLiquida());
    assertThat(sum(totais.path("por_artista"), "receita")).isEqualByComparingTo(expected.receita());
    assertThat(sum(totais.path("por_artista"), "a_receber"))
        .isEqualByComparingTo(expected.totalComissoes());
    assertThat(sum(totais.path("por_forma_pagamento"), "total"))
        .isEqualByComparingTo(expected.receita());
    assertThat(sum(totais.path("gastos_por_forma_pagamento"), "total"))
        .isEqualByComparingTo(expected.despesas());
    assertThat(sum(totais.path("gastos_por_categoria"), "total"))
        .isEqualByComparingTo(expected.despesas());
    assertThat(ids(result.path("pagamentos"), false)).isEqualTo(expected.pagamentos());
    assertThat(ids(result.path("sessoes"), false)).isEqualTo(expected.sessoes());
    assertThat(ids(result.path("comissoes"), false)).isEqualTo(expected.comissoes());
    assertThat(ids(result.path("gastos"), false)).isEqualTo(expected.gastos());
    assertThat(ids(result.path("sessoes"), true)).isEqualTo(expected.sessoesThatStay());
    assertThat(ids(result.path("pagamentos"), true)).containsExactly(107, 108, 113, 115);
  }

  @Test
  void csv_awkwardMonth_isReadBackBySpreadsheetRules(StudioDatabase studio) throws IOException {
    AwkwardMonth.fill(studio);
    operator.closeSeptember();
    MonthOfBooks expected = AwkwardMonth.expected();

    String csv = operator.succeed("show", "--csv").out();
    assertThat(csv).startsWith("\uFEFFtipo;id;data;cliente;artista;").endsWith("\r\n");
    List<CSVRecord> rows = parsed(csv);
    assertThat(sum(rows, "pagamento")).isEqualByComparingTo(expected.receita());
    assertThat(sum(rows, "comissao")).isEqualByComparingTo(expected.totalComissoes());
    assertThat(sum(rows, "gasto")).isEqualByComparingTo(expected.despesas());
    assertThat(sum(rows, "por artista")).isEqualByComparingTo(expected.receita());
    assertThat(sum(rows, "por forma")).isEqualByComparingTo(expected.receita());
    assertThat(sum(rows, "gastos por categoria")).isEqualByComparingTo(expected.despesas());
    assertThat(rows).hasSize(expected.records() + 5 + 4 + 6 + 3 + 3);
    assertThat(rows)
        .allSatisfy(
            row ->
                assertThat(row)
                    .allSatisfy(
                        cell ->
                            assertThat(cell).doesNotMatch("(?s)(?!-[0-9]+,[0-9]+$)[=+@\t\r-].*")));
    assertThat(rows)
        .extracting(row -> row.get("obs."))
        .contains("'=1+1", "'@SUM(A1)", "'-2+3", "vírgula, ponto; e \"aspas\"");
    assertThat(rows).extracting(row -> row.get("valor")).contains("-50,00", "99999999,99");
  }

  @Test
  void csv_standsAloneOnStandardOutput_alsoWhenQuiet(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();

    Ended plain = operator.succeed("show", "--csv");
    assertThat(plain.err()).isEmpty();
    assertThat(operator.succeed("show", "--csv", "--quiet").out()).isEqualTo(plain.out());
    assertThat(plain.out().lines())
        .last()
        .asString()
        .startsWith("pagamento;1;10/09/2025;José;Ana;");
    assertThat(operator.run("show", "--csv", "--json").expect(2).err())
        .contains("--csv and --json exclude each other");
  }

  @Tag("slow")
  @Test
  void show_listsLeftOut_saysSoAndShowsTheTotals(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10").payment("2025-09-11");
    operator.with("EXTRATO_STATEMENT_LIMIT", "1").closeSeptember();

    Ended shown = operator.succeed("show");
    assertThat(shown.err()).contains("its statement has totals and no lists");
    assertThat(shown.out())
        .contains("  receita          R$ 2.000,00", "By artist")
        .doesNotContain("Payments (")
        .endsWith("month 09/2025 is closed: version 1, 2 records in its statement\n");
  }

  /**
   * What the web application writes over a closed month: a full statement of its own, lists of
   * other records below the same totals, or nothing that can be read.
   */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pagamentos = old.pagamentos, sessoes = old.sessoes, comissoes = old.comissoes,"
            + " gastos = old.gastos, totais = old.totais",
        "totais = old.totais",
        "pagamentos = old.pagamentos",
        "gastos = '\"[]\"'",
        "gastos = replace(e.gastos::text, '100.25', '100.24')::jsonb",
        "comissoes = '\"nonsense\"'"
      })
  void show_statementThatSomethingElseWroteOver_isNotShownAsOurs(
      String overwriting, StudioDatabase studio) {
    new SmallStudio(studio)
        .payment("2025-09-10")
        .expense("2025-09-11")
        .closedByOldGeneratorAsText(2025, 7, LONG_AGO);
    operator.closeSeptember();
    assertThat(operator.succeed("show", "--json").json().at("/result/overwritten").booleanValue())
        .isFalse();
    studio.execute(
        "update extratos e set "
            + overwriting
            + " from extratos old where (e.mes, old.mes) = (9, 7)");

    Ended shown = operator.run("show").expect(4);
    assertThat(shown.err())
        .contains(
            "extrato: the statement of 09/2025 in extratos is not the one that this tool wrote",
            "extrato restore --year 2025 --month 9 --from backup");
    assertThat(shown.out())
        .startsWith("extrato of 09/2025 · production · not the statement that this tool wrote · ")
        .contains("  receita ")
        .doesNotContain("version 1", "month 09/2025 is closed");
    JsonNode json = operator.run("show", "--json").expect(4).json();
    assertThat(json.at("/result/overwritten").booleanValue()).isTrue();
    assertThat(json.at("/result/legacy").booleanValue()).isFalse();
    assertThat(json.at("/result/version").intValue()).isZero();
    assertThat(operator.run("show", "--csv").expect(4).out()).startsWith("\uFEFFtipo;");
  }

  /** Old totals need not be what old lists add up to: that alone is no sign of another hand. */
  @Tag("slow")
  @Test
  void show_statementMergedOverAnOldOne_isOurs(StudioDatabase studio) {
    new SmallStudio(studio).closedByOldGenerator(2025, 9, LONG_AGO).expense("2025-09-11");
    studio.execute("update extratos set totais = '{\"receita_total\": 1, \"despesas_total\": 2}'");
    operator.succeed("init");
    operator.succeed("extrato", "--force");

    assertThat(operator.succeed("show").out()).contains(" · version 1 · ");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"'\"nonsense\"'", "'{}'", "'7'"})
  void show_listThatIsNone_isWarnedOfAndLeftOut(String list, StudioDatabase studio) {
    new SmallStudio(studio).closedByOldGenerator(2025, 9, LONG_AGO);
    studio.execute("update extratos set pagamentos = " + list);

    Ended shown = operator.succeed("show");
    assertThat(shown.err())
        .isEqualTo(
            "extrato: warning: the statement's pagamentos cannot be read: something other than this"
                + " tool wrote it\n");
    assertThat(shown.out()).doesNotContain("Payments (").contains("Expenses (1)");
  }

  @Tag("slow")
  @Test
  void show_changesNothing(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();
    Map<String, String> before = studio.dump();
    operator.succeed("show");
    operator.succeed("show", "--json");

    assertThat(studio.dump()).isEqualTo(before);
  }

  private static BigDecimal amount(JsonNode object, String name) {
    return new BigDecimal(object.path(name).asText());
  }

  private static BigDecimal sum(JsonNode lines, String name) {
    return StreamSupport.stream(lines.spliterator(), false)
        .map(line -> amount(line, name))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static BigDecimal sum(List<CSVRecord> rows, String kind) {
    return rows.stream()
        .filter(row -> row.get(0).equals(kind))
        .map(row -> new BigDecimal(row.get("valor").replace(',', '.')))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Set<Integer> ids(JsonNode list, boolean onlyLive) {
    Set<Integer> ids = new TreeSet<>();
    for (JsonNode item : list) {
      if (!onlyLive || item.path("session_live").asBoolean()) {
        ids.add(item.path("id").asInt());
      }
    }
    return ids;
  }

  private static List<CSVRecord> parsed(String csv) throws IOException {
    CSVFormat format =
        CSVFormat.RFC4180.builder().setDelimiter(';').setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser = CSVParser.parse(new StringReader(csv.substring(1)), format)) {
      return parser.getRecords();
    }
  }
}
