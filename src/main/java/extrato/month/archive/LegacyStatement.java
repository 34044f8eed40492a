package extrato.month.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.settings.StatementEncoding;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A statement that the old generator wrote. Its lists are carried as they are, since nothing else
 * is left of those records; its numbers are added to.
 */
public final class LegacyStatement {
  static final String PRELUDE = Sql.load(LegacyStatement.class, "legacy_statement.sql");
  private static final String UNARCHIVED = Sql.load(LegacyStatement.class, "legacy_unarchived.sql");
  private static final String BACK = Sql.load(LegacyStatement.class, "legacy_back.sql");
  private static final String PART = Sql.load(LegacyStatement.class, "legacy_part.sql");
  private final Totals lists;
  private final JsonNode totals;

  /** Apart, because hardly any month has such a statement, and it takes long to get ready. */
  private static final class Json {
    static final JsonMapper MAPPER =
        JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
  }

  private LegacyStatement(Totals lists, JsonNode totals) {
    this.lists = lists;
    this.totals = totals;
  }

  /**
   * The one that the month's current statement builds on; empty for a month that this tool closed
   * from the start.
   */
  public static Optional<LegacyStatement> of(MonthBooks books) {
    return isUnder(books) ? Optional.of(read(books)) : Optional.empty();
  }

  /** Whether there is one under the month's current statement. */
  public static boolean isUnder(MonthBooks books) {
    return books
        .query(prelude(books) + "select a.linha is not null from antigo a")
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** Where the tool was never at work, its tables cannot be asked. */
  private static String prelude(MonthBooks books) {
    return books.hasOwnSchema() ? PRELUDE : UNARCHIVED;
  }

  /** Puts it back as it was before this tool added to it. */
  public static void putBack(MonthBooks books) {
    books.query(PRELUDE + BACK).map((row, context) -> true).one();

    String writing = Statement.writing(StatementForm.of(books, StatementEncoding.AUTO), true);
    List<Boolean> written =
        books.asTheStudio(() -> books.query(writing).mapTo(Boolean.class).list());

    Waiting.forget(books, StatementForm.COLUMNS);
    if (written.contains(false)) {
      throw new Failure.NotProven(
          "the old generator's statement did not come back as it was",
          "a trigger on extratos changes it: switch it off for this run");
    }
    books.changes().updated("extratos", written.size());
  }

  /** What its lists add up to, artists by name because that is all they have. */
  Totals listTotals() {
    return lists;
  }

  /** The newer totals with its own added to them, as JSON. */
  String withOwn(Map<String, Object> totalsOfRecords) {
    ObjectNode newer = Json.MAPPER.valueToTree(totalsOfRecords);
    addTo(newer);
    try {
      return Json.MAPPER.writeValueAsString(newer);
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

  /** The old total, or, where the old generator wrote none of that name, what its lists say. */
  private JsonNode scalar(String name) {
    if (totals.path(name).isNumber() || totals.path(name).isTextual()) {
      return totals.path(name);
    }
    Money receita = lists.of(Tabela.PAGAMENTOS).money();
    Money comissoes = lists.of(Tabela.COMISSOES).money();
    Money despesas = lists.of(Tabela.GASTOS).money();
    Money found =
        switch (name) {
          case "comissoes_total" -> comissoes;
          case "despesas_total" -> despesas;
          case "saldo" -> receita.minus(despesas);
          case "receita_liquida" -> receita.minus(comissoes).minus(despesas);
          default -> receita;
        };
    return Json.MAPPER.getNodeFactory().numberNode(found.amount());
  }

  /**
   * The old generator left artists without a commission out of its list. One of them may earn one
   * now, so that the list of those who do is made of all artists.
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

  /** The old breakdown that adds up to the old totals; its lists, where none of them does. */
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

  /** The old breakdown, or, where the old generator wrote none of that name, what its lists say. */
  private JsonNode breakdown(String list) {
    return totals.path(list).isArray() ? totals.path(list) : ofLists(list);
  }

  private JsonNode ofLists(String list) {
    return Json.MAPPER
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

  private static LegacyStatement read(MonthBooks books) {
    Totals lists = new Totals();
    try {
      for (Tabela tabela : Tabela.values()) {
        try (InputStream list = part(books, tabela.table())) {
          JsonList.forEach(list, Json.MAPPER, item -> add(lists, tabela, item));
        }
      }
      try (InputStream totals = part(books, "totais")) {
        return new LegacyStatement(lists, Json.MAPPER.readTree(totals));
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new Failure.NotProven(
          "the old generator's statement of "
              + books.month().slashed()
              + " cannot be read: "
              + e.getClass().getSimpleName(),
          "its late records stay live; nothing was changed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream part(MonthBooks books, String column) {
    return books.text(prelude(books) + PART, Map.of("coluna", column));
  }
}
