package extrato.month.archive;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Archives a month's records as they stream past, table by table, each table in its own batches.
 */
public final class Archiver implements AutoCloseable {
  private final MonthBooks books;
  private final int version;
  private final Layout layout;
  private final BatchLimits limits;
  private final ToLongFunction<Tabela> expected;
  private final Consumer<BatchProcessor.Batch> listener;
  private final CopyBuffer buffer = new CopyBuffer();
  private final Map<Tabela, Long> archived = new EnumMap<>(Tabela.class);
  private @Nullable Tabela current;
  private @Nullable ArchiveWriter writer;
  private @Nullable BatchProcessor<CsvRow> batches;

  public Archiver(
      MonthBooks books,
      int version,
      Layout layout,
      BatchLimits limits,
      ToLongFunction<Tabela> expected,
      Consumer<BatchProcessor.Batch> listener) {
    this.books = books;
    this.version = version;
    this.layout = layout;
    this.limits = limits;
    this.expected = expected;
    this.listener = listener;
  }

  public void add(Tabela tabela, CsvRow row) {
    batchesOf(tabela).add(row);
  }

  /** Ends the table's last batch, and waits until the server has stored it. */
  public void end(Tabela tabela) {
    if (current == tabela) {
      endTable();
    }
  }

  public Map<Tabela, Long> archived() {
    return Map.copyOf(archived);
  }

  /** Cancels the batch that is being sent, so that the transaction can be rolled back. */
  @Override
  public void close() {
    if (writer != null) {
      writer.close();
    }
  }

  private BatchProcessor<CsvRow> batchesOf(Tabela tabela) {
    if (batches == null || current != tabela) {
      endTable();
      current = tabela;
      writer = new ArchiveWriter(books, version, tabela, layout, buffer);
      batches =
          new BatchProcessor<>(
              tabela.table(), limits, expected.applyAsLong(tabela), writer, listener);
    }
    return batches;
  }

  private void endTable() {
    if (batches != null && current != null) {
      archived.put(current, batches.finish());
    }
    batches = null;
  }
}
