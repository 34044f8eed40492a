package extrato.month.archive;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.RecordOrigin;
import extrato.month.selection.RowHandler;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.Optional;

/**
 * Adds up the archive from the records that stream past, so that the server need not read it again.
 */
public final class ArchivedTotals implements RowHandler {
  private final RowTotals totals;
  private final CsvRow row = new CsvRow();
  private boolean whole = true;

  public ArchivedTotals(Layout layout) {
    this.totals = new RowTotals(layout);
  }

  @Override
  public void row(Tabela tabela, RecordOrigin origin, byte[] bytes, int from, int to) {
    // Of a session that is live again, the live values stream past, not the archived ones.
    whole &= origin != RecordOrigin.BOTH;
    if (whole && origin == RecordOrigin.ARCHIVED) {
      whole = row.parse(bytes, from, to) && add(tabela);
    }
  }

  /** The totals; empty if not all of the archive has passed, or if it cannot be added up. */
  public Optional<Totals> found() {
    return whole ? Optional.of(totals.totals()) : Optional.empty();
  }

  private boolean add(Tabela tabela) {
    try {
      totals.add(tabela, row);
      return true;
    } catch (NumberFormatException | ArithmeticException | Failure e) {
      return false;
    }
  }
}
