package extrato.work.importing.files;

import extrato.support.failure.Wording;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something in the files that is no data for the books; never with its value, which may be a name.
 *
 * @param line 0 where it is about the whole file
 * @param column empty where it is about the whole record
 * @param reason a name that no column has may be the data of a file without a header
 */
public record Reject(String file, long line, String column, Wording reason) {
  public Reject(String file, long line, String column, String reason) {
    this(file, line, column, Wording.plain(reason));
  }

  public Wording described() {
    return reason.between(
        file + (line == 0 ? "" : " line " + line) + (column.isEmpty() ? "" : ", " + column) + ": ",
        "");
  }

  /** In full, for whoever has the files. */
  public Map<String, Object> byName() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("line", line);
    fields.put("column", column);
    fields.put("reason", reason.forTerminal());
    return fields;
  }
}
