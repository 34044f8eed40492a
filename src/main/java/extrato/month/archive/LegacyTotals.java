package extrato.month.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The totals of an old statement, to which newer ones are added. They are a class of their own
 * because hardly any month has them, and the JSON library that reads them takes long to load.
 *
 * @param lists the totals of the statement's lists, for figures that it has no total of
 */
record LegacyTotals(Totals lists, JsonNode totals) {
  static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  /** The newer totals plus these, as JSON. */
  String plus(Map<String, Object> totalsOfRecords) {
    ObjectNode newer = MAPPER.valueToTree(totalsOfRecords);
    addTo(newer);
    try {
      return MAPPER.writeValueAsString(newer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void addTo(ObjectNode newer) {
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
    mergeArtists(newer);
    merge(newer, "por_forma_pagamento", "forma", "total");
    merge(newer, "gastos_por_forma_pagamento", "forma", "total");
    merge(newer, "gastos_por_categoria", "categoria", "total");
    ObjectNode counts = newer.withObject("/quantidades");
    for (Tabela tabela : Tabela.values()) {
      counts.put(tabela.table(), counts.path(tabela.table()).asLong() + lists.of(tabela).records());
    }
  }

  /** The old total; if the old generator wrote none of that name, the total of its lists. */
  private JsonNode scalar(String name) {
    if (totals.path(name).isNumber() || totals.path(name).isTextual()) {
      return totals.path(name);
    }
    Money receita = lists.of(Tabela.PAGAMENTOS).money();
    Money comissoes = lists.of(Tabela.COMISSOES).money();
    Money despesas = lists.of(Tabela.GASTOS).money();
    Money sum =
        switch (name) {
          case "comissoes_total" -> comissoes;
          case "despesas_total" -> despesas;
          case "saldo" -> receita.minus(despesas);
          case "receita_liquida" -> receita.minus(comissoes).minus(despesas);
          default -> receita;
        };
    return MAPPER.getNodeFactory().numberNode(sum.amount());
  }

  /**
   * The old generator left artists without a commission out of its list. Such an artist may have
   * one now, so the list of artists with a commission is made from all artists.
   */
  private void mergeArtists(ObjectNode newer) {
    ArrayNode all = newer.withArray(StatementTotals.ALL_ARTISTS);
    add(all, allArtists(), "artista", "receita", "comissao");
    ArrayNode earning = newer.putArray(StatementTotals.EARNING);
    for (JsonNode line : all) {
      if (amount(line.path("comissao")).signum() > 0) {
        earning.add(line);
      }
    }
  }

  /**
   * The old breakdown that agrees with the old totals; if there is none, the totals of the lists.
   */
  private JsonNode allArtists() {
    for (String list : List.of(StatementTotals.ALL_ARTISTS, StatementTotals.EARNING)) {
      if (totals.path(list).isArray() && addsUp(totals.path(list))) {
        return totals.path(list);
      }
    }
    boolean listed =
        lists.of(Tabela.PAGAMENTOS).records() + lists.of(Tabela.COMISSOES).records() > 0;
    return listed ? ofLists(StatementTotals.ALL_ARTISTS) : breakdown(StatementTotals.EARNING);
  }

  private boolean addsUp(JsonNode artists) {
    return sum(artists, "receita").compareTo(amount(scalar("receita_total"))) == 0
        && sum(artists, "comissao").compareTo(amount(scalar("comissoes_total"))) == 0;
  }

  private static BigDecimal sum(JsonNode lines, String name) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode line : lines) {
      sum = sum.add(amount(line.path(name)));
    }
    return sum;
  }

  private void merge(ObjectNode newer, String list, String key, String... amounts) {
    add(newer.withArray(list), breakdown(list), key, amounts);
  }

  private static void add(ArrayNode lines, JsonNode more, String key, String... amounts) {
    for (JsonNode old : more) {
      ObjectNode line = lineOf(lines, key, old.path(key).asText(""));
      for (String name : amounts) {
        line.put(name, amount(line.path(name)).add(amount(old.path(name))));
      }
    }
  }

  /** The old breakdown; if the old generator wrote none of that name, the totals of its lists. */
  private JsonNode breakdown(String list) {
    return totals.path(list).isArray() ? totals.path(list) : ofLists(list);
  }

  private JsonNode ofLists(String list) {
    return MAPPER
        .valueToTree(
            new StatementTotals(lists, UnaryOperator.identity(), Optional.empty(), false).tree())
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

  /** The old generator used binary floating point, so its amounts are rounded to the cent. */
  static BigDecimal amount(JsonNode value) {
    BigDecimal exact =
        value.isNumber()
            ? value.decimalValue()
            : value.isTextual() && !value.textValue().isBlank()
                ? new BigDecimal(value.textValue().strip())
                : BigDecimal.ZERO;
    return exact.setScale(2, RoundingMode.HALF_EVEN);
  }
}
