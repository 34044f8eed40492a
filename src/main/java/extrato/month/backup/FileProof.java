package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Count;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.util.List;

/**
 * Proves a backup file by itself: its bytes, its header, every line, every count and sum that its
 * manifest names.
 */
final class FileProof {
  private final Generation generation;
  private final Manifest manifest;
  private final Layout layout;
  private final int fields;
  private final CsvRow row = new CsvRow();
  private final RecordOrder order = new RecordOrder();

  private FileProof(Generation generation, Manifest manifest) {
    this.generation = generation;
    this.manifest = manifest;
    this.layout = manifest.layout();
    this.fields = layout.header().size() + 1;
  }

  /** Takes each record as it passes, taken apart and as it stands in the file. */
  @FunctionalInterface
  interface Passing {
    void record(Tabela tabela, CsvRow row, byte[] line);
  }

  static void check(Generation generation, Manifest manifest) {
    checkPassing(generation, manifest, (tabela, row, line) -> {});
  }

  /** The same, with every record handed on as it passes. */
  static void check(Generation generation, Manifest manifest, ProvenFile.Records records) {
    checkPassing(generation, manifest, (tabela, row, line) -> records.add(tabela, row));
  }

  static void checkPassing(Generation generation, Manifest manifest, Passing passing) {
    try (LineReader reader = new LineReader(generation.csv())) {
      new FileProof(generation, manifest).check(reader, passing);
    } catch (IOException e) {
      throw Generation.unreadable(generation.csv(), e);
    }
  }

  private void check(LineReader reader, Passing passing) throws IOException {
    checkHeader(reader, generation, layout);
    Summarizer summarizer = new Summarizer(layout);
    for (byte[] line = reader.next(); line != null; line = reader.next()) {
      Tabela tabela = checkLine(line, reader.position());
      addUp(summarizer, tabela, line, reader.position());
      passing.record(tabela, row, line);
    }
    List<TableSummary> actual = summarizer.finish();
    for (TableSummary table : actual) {
      manifest.tables().stream()
          .filter(expected -> expected.table().equals(table.table()))
          .findFirst()
          .ifPresentOrElse(
              expected -> compare(expected, table),
              () -> {
                throw damaged("its manifest does not mention " + table.table());
              });
    }
    if (!reader.finish().equals(manifest.file().sha256())) {
      throw damaged("its SHA-256 is not the one in its manifest");
    }
  }

  static void checkHeader(LineReader reader, Generation generation, Layout layout)
      throws IOException {
    byte[] expected = BackupFile.headerLine(layout);
    if (!reader.takeIfEquals(expected, 0, expected.length)) {
      throw generation.damaged(
          generation.csv(), "its header is not the one that its manifest describes");
    }
  }

  private Tabela checkLine(byte[] line, long position) {
    boolean whole = line[line.length - 1] == '\n' && row.parse(line, 0, line.length);
    Tabela tabela =
        whole && row.size() == fields ? Tabela.ofType(String.valueOf(row.text(0))) : null;
    if (tabela == null) {
      throw damaged("the line that ends at byte " + position + " is not a record");
    }
    checkOrder(tabela, idOf(tabela, position), position);
    return tabela;
  }

  private long idOf(Tabela tabela, long position) {
    try {
      return row.number(layout.position(tabela, "id"));
    } catch (NumberFormatException e) {
      throw damaged("the record that ends at byte " + position + " has no id");
    }
  }

  private void addUp(Summarizer summarizer, Tabela tabela, byte[] line, long position) {
    try {
      summarizer.add(tabela, row, line, 0, line.length);
    } catch (NumberFormatException | ArithmeticException e) {
      throw damaged("the record that ends at byte " + position + " has no amount of money");
    }
  }

  private void checkOrder(Tabela tabela, long id, long position) {
    if (!order.takes(tabela, id)) {
      throw damaged(
          tabela.table()
              + " id "
              + id
              + ", which ends at byte "
              + position
              + ", is there twice or out of place");
    }
  }

  private void compare(TableSummary expected, TableSummary actual) {
    if (expected.rows() != actual.rows()) {
      throw damaged(
          "it has "
              + Count.of(actual.rows(), "record")
              + " of "
              + expected.table()
              + ", its manifest says "
              + Count.of(expected.rows()));
    }
    if (!expected.sum().equals(actual.sum())) {
      throw damaged(
          "its "
              + expected.table()
              + " add up to "
              + actual.sum()
              + ", its manifest says "
              + expected.sum());
    }
    if (!expected.equals(actual)) {
      throw damaged(
          "its records of " + expected.table() + " are not those that its manifest describes");
    }
  }

  private Failure damaged(String why) {
    return generation.damaged(generation.csv(), why);
  }
}
