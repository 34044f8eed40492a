package extrato.documents.xlsx;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.documents.model.Column;
import extrato.documents.model.Table;
import extrato.testing.ReadWorkbook;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableSheetsTest {
  private static final List<Column> COLUMNS =
      List.of(
          new Column("Nome", Column.Kind.TEXT),
          new Column("Dia", Column.Kind.DATE),
          new Column("Parte", Column.Kind.PERCENT),
          new Column("Valor", Column.Kind.MONEY));

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 1", "3, 2", "6, 3", "7, 3"})
  void rowsBeyondASheet_goOnInANewOne_andTheTotalAddsUpAllOfThem(int rows, int sheets) {
    ReadWorkbook workbook = read(3, rows);

    assertThat(workbook.sheets()).hasSize(sheets).first().isEqualTo("Itens");
    assertThat(workbook.sheets())
        .last()
        .isEqualTo(sheets == 1 ? "Itens" : "Itens (" + sheets + ")");
    long counted = 0;
    for (String name : workbook.sheets()) {
      assertThat(workbook.sheet(name).getRow(0).getCell(3).getStringCellValue()).isEqualTo("Valor");
      counted += workbook.texts(name, "Nome").stream().filter(n -> !n.equals("Total")).count();
    }
    assertThat(counted).isEqualTo(rows);
    Cell total = workbook.formulas().get(workbook.formulas().size() - 1);
    assertThat(workbook.evaluated(total)).isEqualByComparingTo(BigDecimal.valueOf(rows * 125L, 2));
    assertThat(ReadWorkbook.cents(total.getNumericCellValue()))
        .isEqualByComparingTo(BigDecimal.valueOf(rows * 125L, 2));
  }

  private static ReadWorkbook read(int most, int rows) {
    return read(
        most,
        IntStream.range(0, rows)
            .mapToObj(
                at ->
                    row(
                        "n" + at,
                        LocalDate.of(2025, 9, 1),
                        new BigDecimal("12.5"),
                        new BigDecimal("1.25")))
            .toList(),
        BigDecimal.valueOf(rows * 125L, 2));
  }

  private static ReadWorkbook read(int most, List<Table.Row> rows, BigDecimal sum) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Workbook workbook = new Workbook(file);
    new TableSheets(workbook, "pé & página", most)
        .write(
            new Table("Itens", COLUMNS, rows.size(), rows::forEach, row("Total", null, null, sum)));
    workbook.finish("título", null);
    return ReadWorkbook.of(file.toByteArray());
  }

  private static Table.Row row(@Nullable Object... cells) {
    return new Table.Row(Arrays.asList(cells));
  }

  @Test
  void cells_haveTheirTypes_orAreTextWhereASpreadsheetHasNone() {
    LocalDate before = LocalDate.of(1899, 12, 31);
    BigDecimal huge = new BigDecimal("12345678901234.56");
    ReadWorkbook workbook =
        read(
            9,
            List.of(
                row("x".repeat(40_000), before, new BigDecimal("33.33"), huge),
                row(null, "nunca", null, "NaN")),
            huge);
    var first = workbook.sheet("Itens").getRow(1);
    var second = workbook.sheet("Itens").getRow(2);

    assertThat(first.getCell(0).getStringCellValue()).hasSize(32_767);
    assertThat(first.getCell(1).getStringCellValue()).isEqualTo("1899-12-31");
    assertThat(first.getCell(2).getNumericCellValue()).isEqualTo(0.3333);
    assertThat(first.getCell(3).getStringCellValue()).isEqualTo("12345678901234.56");
    assertThat(second.getCell(0)).isNull();
    assertThat(second.getCell(1).getStringCellValue()).isEqualTo("nunca");
    assertThat(second.getCell(3).getStringCellValue()).isEqualTo("NaN");
    assertThat(workbook.formulas()).isEmpty();
    assertThat(workbook.sheet("Itens").getRow(3).getCell(3).getCellType())
        .isEqualTo(CellType.STRING);
  }

  @Test
  void columns_haveTheirLetters() {
    assertThat(IntStream.of(0, 25, 26, 701, 702).mapToObj(Sheet::name))
        .containsExactly("A", "Z", "AA", "ZZ", "AAA");
  }
}
