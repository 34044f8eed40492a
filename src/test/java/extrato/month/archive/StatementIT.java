package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.StudioBooks;
import extrato.testing.StudioBooks.Comissao;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The row in {@code extratos}: what the studio's page reads, field by field and to the cent. */
@ExtendWith(StudioExtension.class)
class StatementIT {
  private static final List<String> COLUMNS =
      List.of("pagamentos", "sessoes", "comissoes", "gastos", "totais");

  /** Keeps every decimal that is written, so that 250.0 is not 250.00. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  @TempDir Path home;

  @Test
  void lists_inJsonb_haveEveryFieldOfEveryRecord(StudioDatabase studio) {
    StudioBooks books = booksWithCommissionOnASessionsClient();
    books.insertInto(studio);

    Operator.of(studio, home).with("EXTRATO_STATEMENT_ENCODING", "native").closeSeptember();

    Map<String, String> row = statement(studio);
    ExpectedStatement expected = new ExpectedStatement(books, AwkwardMonth.MONTH);
    assertThat(parsed(row, "pagamentos")).isEqualTo(parsed(expected.pagamentos()));
    assertThat(parsed(row, "sessoes")).isEqualTo(parsed(expected.sessoes()));
    assertThat(parsed(row, "comissoes")).isEqualTo(parsed(expected.comissoes()));
    assertThat(parsed(row, "gastos")).isEqualTo(parsed(expected.gastos()));
    assertThat(parsed(row, "totais")).isEqualTo(parsed(expected.totais()));
  }

  @Test
  void lists_inJson_areTextInAString_andTheirFieldsInOrder(StudioDatabase studio) {
    studio.useJsonColumns();
    StudioBooks books = booksWithCommissionOnASessionsClient();
    books.insertInto(studio);

    Operator.of(studio, home).closeSeptember();

    Map<String, String> row = statement(studio);
    ExpectedStatement expected = new ExpectedStatement(books, AwkwardMonth.MONTH);
    assertThat(textIn(row, "pagamentos")).isEqualTo(expected.pagamentos().toString());
    assertThat(textIn(row, "sessoes")).isEqualTo(expected.sessoes().toString());
    assertThat(textIn(row, "comissoes")).isEqualTo(expected.comissoes().toString());
    assertThat(textIn(row, "gastos")).isEqualTo(expected.gastos().toString());
    assertThat(textIn(row, "totais")).isEqualTo(expected.totais().toString());
  }

  /** One whose payment has no client of its own, and one whose payment has nobody at all. */
  private static StudioBooks booksWithCommissionOnASessionsClient() {
    StudioBooks books = AwkwardMonth.books();
    List<Comissao> comissoes = new ArrayList<>(books.comissoes());
    BigDecimal valor = new BigDecimal("6.00");
    comissoes.add(new Comissao(331, 110, 1, new BigDecimal("10.00"), valor, "ç \"\\\n", null));
    return new StudioBooks(
        books.zone(),
        books.artistas(),
        books.clientes().stream()
            .map(c -> c.id() == 5 ? new StudioBooks.Person(5, "Só a sessão sabe") : c)
            .toList(),
        books.pagamentos(),
        books.sessoes(),
        comissoes,
        books.gastos());
  }

  @Test
  void totals_workedOutByHand_areThoseOfTheStatement(StudioDatabase studio) {
    AwkwardMonth.fill(studio);

    Operator.of(studio, home).closeSeptember();

    MonthOfBooks september = AwkwardMonth.expected();
    JsonNode totais = content(studio, "totais");
    assertThat(totais.get("receita_total").decimalValue()).isEqualTo(september.receita());
    assertThat(totais.get("comissoes_total").decimalValue()).isEqualTo(september.totalComissoes());
    assertThat(totais.get("despesas_total").decimalValue()).isEqualTo(september.despesas());
    assertThat(totais.get("saldo").decimalValue()).isEqualTo(september.saldo());
    assertThat(totais.get("receita_liquida").decimalValue()).isEqualTo(september.receitaLiquida());
    assertThat(sum(totais, "receita_por_artista", "receita")).isEqualTo(september.receita());
    assertThat(sum(totais, "receita_por_artista", "comissao"))
        .isEqualTo(september.totalComissoes());
    assertThat(sum(totais, "por_forma_pagamento", "total")).isEqualTo(september.receita());
    assertThat(sum(totais, "gastos_por_forma_pagamento", "total")).isEqualTo(september.despesas());
    assertThat(sum(totais, "gastos_por_categoria", "total")).isEqualTo(september.despesas());
  }

  /** The page's own rule: its tests look that nobody without a commission is there. */
  @Test
  void artists_withoutACommission_areOnlyInTheListOfAll_andNamesakesAreTold(StudioDatabase studio) {
    studio.execute(
        """
        insert into users (id, name, role) values
          (1, 'Ana', 'artist'), (2, 'Ana', 'artist'), (3, 'Bia', 'artist'), (10, 'Ana', 'artist');
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values
          (1, '2025-09-02', 100, 'Pix', 1), (2, '2025-09-03', 50.10, 'Pix', 2),
          (3, '2025-09-04', 7, 'Pix', 3), (4, '2025-09-04', 1, 'Pix', 10);
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values
          (1, 1, 1, 40, 40), (2, 3, 3, 0, 0), (3, 4, 10, 50, 0.50), (4, 2, 2, 0, -1);
        """);

    Operator.of(studio, home).closeSeptember();

    JsonNode totais = content(studio, "totais");
    assertThat(totais.get("por_artista").toString())
        .isEqualTo(
            "[{\"artista\":\"Ana (1)\",\"receita\":100.00,\"comissao\":40.00},"
                + "{\"artista\":\"Ana (10)\",\"receita\":1.00,\"comissao\":0.50}]");
    assertThat(totais.get("receita_por_artista"))
        .extracting(line -> line.get("artista").textValue())
        .containsExactly("Ana (1)", "Ana (2)", "Ana (10)", "Bia");
    assertThat(sum(totais, "receita_por_artista", "receita"))
        .isEqualTo(totais.get("receita_total").decimalValue());
    assertThat(sum(totais, "receita_por_artista", "comissao"))
        .isEqualTo(totais.get("comissoes_total").decimalValue());
  }

  /** In the studio's own time; a column that knows no zone is the studio's time already. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      textBlock =
          """
          timestamptz, 2025-09-30 23:59:59.5-03, 2025-09-30T23:59:59.500000-03:00
          timestamptz, 2018-12-01 12:00:00+00,   2018-12-01T10:00:00-02:00
          timestamptz, infinity,                 infinity
          timestamptz, 0044-03-15 00:00:00+00 BC, 0044-03-15 00:00:00+00 BC
          timestamptz, -,                        -
          timestamp,   2025-09-30 23:59:59,      2025-09-30T23:59:59
          """)
  void commission_saysWhenItWasEntered(
      String type, @Nullable String entered, @Nullable String said, StudioDatabase studio) {
    studio.execute(
        "alter table comissoes alter column created_at type "
            + type
            + String.format(
                Locale.ROOT,
                """
                ;
                insert into users (id, name, role) values (1, 'Ana', 'artist');
                insert into pagamentos (id, data, valor, forma_pagamento, artista_id)
                  values (1, '2025-09-02', 100, 'Pix', 1);
                insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at)
                  values (1, 1, 1, 40, 40, %s)
                """,
                entered == null ? "null" : "'" + entered + "'"));

    Operator.of(studio, home).closeSeptember();

    assertThat(content(studio, "comissoes").get(0).get("created_at").textValue()).isEqualTo(said);
  }

  /** The page decodes text and can read nothing else. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void encoding_auto_whereThereIsNoRow_isText(boolean jsonColumns, StudioDatabase studio) {
    if (jsonColumns) {
      studio.useJsonColumns();
    }
    AwkwardMonth.fillOrdinary(studio);

    Operator.of(studio, home).closeSeptember();

    assertThat(kinds(studio)).containsOnly("string");
  }

  private static BigDecimal sum(JsonNode totais, String list, String field) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : totais.get(list)) {
      sum = sum.add(line.get(field).decimalValue());
    }
    return sum;
  }

  @Test
  void encoding_auto_followsTheNewestRow(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    statement(studio, 1, "'[]'", "2025-03-01");
    statement(studio, 2, "'\"[]\"'", "2025-05-01");
    statement(studio, 3, "'[]'", "2025-04-01");

    Operator.of(studio, home).closeSeptember();

    assertThat(kinds(studio)).containsOnly("string");
  }

  @Test
  void encoding_auto_followsTheNewestRow_alsoToNative(StudioDatabase studio) {
    studio.useJsonColumns();
    AwkwardMonth.fillOrdinary(studio);
    statement(studio, 1, "'\"[]\"'", "2025-03-01");
    statement(studio, 2, "'[]'", "2025-05-01");

    Operator.of(studio, home).closeSeptember();

    assertThat(kinds(studio)).containsExactly("array", "array", "array", "array", "object");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"native", "text"})
  void encoding_whenItIsSet_doesNotLookAtRows(String encoding, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    statement(studio, 1, encoding.equals("text") ? "'[]'" : "'\"[]\"'", "2025-03-01");

    Operator.of(studio, home).with("EXTRATO_STATEMENT_ENCODING", encoding).closeSeptember();

    assertThat(kinds(studio))
        .isEqualTo(
            encoding.equals("text")
                ? List.of("string", "string", "string", "string", "string")
                : List.of("array", "array", "array", "array", "object"));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lists_aboveTheLimit_areLeftOut_andSaySo(boolean jsonColumns, StudioDatabase studio) {
    if (jsonColumns) {
      studio.useJsonColumns();
    }
    AwkwardMonth.fill(studio);
    int records = AwkwardMonth.expected().records();
    Operator operator =
        Operator.of(studio, home).with("EXTRATO_STATEMENT_LIMIT", String.valueOf(records - 1));
    operator.succeed("backup");

    assertThat(operator.succeed("extrato").err())
        .contains("more than " + (records - 1) + " records");

    JsonNode totais = content(studio, "totais");
    assertThat(totais.get("listas_omitidas").booleanValue()).isTrue();
    assertThat(totais.get("receita_total").decimalValue())
        .isEqualTo(AwkwardMonth.expected().receita());
    for (String list : COLUMNS.subList(0, 4)) {
      assertThat(content(studio, list)).isEqualTo(JSON.createArrayNode());
    }
    operator.succeed("verify");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {0, 50_000})
  void aStatementThatATriggerKeepsFromBeingWritten_isMissed(int limit, StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    studio.execute(
        """
        create function nada() returns trigger language plpgsql as 'begin return null; end';
        create trigger nada before insert on extratos for each row execute function nada();
        """);
    Operator operator =
        Operator.of(studio, home).with("EXTRATO_STATEMENT_LIMIT", String.valueOf(limit));
    operator.succeed("backup");
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(4).err())
        .contains("the statement was not written", "trigger on extratos");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Test
  void lists_atTheLimit_areWhole(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    int records = AwkwardMonth.expected().records();

    Operator.of(studio, home)
        .with("EXTRATO_STATEMENT_LIMIT", String.valueOf(records))
        .closeSeptember();

    assertThat(content(studio, "totais").get("listas_omitidas").booleanValue()).isFalse();
    assertThat(content(studio, "gastos")).hasSize(AwkwardMonth.expected().gastos().size());
  }

  private static void statement(StudioDatabase studio, int mes, String list, String createdAt) {
    studio.execute(
        "insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais,"
            + " created_at)"
            + String.format(
                Locale.ROOT,
                " values (%d, 2025, %s, '[]', '[]', '[]', '{}', '%s')",
                mes,
                list,
                createdAt));
  }

  /** September's row. */
  private static Map<String, String> statement(StudioDatabase studio) {
    List<Map<String, String>> rows = new ArrayList<>();
    studio.rows("select * from extratos where (ano, mes) = (2025, 9)").forEach(rows::add);
    assertThat(rows).hasSize(1);
    return rows.get(0);
  }

  private static List<String> kinds(StudioDatabase studio) {
    Map<String, String> row = statement(studio);
    return COLUMNS.stream()
        .map(column -> parsed(row, column).getNodeType().name().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static JsonNode content(StudioDatabase studio, String column) {
    JsonNode content = parsed(statement(studio), column);
    return content.isTextual() ? parse(content.textValue()) : content;
  }

  private static JsonNode parsed(Map<String, String> row, String column) {
    return parse(String.valueOf(row.get(column)));
  }

  private static JsonNode parsed(JsonNode node) {
    return parse(node.toString());
  }

  /** The JSON text in the column's JSON string, without its spaces between values. */
  private static String textIn(Map<String, String> row, String column) {
    JsonNode content = parsed(row, column);
    assertThat(content.isTextual()).as("%s is a string", column).isTrue();
    return parse(content.textValue()).toString();
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError(json, e);
    }
  }
}
