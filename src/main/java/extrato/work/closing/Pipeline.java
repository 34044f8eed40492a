package extrato.work.closing;

import extrato.month.archive.Archiver;
import extrato.month.archive.RowTotals;
import extrato.month.archive.Totals;
import extrato.month.backup.OpenBackup;
import extrato.month.backup.RecordOrder;
import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.RecordOrigin;
import extrato.month.selection.RowHandler;
import extrato.runs.Progress;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The single pass over the month. Each record that streams out of the database is compared with the
 * backup's, added to the totals, and archived if it is live.
 */
final class Pipeline implements RowHandler {
  private final @Nullable OpenBackup backup;
  private final Layout layout;

  /** Used if no backup has proven that no record occurs twice. */
  private final RecordOrder order = new RecordOrder();

  private final RowTotals totals;
  private final @Nullable Archiver archiver;
  private final Consumer<Tabela> ended;
  private final Progress progress;
  private final long expected;
  private final CsvRow row = new CsvRow();
  private final Map<Tabela, Long> live = new EnumMap<>(Tabela.class);
  private long done;

  /**
   * @param backup null if EXTRATO_REQUIRE_BACKUP allows a missing backup
   * @param archiver null in a dry run
   * @param ended called for each table after its last record is archived
   */
  Pipeline(
      Layout layout,
      @Nullable OpenBackup backup,
      @Nullable Archiver archiver,
      Consumer<Tabela> ended,
      Progress progress,
      long expected) {
    this.backup = backup;
    this.layout = layout;
    this.totals = new RowTotals(layout);
    this.archiver = archiver;
    this.ended = ended;
    this.progress = progress;
    this.expected = expected;
  }

  @Override
  public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
    if (backup != null) {
      backup.row(tabela, origin, bytes, from, to);
    }
    if (!row.parse(bytes, from, to)) {
      throw new IllegalStateException("COPY wrote a line of " + tabela + " that is not CSV");
    }
    if (backup == null && !order.takes(tabela, row.number(layout.position(tabela, "id")))) {
      throw new Failure.Stopped(
          tabela.table()
              + " has more than one record with the id "
              + row.text(layout.position(tabela, "id")),
          "settle which of them is right: an archive, and what is restored from it, knows records"
              + " by id");
    }
    totals.add(tabela, row);
    if (origin != RecordOrigin.ARCHIVED) {
      live.merge(tabela, 1L, Long::sum);
      if (archiver != null) {
        archiver.add(tabela, row);
      }
    }
    progress.advance(++done, expected);
  }

  @Override
  public void end(Tabela tabela) {
    if (archiver != null) {
      archiver.end(tabela);
    }
    ended.accept(tabela);
  }

  Totals totals() {
    return totals.totals();
  }

  /** How many live records there are; these are the ones that are archived. */
  long live(Tabela tabela) {
    return live.getOrDefault(tabela, 0L);
  }
}
