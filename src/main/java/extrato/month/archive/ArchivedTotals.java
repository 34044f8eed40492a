package extrato.month.archive;

import extrato.month.selection.CsvRow;
import extrato.month.selection.Layout;
import extrato.month.selection.Origin;
import extrato.month.selection.RowHandler;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.Optional;

/** Adds the archive up while its records pass, so that the server need not go through it again. */
public final class ArchivedTotals implements RowHandler {
  private final RowTotals totals;
  private final CsvRow row = new CsvRow();
  private boolean whole = true;

  public ArchivedTotals(Layout layout) {
    this.totals = new RowTotals(layout);
  }

  @Override
  public void row(Tabela tabela, Origin origin, byte[] bytes, int from, int to) {
    // A session that is live again shows what it is now, not what was archived.
    whole &= origin != Origin.BOTH;
    if (whole && origin == Origin.ARCHIVED) {
      whole = row.parse(bytes, from, to) && add(tabela);
    }
  }

  /** Empty where what has passed is not all of the archive, or cannot be added up. */
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
