package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.RecordOrigin;
import extrato.month.selection.RowHandler;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compares the month's records, as they stream out of the database, with the lines of a backup.
 *
 * <p>Nearly all lines are equal byte for byte. Only if bytes differ are lines parsed, to find the
 * record and the column: another version of PostgreSQL may quote differently and mean the same.
 */
final class Comparison implements RowHandler {
  private final LineReader file;
  private final Layout backup;
  private final Layout database;
  private final List<String> backupHeader;
  private final List<String> databaseHeader;
  private final boolean sameHeader;
  private final boolean lateIsFine;
  private final Differences differences = new Differences();
  private final Map<Tabela, Long> late = new EnumMap<>(Tabela.class);

  private final CsvRow fileRow = new CsvRow();
  private final CsvRow databaseRow = new CsvRow();
  private @Nullable Pending pending;
  private boolean atEnd;

  /** A line of the backup that waits to be compared. */
  @SuppressWarnings("ArrayRecordComponent") // It is passed on, never compared.
  private record Pending(Tabela tabela, long id, byte[] line) {}

  /**
   * @param lateIsFine whether the month is closed, so that a live record is late rather than a
   *     difference
   */
  Comparison(LineReader file, Layout backup, Layout database, boolean lateIsFine) {
    this.file = file;
    this.backup = backup;
    this.database = database;
    this.backupHeader = backup.header();
    this.databaseHeader = database.header();
    this.sameHeader = backupHeader.equals(databaseHeader);
    this.lateIsFine = lateIsFine;
    if (!lateIsFine) {
      compareColumns();
    }
  }

  @Override
  public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
    try {
      if (sameHeader && pending == null && file.takeIfEquals(bytes, from, to)) {
        countLate(tabela, origin);
        return;
      }
      databaseRow.parse(bytes, from, to);
      compare(tabela, databaseRow.number(database.position(tabela, "id")), origin);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Call this when the database has no more records. */
  void finish() throws IOException {
    for (Pending line = line(); line != null; line = line()) {
      differences.add(Difference.onlyInBackup(line.tabela(), line.id()));
      pending = null;
    }
  }

  Differences differences() {
    return differences;
  }

  /** How many live records of a closed month each table has. */
  Map<Tabela, Long> late() {
    return Map.copyOf(late);
  }

  private void compare(Tabela tabela, long id, RecordOrigin origin) throws IOException {
    Pending line = line();
    while (line != null && isBefore(line, tabela, id)) {
      differences.add(Difference.onlyInBackup(line.tabela(), line.id()));
      pending = null;
      line = line();
    }
    countLate(tabela, origin);
    if (line == null || line.tabela() != tabela || line.id() != id) {
      if (!lateIsFine || origin == RecordOrigin.ARCHIVED) {
        differences.add(Difference.onlyInDatabase(tabela, id));
      }
      return;
    }
    if (!lateIsFine || origin == RecordOrigin.ARCHIVED) {
      fileRow.parse(line.line(), 0, line.line().length);
      compareFields(tabela, id);
    }
    pending = null;
  }

  private void compareFields(Tabela tabela, long id) {
    for (String column : backupHeader) {
      compareField(tabela, id, column);
    }
    for (String column : databaseHeader) {
      if (!backupHeader.contains(column)) {
        compareField(tabela, id, column);
      }
    }
  }

  private void compareField(Tabela tabela, long id, String column) {
    String inBackup = value(fileRow, backupHeader.indexOf(column));
    String inDatabase = value(databaseRow, databaseHeader.indexOf(column));
    if (!Objects.equals(inBackup, inDatabase)) {
      differences.add(Difference.changed(tabela, id, column, inBackup, inDatabase));
    }
  }

  private static @Nullable String value(CsvRow row, int column) {
    return column < 0 ? null : row.text(column + 1);
  }

  private static boolean isBefore(Pending line, Tabela tabela, long id) {
    int order = line.tabela().compareTo(tabela);
    return order < 0 || (order == 0 && line.id() < id);
  }

  private void countLate(Tabela tabela, RecordOrigin origin) {
    if (lateIsFine && origin != RecordOrigin.ARCHIVED) {
      late.merge(tabela, 1L, Long::sum);
    }
  }

  /** The backup's next line; null at the end. */
  private @Nullable Pending line() throws IOException {
    if (pending == null && !atEnd) {
      byte[] line = file.next();
      atEnd = line == null;
      pending = line == null ? null : identify(line);
    }
    return pending;
  }

  private Pending identify(byte[] line) {
    Tabela tabela =
        fileRow.parse(line, 0, line.length) && fileRow.size() == backupHeader.size() + 1
            ? Tabela.ofType(String.valueOf(fileRow.text(0)))
            : null;
    if (tabela == null) {
      throw damaged();
    }
    try {
      return new Pending(tabela, fileRow.number(backup.position(tabela, "id")), line);
    } catch (NumberFormatException e) {
      throw damaged();
    }
  }

  private Failure damaged() {
    return new Failure.NotProven(
        "the backup is damaged: the line that ends at byte " + file.position() + " is not a record",
        "write a new backup with `extrato backup`");
  }

  private void compareColumns() {
    for (Tabela tabela : Tabela.values()) {
      for (var column : backup.columns(tabela)) {
        if (!database.columns(tabela).contains(column)) {
          differences.add(Difference.columnOnlyInBackup(tabela, column.name()));
        }
      }
      for (var column : database.columns(tabela)) {
        if (!backup.columns(tabela).contains(column)) {
          differences.add(Difference.columnOnlyInDatabase(tabela, column.name()));
        }
      }
    }
  }
}
