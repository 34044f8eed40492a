package extrato.life;

import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;

/**
 * A backup file that is one: its manifest vouches for its bytes.
 *
 * @param rows by token
 */
record Gen(YearMonth month, int number, Path csv, Map<String, Row> rows) {
  @Override
  public String toString() {
    return csv.getFileName() + " (" + rows.size() + " records)";
  }
}
