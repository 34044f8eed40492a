package extrato.month.backup;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.studio.Tabela;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds the records that a backup held and the next one lacks: somebody deleted or moved them, and
 * their ids may now belong to other records.
 */
final class Shrinking {
  private final Lines before;
  private final Lines after;
  private final Differences lost = new Differences();

  private Shrinking(Lines before, Lines after) {
    this.before = before;
    this.after = after;
  }

  /** Both files have their records in the same order. */
  static Differences between(Path before, Layout itsLayout, Path after, Layout nextLayout)
      throws IOException {
    try (LineReader first = new LineReader(before);
        LineReader second = new LineReader(after)) {
      Shrinking shrinking =
          new Shrinking(new Lines(first, itsLayout), new Lines(second, nextLayout));
      shrinking.run();
      return shrinking.lost;
    }
  }

  private void run() throws IOException {
    before.next();
    after.next();
    while (before.tabela != null) {
      int order = after.tabela == null ? -1 : before.compareTo(after);
      if (order < 0 || (order == 0 && before.isAnotherThan(after))) {
        lost.add(Difference.onlyInBackup(before.tabela, before.id));
      }
      if (order <= 0) {
        before.next();
      }
      if (order >= 0) {
        after.next();
      }
    }
  }

  /** The records of a file whose lines were proven, one after the other. */
  private static final class Lines implements Comparable<Lines> {
    private final LineReader reader;
    private final Layout layout;
    private final CsvRow row = new CsvRow();
    @Nullable Tabela tabela;
    long id;

    Lines(LineReader reader, Layout layout) throws IOException {
      this.reader = reader;
      this.layout = layout;
      byte[] header = BackupFile.headerLine(layout);
      if (!reader.takeIfEquals(header, 0, header.length)) {
        throw new IOException("its header is not the one that its manifest describes");
      }
    }

    void next() throws IOException {
      byte[] line = reader.next();
      tabela = line == null ? null : tabela(line);
      if (tabela != null) {
        id = row.number(layout.position(tabela, "id"));
      }
    }

    /** A record is identified by its id and the moment of its creation. */
    boolean isAnotherThan(Lines other) {
      String created = created();
      String otherCreated = other.created();
      return created != null && otherCreated != null && !created.equals(otherCreated);
    }

    private @Nullable String created() {
      int field = layout.position(Objects.requireNonNull(tabela), "created_at");
      return field < 0 ? null : row.text(field);
    }

    private Tabela tabela(byte[] line) throws IOException {
      Tabela found =
          row.parse(line, 0, line.length) ? Tabela.ofType(String.valueOf(row.text(0))) : null;
      if (found == null) {
        throw new IOException(
            "the line that ends at byte " + reader.position() + " is not a record");
      }
      return found;
    }

    @Override
    public int compareTo(Lines other) {
      int order = Objects.requireNonNull(tabela).compareTo(Objects.requireNonNull(other.tabela));
      return order == 0 ? Long.compare(id, other.id) : order;
    }
  }
}
