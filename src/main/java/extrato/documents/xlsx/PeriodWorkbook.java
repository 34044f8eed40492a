package extrato.documents.xlsx;

import extrato.documents.model.Head;
import extrato.documents.model.PeriodDocument;
import extrato.documents.model.Table;
import java.io.OutputStream;
import java.util.List;

/** Months side by side as a spreadsheet. */
public final class PeriodWorkbook {
  private PeriodWorkbook() {}

  /** Writes it; the stream stays open. */
  public static void write(PeriodDocument document, OutputStream out) {
    Head head = document.head();
    Workbook workbook = new Workbook(out);
    TableSheets sheets = new TableSheets(workbook, head.foot(), TableSheets.MOST_ROWS);
    for (Table table : List.of(document.months(), document.artists(), document.commissions())) {
      if (!table.isEmpty()) {
        TableSheets.Written unused = sheets.write(table);
      }
    }
    workbook.finish(head.foot(), null);
  }
}
