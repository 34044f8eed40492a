package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.postgres.Column;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup's CSV file without a manifest that can be read. Its records can still be compared with
 * the database's. A file that was cut off between two records cannot be told from a whole one.
 */
final class BareFile {
  static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private static final byte[] START = "\uFEFFtype,".getBytes(StandardCharsets.UTF_8);

  private BareFile() {}

  /** Whether it begins as this tool's files do; the old generator's have the same names. */
  static boolean looksLikeABackup(Path csv) {
    try (LineReader reader = new LineReader(csv)) {
      return reader.takeIfEquals(START, 0, START.length);
    } catch (IOException e) {
      return false;
    }
  }

  /** What its manifest could say; empty if the file is not one that this tool wrote whole. */
  static Optional<Manifest> read(Path csv, Month month, int number) {
    if (!looksLikeABackup(csv)) {
      return Optional.empty();
    }
    try (LineReader reader = new LineReader(csv)) {
      Layout layout = layout(reader.next());
      Summarizer summarizer = new Summarizer(layout);
      RecordOrder order = new RecordOrder();
      CsvRow row = new CsvRow();
      for (byte[] line = reader.next(); line != null; line = reader.next()) {
        Tabela tabela = tabela(row, line, layout);
        if (!order.takes(tabela, row.number(layout.position(tabela, "id")))) {
          throw new IOException("its records are out of order");
        }
        summarizer.add(tabela, row, line, 0, line.length);
      }
      return Optional.of(described(month, csv, number, reader.finish(), summarizer.finish()));
    } catch (IOException | NumberFormatException | ArithmeticException e) {
      log.warn("{} has no manifest and cannot be read: {}", csv, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  private static Tabela tabela(CsvRow row, byte[] line, Layout layout) throws IOException {
    boolean whole = line[line.length - 1] == '\n' && row.parse(line, 0, line.length);
    Tabela tabela =
        whole && row.size() == layout.header().size() + 1
            ? Tabela.ofType(String.valueOf(row.text(0)))
            : null;
    if (tabela == null) {
      throw new IOException("a line of it is not a record");
    }
    return tabela;
  }

  /** Which columns each table had is not in the file: a record has a NULL in all others. */
  private static Layout layout(byte @Nullable [] header) throws IOException {
    CsvRow row = new CsvRow();
    int from = BackupFile.BOM.length;
    if (header == null || !row.parse(header, from, header.length)) {
      throw new IOException("it has no header");
    }
    List<Column> columns = new ArrayList<>();
    for (int field = 1; field < row.size(); field++) {
      columns.add(new Column(String.valueOf(row.text(field)), "text", false));
    }
    Map<Tabela, List<Column>> all = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      all.put(tabela, columns);
    }
    Layout layout = new Layout(all);
    boolean complete =
        Arrays.equals(header, BackupFile.headerLine(layout))
            && layout.header().containsAll(List.of("id", "valor", "data"));
    if (!complete) {
      throw new IOException("its header is not a backup's");
    }
    return layout;
  }

  static Manifest described(
      Month month, Path csv, int number, String digest, List<TableSummary> tables) {
    return new Manifest(
        month.toString(),
        "",
        number,
        new Manifest.SourceDatabase("", "", null, null),
        new Manifest.Writing("", "", ""),
        new Manifest.DataFile(csv.getFileName().toString(), BackupShelf.length(csv), digest),
        tables);
  }
}
