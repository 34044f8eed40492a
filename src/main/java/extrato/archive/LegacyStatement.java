package extrato.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.archive.Totals.Dimension;
import extrato.archive.Totals.Sum;
import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A statement that the old generator wrote. Its lists are carried as they are, since nothing else
 * is left of those records; its numbers are added to.
 */
public final class LegacyStatement {
  private static final String FIND = Sql.load(LegacyStatement.class, "legacy_statement.sql");
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final String raw;
  private final ObjectNode lists;
  private final JsonNode totals;

  private LegacyStatement(String raw, ObjectNode lists, JsonNode totals) {
    this.raw = raw;
    this.lists = lists;
    this.totals = totals;
  }

  /**
   * The one that the month's current statement builds on; empty for a month that this tool closed
   * from the start.
   */
  public static Optional<LegacyStatement> of(Books books) {
    return books
        .query(FIND)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .mapTo(String.class)
        .findOne()
        .map(raw -> parse(books, raw));
  }

  /** The row as it was, to be kept and, after a restore, to be put back. */
  public String raw() {
    return raw;
  }

  /** The four lists as JSON text. */
  String listsJson() {
    return lists.toString();
  }

  /** What its lists add up to, artists by name because that is all they have. */
  Totals listTotals() {
    Totals sums = new Totals();
    for (Tabela tabela : Tabela.values()) {
      for (JsonNode item : lists.withArray(tabela.table())) {
        add(sums, tabela, item);
      }
    }
    return sums;
  }

  /** Adds its own totals to the newer ones. */
  void addTo(ObjectNode newer) {
    for (String name :
        new String[] {
          "receita_total",
          "total_pagamentos",
          "comissoes_total",
          "despesas_total",
          "saldo",
          "receita_liquida"
        }) {
      newer.put(name, newer.path(name).decimalValue().add(amount(scalar(name))));
    }
    merge(newer, "por_artista", "artista", "receita", "comissao");
    merge(newer, "por_forma_pagamento", "forma", "total");
    merge(newer, "gastos_por_forma_pagamento", "forma", "total");
    merge(newer, "gastos_por_categoria", "categoria", "total");
    ObjectNode counts = newer.withObject("/quantidades");
    for (Tabela tabela : Tabela.values()) {
      counts.put(
          tabela.table(),
          counts.path(tabela.table()).asLong() + lists.withArray(tabela.table()).size());
    }
  }

  /** The old total, or, where the old generator wrote none of that name, what its lists say. */
  private JsonNode scalar(String name) {
    if (totals.path(name).isNumber() || totals.path(name).isTextual()) {
      return totals.path(name);
    }
    Totals sums = listTotals();
    Money receita = sums.of(Tabela.PAGAMENTOS).money();
    Money comissoes = sums.of(Tabela.COMISSOES).money();
    Money despesas = sums.of(Tabela.GASTOS).money();
    Money found =
        switch (name) {
          case "comissoes_total" -> comissoes;
          case "despesas_total" -> despesas;
          case "saldo" -> receita.minus(despesas);
          case "receita_liquida" -> receita.minus(comissoes).minus(despesas);
          default -> receita;
        };
    return JSON.getNodeFactory().numberNode(found.amount());
  }

  private void merge(ObjectNode newer, String list, String key, String... amounts) {
    ArrayNode lines = newer.withArray(list);
    for (JsonNode old : breakdown(list)) {
      ObjectNode line = lineOf(lines, key, old.path(key).asText(""));
      for (String name : amounts) {
        line.put(name, amount(line.path(name)).add(amount(old.path(name))));
      }
    }
  }

  /** The old breakdown, or, where the old generator wrote none of that name, what its lists say. */
  private JsonNode breakdown(String list) {
    if (totals.path(list).isArray()) {
      return totals.path(list);
    }
    return new StatementTotals(listTotals(), UnaryOperator.identity(), Optional.empty(), false)
        .tree()
        .path(list);
  }

  private static ObjectNode lineOf(ArrayNode lines, String key, String value) {
    for (JsonNode line : lines) {
      if (line.path(key).asText("").equals(value)) {
        return (ObjectNode) line;
      }
    }
    return lines.addObject().put(key, value);
  }

  private static void add(Totals sums, Tabela tabela, JsonNode item) {
    Sum sum = new Sum(1, Money.of(amount(item.path("valor"))));
    sums.add(Dimension.TABELA, tabela.table(), sum);
    String artist = item.path("artista_name").asText("");
    String form = item.path("forma_pagamento").asText("");
    switch (tabela) {
      case PAGAMENTOS -> {
        sums.add(Dimension.RECEITA_POR_ARTISTA, artist, sum);
        sums.add(Dimension.RECEITA_POR_FORMA, form, sum);
      }
      case COMISSOES -> sums.add(Dimension.COMISSAO_POR_ARTISTA, artist, sum);
      case GASTOS -> {
        String category = item.path("categoria").asText("");
        sums.add(Dimension.GASTOS_POR_FORMA, form, sum);
        sums.add(
            Dimension.GASTOS_POR_CATEGORIA,
            category.isEmpty() ? Totals.NO_CATEGORY : category,
            sum);
      }
      case SESSOES -> {
        // Revenue is payments only.
      }
    }
  }

  /** The old generator counted in binary floating point: what it meant is to the cent. */
  private static BigDecimal amount(JsonNode value) {
    BigDecimal found =
        value.isNumber()
            ? value.decimalValue()
            : value.isTextual() && !value.textValue().isBlank()
                ? new BigDecimal(value.textValue().strip())
                : BigDecimal.ZERO;
    return found.setScale(2, RoundingMode.HALF_EVEN);
  }

  private static LegacyStatement parse(Books books, String raw) {
    try {
      JsonNode row = JSON.readTree(raw);
      ObjectNode lists = JSON.createObjectNode();
      for (Tabela tabela : Tabela.values()) {
        JsonNode list = unwrapped(row.path(tabela.table()));
        lists.set(tabela.table(), list.isArray() ? list : JSON.createArrayNode());
      }
      return new LegacyStatement(raw, lists, unwrapped(row.path("totais")));
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new Failure.NotProven(
          "the old generator's statement of "
              + books.month().slashed()
              + " cannot be read: "
              + e.getClass().getSimpleName(),
          "its late records stay live; nothing was changed");
    }
  }

  /** The application's own rows hold JSON text in a JSON string. */
  private static JsonNode unwrapped(JsonNode node) throws JsonProcessingException {
    return node.isTextual() ? JSON.readTree(node.textValue()) : node;
  }
}
