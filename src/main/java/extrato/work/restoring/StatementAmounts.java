package extrato.work.restoring;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.selection.MonthRows;
import extrato.month.statement.StoredJson;
import extrato.postgres.MonthBooks;
import extrato.studio.Count;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Compares a statement's amounts: those of records that it does not identify by an id, and its
 * totals.
 */
final class StatementAmounts {
  /**
   * How often each amount occurs among one table's records that come back or are live, and that the
   * statement does not identify.
   */
  private static final String AMOUNTS =
      MonthRows.selectionPrelude()
          + """
          , conhecido as (
            select f.id::bigint as id, f.valor from :staged_table f
            union
            select f.id::bigint, f.valor from :left_table f
            union
            select t.id::bigint, t.valor
            from :live_table t
            where t.id in (select m.id from :of_month m)
              and not exists (select from :staged_table f where f.id = t.id)
          )
          select c.valor::numeric as valor, count(*) as registros
          from conhecido c
          where not exists (select from pg_temp.extrato_ditos d where d.tabela = :tabela and d.id = c.id)
            and c.valor <> 'NaN'
          group by c.valor
          """;

  private final MonthBooks books;
  private final StatementOnlyItems alone;

  StatementAmounts(MonthBooks books, StatementOnlyItems alone) {
    this.books = books;
    this.alone = alone;
  }

  void compare(Tabela tabela, Map<String, Long> told) {
    if (told.isEmpty()) {
      return;
    }
    Map<String, Long> known = new HashMap<>();
    books
        .query(
            AMOUNTS
                .replace(":staged_table", Stage.table(tabela))
                .replace(":left_table", LeftLive.table(tabela))
                .replace(":live_table", ":\"studio\"." + tabela.table())
                .replace(":of_month", tabela.table() + "_do_mes"))
        .bind("tabela", tabela.table())
        .map(
            (row, context) ->
                known.merge(
                    cents(Objects.requireNonNullElse(row.getBigDecimal("valor"), BigDecimal.ZERO)),
                    row.getLong("registros"),
                    Long::sum))
        .list();
    told.forEach(
        (amount, count) -> {
          long missing = count - known.getOrDefault(amount, 0L);
          if (missing > 0) {
            alone.lost(
                missing,
                new OtherValue(
                    tabela.table(),
                    null,
                    "valor",
                    null,
                    amount,
                    times(missing) + StatementOnlyItems.TOLD));
          }
        });
  }

  private static String times(long count) {
    return count == 1 ? "" : Count.of(count) + " times ";
  }

  /** If the lists do not add up to a total, the total counts. */
  void compareTotal(Tabela tabela, JsonNode totais, BigDecimal listed) {
    List<String> names =
        switch (tabela) {
          case PAGAMENTOS -> List.of("receita_total", "total_pagamentos");
          case COMISSOES -> List.of("comissoes_total");
          case GASTOS -> List.of("despesas_total");
          case SESSOES -> List.of();
        };
    for (String name : names) {
      BigDecimal told = StoredJson.amount(totais.path(name));
      if (told != null
          && !cents(told).equals(cents(listed))
          && !cents(told).equals(cents(sum(tabela)))) {
        alone.lost(
            1,
            new OtherValue(
                "totais",
                null,
                name,
                cents(sum(tabela)),
                told.toPlainString(),
                StatementOnlyItems.TOLD));
        return;
      }
    }
  }

  private BigDecimal sum(Tabela tabela) {
    return books
        .query(
            String.format(
                Locale.ROOT,
                "select coalesce(pg_catalog.sum(x.valor), 0) from (select valor from %s union all"
                    + " select valor from %s) x where x.valor <> 'NaN'",
                Stage.table(tabela),
                LeftLive.table(tabela)))
        .mapTo(BigDecimal.class)
        .one();
  }

  static String cents(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
  }
}
