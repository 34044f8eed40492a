package extrato.life;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;

/**
 * A valid backup file: its manifest proves its bytes.
 *
 * @param rows the records, by token
 */
record Gen(YearMonth month, int number, Path csv, Map<String, Row> rows) {
  @Override
  public String toString() {
    return csv.getFileName() + " (" + rows.size() + " records)";
  }
}
