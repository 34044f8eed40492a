package extrato.documents.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.documents.model.Column;
import extrato.documents.model.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.streaming.SXSSFSheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The writer by hand beside Apache POI's streaming one, on the same rows. */
@Tag("slow")
class WorkbookSpeedTest {
  private static final int ROWS = 50_000;
  private static final int TIMES = 5;
  private static final double GOAL = 0.35;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("Nº", Column.Kind.NUMBER),
          new Column("Data", Column.Kind.DATE),
          new Column("Cliente", Column.Kind.TEXT),
          new Column("Artista", Column.Kind.TEXT),
          new Column("Forma", Column.Kind.TEXT),
          new Column("Valor", Column.Kind.MONEY),
          new Column("Observações", Column.Kind.TEXT));

  private static void rows(Consumer<Table.Row> each) {
    for (int at = 0; at < ROWS; at++) {
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

  @Test
  void aThirdOfTheTimeThatPoiTakes() throws IOException {
    long best = Long.MAX_VALUE;
    long bestOfPoi = Long.MAX_VALUE;
    for (int time = 0; time < TIMES; time++) {
      long began = System.nanoTime();
      byHand();
      long between = System.nanoTime();
      byPoi();
      best = Math.min(best, between - began);
      bestOfPoi = Math.min(bestOfPoi, System.nanoTime() - between);
    }

    double ratio = (double) best / bestOfPoi;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%d rows: %d ms by hand, %d ms by POI, %.2f",
            ROWS,
            best / 1_000_000,
            bestOfPoi / 1_000_000,
            ratio));
    assertThat(ratio).isLessThan(GOAL);
  }

  private static void byHand() {
    Workbook workbook = new Workbook(OutputStream.nullOutputStream());
    TableSheets.Written unused =
        new TableSheets(workbook, "pé", TableSheets.MOST_ROWS)
            .write(new Table("Pagamentos", COLUMNS, ROWS, WorkbookSpeedTest::rows, null));
    workbook.finish("título", null);
  }

  private static void byPoi() throws IOException {
    try (SXSSFWorkbook workbook = new SXSSFWorkbook(100)) {
      CellStyle day = workbook.createCellStyle();
      day.setDataFormat(workbook.createDataFormat().getFormat("dd/mm/yyyy"));
      CellStyle money = workbook.createCellStyle();
      money.setDataFormat(workbook.createDataFormat().getFormat("#,##0.00"));
      SXSSFSheet sheet = workbook.createSheet("Pagamentos");
      int[] at = {0};
      rows(row -> write(sheet.createRow(at[0]++), row, day, money));
      workbook.write(OutputStream.nullOutputStream());
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
