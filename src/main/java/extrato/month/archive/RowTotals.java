package extrato.month.archive;

import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Money;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up records as they stream past; stops at an amount that is not a number. */
public final class RowTotals {
  private final Totals totals = new Totals();
  private final Map<Tabela, Positions> positions = new EnumMap<>(Tabela.class);

  /**
   * The positions of the relevant fields in a table's lines; −1 for those that it does not have.
   */
  private record Positions(
      int id, int valor, int percentual, int artista, int forma, int categoria) {
    static Positions of(Layout layout, Tabela tabela) {
      return new Positions(
          layout.position(tabela, "id"),
          layout.position(tabela, "valor"),
          layout.position(tabela, "percentual"),
          layout.position(tabela, "artista_id"),
          layout.position(tabela, "forma_pagamento"),
          layout.position(tabela, "categoria"));
    }
  }

  public RowTotals(Layout layout) {
    for (Tabela tabela : Tabela.values()) {
      positions.put(tabela, Positions.of(layout, tabela));
    }
  }

  public void add(Tabela tabela, CsvRow row) {
    Positions at = Objects.requireNonNull(positions.get(tabela));
    refuseNaN(tabela, row, at.id(), at.valor(), "valor");
    Sum sum =
        new Sum(
            1, new Money(Money.cents(row.bytes(), row.start(at.valor()), row.length(at.valor()))));
    totals.add(Dimension.TABELA, tabela.table(), sum);
    switch (tabela) {
      case PAGAMENTOS -> {
        totals.add(Dimension.RECEITA_POR_ARTISTA, key(row, at.artista()), sum);
        totals.add(Dimension.RECEITA_POR_FORMA, key(row, at.forma()), sum);
      }
      case COMISSOES -> {
        refuseNaN(tabela, row, at.id(), at.percentual(), "percentual");
        totals.add(Dimension.COMISSAO_POR_ARTISTA, key(row, at.artista()), sum);
      }
      case GASTOS -> {
        totals.add(Dimension.GASTOS_POR_FORMA, key(row, at.forma()), sum);
        totals.add(Dimension.GASTOS_POR_CATEGORIA, category(row, at.categoria()), sum);
      }
      case SESSOES -> {
        // Revenue is payments only.
      }
    }
  }

  public Totals totals() {
    return totals;
  }

  private static void refuseNaN(Tabela tabela, CsvRow row, int id, int field, String name) {
    if (Money.isNaN(row.bytes(), row.start(field), row.length(field))) {
      throw new Failure.Stopped(
          String.format(
              Locale.ROOT,
              "%s id %s has NaN as %s, which nothing can be added to",
              tabela.table(),
              row.text(id),
              name),
          "correct the amount in the studio's application, then back up again");
    }
  }

  private static String key(CsvRow row, int field) {
    String text = row.text(field);
    return text == null ? "" : text;
  }

  private static String category(CsvRow row, int field) {
    @Nullable String text = field == Layout.NONE ? null : row.text(field);
    return text == null || text.isEmpty() ? Totals.NO_CATEGORY : text;
  }
}
