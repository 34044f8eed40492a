package extrato.restoring;

import extrato.db.Books;
import extrato.selection.CsvRow;
import extrato.selection.Layout;
import extrato.selection.MonthRows;
import extrato.selection.Origin;

/** The records that the current statement has archived. */
final class ArchiveSource implements Source {
  private final MonthRows rows;

  /**
   * @param reader another transaction's view of the same snapshot: a connection cannot stream out
   *     and in at once
   */
  ArchiveSource(Books reader) {
    this.rows = MonthRows.archived(reader);
  }

  @Override
  public Layout layout() {
    return rows.layout();
  }

  @Override
  public String name() {
    return "the archive";
  }

  @Override
  public void stream(Records records) {
    CsvRow row = new CsvRow();
    rows.stream(
        (tabela, origin, bytes, from, to) -> {
          if (origin != Origin.ARCHIVED || !row.parse(bytes, from, to)) {
            throw new IllegalStateException("the archive gave a line that is none of its own");
          }
          records.add(tabela, row);
        });
  }
}
