package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.MonthRows;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.QuoteMode;

/** Writes a month's CSV file, flushes it to the disk, and reads it back. */
final class BackupFile {
  /** With this mark at the beginning, spreadsheets read the file as UTF-8 and show accents. */
  static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final int BUFFER = 1 << 18;

  /** What was written. */
  record Written(long bytes, String sha256, List<TableSummary> tables) {}

  private BackupFile() {}

  static Written write(Path file, MonthRows rows) throws IOException {
    MessageDigest digest = Sha256.digest();
    List<TableSummary> tables;
    try (PlainOutput written = create(file)) {
      OutputStream out = new DigestOutputStream(new BufferedOutputStream(written, BUFFER), digest);
      out.write(headerLine(rows.layout()));
      tables = writeRecords(out, rows);
      out.flush();
      written.force();
    }
    return new Written(PlainFile.size(file), Sha256.hex(digest), tables);
  }

  /** The correct first line, including the UTF-8 mark. */
  static byte[] headerLine(Layout layout) {
    List<String> names = new ArrayList<>(List.of("type"));
    names.addAll(layout.header());
    StringWriter line = new StringWriter();
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setRecordSeparator('\n').setQuoteMode(QuoteMode.MINIMAL).get();
    try (CSVPrinter printer = new CSVPrinter(line, format)) {
      printer.printRecord(names);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] text = line.toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[BOM.length + text.length];
    System.arraycopy(BOM, 0, bytes, 0, BOM.length);
    System.arraycopy(text, 0, bytes, BOM.length, text.length);
    return bytes;
  }

  /** Creates a file that only its owner can read; fails if it exists. */
  static PlainOutput create(Path file) throws IOException {
    return PlainFile.create(file, "rw-------");
  }

  /** Writes a small file, and fails unless all of it is on the disk. */
  static void writeWhole(Path file, byte[] bytes) throws IOException {
    try (PlainOutput out = create(file)) {
      out.write(bytes);
      out.force();
    }
    if (!Arrays.equals(PlainFile.bytes(file), bytes)) {
      throw new IOException("what was read back from " + file + " is not what was written");
    }
  }

  static String sha256(Path file) throws IOException {
    try (LineReader reader = new LineReader(file)) {
      return reader.finish();
    }
  }

  /**
   * Proves that the disk holds exactly the bytes that were written. Their lines were proven when
   * they were written.
   */
  static void readBack(Path file, Written written) throws IOException {
    if (PlainFile.size(file) != written.bytes() || !sha256(file).equals(written.sha256())) {
      throw new IOException("what was read back from " + file + " is not what was written");
    }
  }

  private static List<TableSummary> writeRecords(OutputStream out, MonthRows rows) {
    Layout layout = rows.layout();
    Summarizer summarizer = new Summarizer(layout);
    RecordOrder order = new RecordOrder();
    CsvRow row = new CsvRow();
    rows.stream(
        (tabela, origin, bytes, from, to) -> {
          if (!row.parse(bytes, from, to) || row.size() != layout.header().size() + 1) {
            throw new IllegalStateException("COPY wrote a line of " + tabela + " that is not CSV");
          }
          long id = row.number(layout.position(tabela, "id"));
          if (!order.takes(tabela, id)) {
            throw doubled(tabela, id);
          }
          if (to - from > LineReader.LONGEST) {
            throw tooLong(tabela, id, to - from);
          }
          summarizer.add(tabela, row, bytes, from, to);
          try {
            out.write(bytes, from, to - from);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
    return summarizer.finish();
  }

  private static Failure tooLong(Tabela tabela, long id, int bytes) {
    return new Failure.Stopped(
        String.format(
            Locale.ROOT,
            "%s id %d takes %d MB, too many for the memory that Java may use",
            tabela.table(),
            id,
            bytes / 1_000_000),
        "EXTRATO_JAVA_OPTS=-Xmx1g gives it more");
  }

  private static Failure doubled(Tabela tabela, long id) {
    return new Failure.Stopped(
        tabela.table() + " has more than one record with the id " + id,
        "settle which of them is right: a backup, and what is restored from it, knows records by"
            + " id");
  }
}
