package extrato.documents.xlsx;

import extrato.documents.model.Column;
import extrato.documents.model.Table;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/**
 * The writer by hand beside Apache POI's streaming one, on the same rows; each a process of its
 * own.
 */
public final class WorkbookRace {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Nº", Column.Kind.NUMBER),
          new Column("Data", Column.Kind.DATE),
          new Column("Cliente", Column.Kind.TEXT),
          new Column("Artista", Column.Kind.TEXT),
          new Column("Forma", Column.Kind.TEXT),
          new Column("Valor", Column.Kind.MONEY),
          new Column("Observações", Column.Kind.TEXT));

  private WorkbookRace() {}

  /**
   * @param args who writes, how many rows, and into which file
   */
  public static void main(String[] args) throws IOException {
    int rows = Integer.parseInt(args[1]);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(args[2])))) {
      if (args[0].equals("poi")) {
        byPoi(rows, out);
      } else {
        byHand(rows, out);
      }
    }
  }

  private static void rows(int rows, Consumer<Table.Row> each) {
    for (int at = 0; at < rows; at++) {
      each.accept(
          new Table.Row(
              Arrays.asList(
                  (long) at,
                  LocalDate.of(2025, 9, 1 + at % 30),
                  "João Gonçalves " + at % 2000,
                  "Ana Souza",
                  at % 3 == 0 ? "Pix" : "Cartão de crédito",
                  BigDecimal.valueOf(10_000 + at % 250_000, 2),
                  at % 4 == 0 ? null : "restante, com desconto")));
    }
  }

  private static void byHand(int rows, OutputStream out) {
    Workbook workbook = new Workbook(out);
    TableSheets.Written unused =
        new TableSheets(workbook, "pé", TableSheets.MOST_ROWS)
            .write(new Table("Pagamentos", COLUMNS, rows, each -> rows(rows, each), null));
    workbook.finish("título", null);
  }

  private static void byPoi(int rows, OutputStream out) throws IOException {
    try (SXSSFWorkbook workbook = new SXSSFWorkbook(100)) {
      CellStyle day = workbook.createCellStyle();
      day.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
      CellStyle money = workbook.createCellStyle();
      money.setDataFormat(workbook.createDataFormat().getFormat("#,##0.00"));
      SXSSFSheet sheet = workbook.createSheet("Pagamentos");
      int[] at = {0};
      rows(rows, row -> write(sheet.createRow(at[0]++), row, day, money));
      workbook.write(out);
    }
  }

  private static void write(Row to, Table.Row row, CellStyle day, CellStyle money) {
    for (int at = 0; at < row.cells().size(); at++) {
      Object value = row.cells().get(at);
      Cell cell = to.createCell(at);
      if (value instanceof LocalDate date) {
        cell.setCellValue(date);
        cell.setCellStyle(day);
      } else if (value instanceof BigDecimal amount) {
        cell.setCellValue(amount.doubleValue());
        cell.setCellStyle(money);
      } else if (value instanceof Long number) {
        cell.setCellValue(number);
      } else if (value != null) {
        cell.setCellValue(value.toString());
      }
    }
  }
}
