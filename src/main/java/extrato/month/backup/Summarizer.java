package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds up a backup's lines, table by table, as they pass. */
final class Summarizer {
  private final Layout layout;
  private final Map<Tabela, Table> tables = new EnumMap<>(Tabela.class);

  private static final class Table {
    final MessageDigest digest = Sha256.digest();
    final int id;
    final int valor;
    long rows;
    long cents;
    boolean notANumber;
    @Nullable Long first;
    @Nullable Long last;

    Table(int id, int valor) {
      this.id = id;
      this.valor = valor;
    }

    void add(CsvRow row, byte[] bytes, int from, int to) {
      digest.update(bytes, from, to - from);
      rows++;
      last = row.number(id);
      first = first == null ? last : first;
      if (Money.isNaN(row.bytes(), row.start(valor), row.length(valor))) {
        notANumber = true;
      } else {
        cents = Math.addExact(cents, Money.cents(row.bytes(), row.start(valor), row.length(valor)));
      }
    }
  }

  Summarizer(Layout layout) {
    this.layout = layout;
    for (Tabela tabela : Tabela.values()) {
      tables.put(
          tabela, new Table(layout.position(tabela, "id"), layout.position(tabela, "valor")));
    }
  }

  void add(Tabela tabela, CsvRow row, byte[] bytes, int from, int to) {
    table(tabela).add(row, bytes, from, to);
  }

  /** Call this once, after all lines. */
  List<TableSummary> finish() {
    List<TableSummary> summaries = new ArrayList<>();
    for (Tabela tabela : Tabela.values()) {
      Table table = table(tabela);
      summaries.add(
          new TableSummary(
              tabela.table(),
              layout.columns(tabela),
              table.rows,
              table.notANumber ? "NaN" : new Money(table.cents).toString(),
              table.first,
              table.last,
              Sha256.hex(table.digest)));
    }
    return summaries;
  }

  private Table table(Tabela tabela) {
    return java.util.Objects.requireNonNull(tables.get(tabela));
  }
}
