package extrato.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** A spreadsheet as Apache POI reads it. */
public record ReadWorkbook(XSSFWorkbook workbook) {
  public static ReadWorkbook of(byte[] file) {
    try {
      return new ReadWorkbook(new XSSFWorkbook(new ByteArrayInputStream(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<String> sheets() {
    List<String> names = new ArrayList<>();
    workbook.forEach(sheet -> names.add(sheet.getSheetName()));
    return names;
  }

  public Sheet sheet(String name) {
    Sheet sheet = workbook.getSheet(name);
    if (sheet == null) {
      throw new AssertionError("no sheet " + name + " in " + sheets());
    }
    return sheet;
  }

  /** What the numbers under a heading add up to, formulas left out. */
  public BigDecimal sum(String name, String heading) {
    int column = column(name, heading);
    BigDecimal sum = BigDecimal.ZERO;
    for (Row row : sheet(name)) {
      Cell cell = row.getCell(column);
      if (cell != null && cell.getCellType() == CellType.NUMERIC) {
        sum = sum.add(cents(cell.getNumericCellValue()));
      }
    }
    return sum;
  }

  public int column(String name, String heading) {
    for (Cell cell : sheet(name).getRow(0)) {
      if (cell.getStringCellValue().equals(heading)) {
        return cell.getColumnIndex();
      }
    }
    throw new AssertionError("no column " + heading + " in " + name);
  }

  /** All cells of texts in a column. */
  public List<String> texts(String name, String heading) {
    List<String> texts = new ArrayList<>();
    for (Row row : sheet(name)) {
      Cell cell = row.getCell(column(name, heading));
      if (cell != null && cell.getCellType() == CellType.STRING) {
        texts.add(cell.getStringCellValue());
      }
    }
    return texts.subList(1, texts.size());
  }

  /** The cell beside a label. */
  public Cell beside(String name, String label) {
    for (Row row : sheet(name)) {
      if (row.getCell(0) != null
          && row.getCell(0).getCellType() == CellType.STRING
          && row.getCell(0).getStringCellValue().equals(label)) {
        return row.getCell(1);
      }
    }
    throw new AssertionError("no " + label + " in " + name);
  }

  /** Every cell with a formula. */
  public List<Cell> formulas() {
    List<Cell> cells = new ArrayList<>();
    for (Sheet sheet : workbook) {
      for (Row row : sheet) {
        for (Cell cell : row) {
          if (cell.getCellType() == CellType.FORMULA) {
            cells.add(cell);
          }
        }
      }
    }
    return cells;
  }

  public BigDecimal evaluated(Cell cell) {
    return cents(
        workbook.getCreationHelper().createFormulaEvaluator().evaluate(cell).getNumberValue());
  }

  public static BigDecimal cents(double number) {
    return BigDecimal.valueOf(number).setScale(2, RoundingMode.HALF_UP);
  }
}
