package extrato.work.restoring;

import extrato.month.selection.CsvRow;
import extrato.postgres.CopySink;
import extrato.postgres.MonthBooks;
import extrato.studio.Tabela;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Writes records to the stage in the form that COPY reads: every value quoted, NULL as an empty
 * field.
 */
final class StageLoader implements RecordSource.Records, AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Target target;
  private final ByteArrayOutputStream lines = new ByteArrayOutputStream(CHUNK * 2);
  private @Nullable Tabela current;
  private @Nullable CopySink sink;
  private int[] positions = {};

  /** The tables that take the records, their columns, and the columns' positions in a record. */
  interface Target {
    MonthBooks books();

    String tableOf(Tabela tabela);

    List<String> columns(Tabela tabela);

    int[] positions(Tabela tabela);
  }

  StageLoader(Target target) {
    this.target = target;
  }

  @Override
  public void add(Tabela tabela, CsvRow row) {
    if (current != tabela) {
      finish();
      begin(tabela);
    }
    for (int i = 0; i < positions.length; i++) {
      if (i > 0) {
        lines.write(',');
      }
      if (!row.isNull(positions[i])) {
        quoted(row.bytes(), row.start(positions[i]), row.length(positions[i]));
      }
    }
    lines.write('\n');
    if (lines.size() >= CHUNK) {
      flush();
    }
  }

  /** Ends the current table; call this after the last record. */
  void finish() {
    flush();
    if (sink != null) {
      sink.finish();
    }
    sink = null;
    current = null;
  }

  @Override
  public void close() {
    if (sink != null) {
      sink.close();
    }
  }

  private void begin(Tabela tabela) {
    current = tabela;
    positions = target.positions(tabela);
    sink =
        target
            .books()
            .copySink(
                String.format(
                    Locale.ROOT,
                    "copy %s (%s) from stdin (format csv, encoding 'UTF8')",
                    target.tableOf(tabela),
                    String.join(", ", target.columns(tabela))));
  }

  private void quoted(byte[] bytes, int start, int length) {
    lines.write('"');
    for (int at = start; at < start + length; at++) {
      if (bytes[at] == '"') {
        lines.write('"');
      }
      lines.write(bytes[at]);
    }
    lines.write('"');
  }

  private void flush() {
    target.books().checkInterruption();
    if (sink != null && lines.size() > 0) {
      byte[] bytes = lines.toByteArray();
      sink.write(bytes, bytes.length);
    }
    lines.reset();
  }
}
