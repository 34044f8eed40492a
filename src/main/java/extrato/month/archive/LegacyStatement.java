package extrato.month.archive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A statement that the old generator wrote. Its lists are kept as they are, because they are all
 * that is left of those records. New totals are added to its own.
 */
public final class LegacyStatement {
  static final String PRELUDE = Sql.load(LegacyStatement.class, "legacy_statement.sql");
  private static final String UNARCHIVED = Sql.load(LegacyStatement.class, "legacy_unarchived.sql");
  private static final String BACK = Sql.load(LegacyStatement.class, "legacy_back.sql");
  private static final String PART = Sql.load(LegacyStatement.class, "legacy_part.sql");

  private final LegacyTotals totals;

  private LegacyStatement(LegacyTotals totals) {
    this.totals = totals;
  }

  /**
   * The old statement that the month's current one builds on; empty if this tool closed the month
   * from the start.
   */
  public static Optional<LegacyStatement> of(MonthBooks books) {
    return isUnder(books) ? Optional.of(read(books)) : Optional.empty();
  }

  /** Whether the month's current statement builds on an old one. */
  public static boolean isUnder(MonthBooks books) {
    return books
        .query(prelude(books) + "select a.linha is not null from antigo a")
        .mapTo(Boolean.class)
        .findOne()
        .orElse(false);
  }

  /** If the tool has never been at work here, there are no tables to ask. */
  private static String prelude(MonthBooks books) {
    return books.hasOwnSchema() ? PRELUDE : UNARCHIVED;
  }

  /** Writes the old statement back as it was before this tool added to it. */
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

  /** The totals of its lists, with artists by name, because the lists have no ids. */
  Totals listTotals() {
    return totals.lists();
  }

  /** The newer totals plus those of the old statement, as JSON. */
  String withOwn(Map<String, Object> totalsOfRecords) {
    return totals.plus(totalsOfRecords);
  }

  private static void add(Totals sums, Tabela tabela, JsonNode item) {
    Sum sum = new Sum(1, Money.of(LegacyTotals.amount(item.path("valor"))));
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

  private static LegacyStatement read(MonthBooks books) {
    Totals lists = new Totals();
    try {
      for (Tabela tabela : Tabela.values()) {
        try (InputStream list = part(books, tabela.table())) {
          JsonList.forEach(list, LegacyTotals.MAPPER, item -> add(lists, tabela, item));
        }
      }
      try (InputStream totals = part(books, "totais")) {
        return new LegacyStatement(new LegacyTotals(lists, LegacyTotals.MAPPER.readTree(totals)));
      }
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new Failure.NotProven(
          "the old generator's statement of "
              + books.month().slashed()
              + " cannot be read: it is not what that generator writes",
          "its late records stay live; nothing was changed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream part(MonthBooks books, String column) {
    return books.text(prelude(books) + PART, Map.of("coluna", column));
  }
}
