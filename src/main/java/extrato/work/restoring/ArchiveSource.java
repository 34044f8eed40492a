package extrato.work.restoring;

import extrato.month.archive.ArchivedTotals;
import extrato.month.archive.Totals;
import extrato.month.backup.ArchiveProof;
import extrato.month.backup.Backups;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records that the current statement has archived. */
final class ArchiveSource implements RecordSource {
  private final MonthBooks reader;
  private final Backups backups;
  private final Layout layout;
  private @Nullable ArchivedTotals totals;

  /**
   * @param reader another transaction's view of the same snapshot, because one connection cannot
   *     stream out and in at once
   */
  ArchiveSource(MonthBooks reader, Backups backups) {
    this.reader = reader;
    this.backups = backups;
    this.layout = MonthRows.archived(reader).layout();
  }

  @Override
  public Layout layout() {
    return layout;
  }

  @Override
  public String name() {
    return "the archive";
  }

  @Override
  public Optional<String> digest() {
    return ArchiveProof.digest(reader);
  }

  /** The archive's totals, after it was streamed; empty if they cannot be determined. */
  Optional<Totals> totals() {
    return totals == null ? Optional.empty() : totals.found();
  }

  @Override
  public void stream(Records records) {
    CsvRow row = new CsvRow();
    ArchivedTotals adding = new ArchivedTotals(layout());
    ArchiveProof.stream(
        reader,
        backups,
        (tabela, origin, bytes, from, to) -> {
          if (!row.parse(bytes, from, to)) {
            throw new IllegalStateException("the archive returned an invalid line");
          }
          records.add(tabela, row);
          adding.row(tabela, origin, bytes, from, to);
        });
    totals = adding;
  }
}
