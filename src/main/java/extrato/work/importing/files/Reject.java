package extrato.work.importing.files;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Something in the files that is no data for the books; never with its value, which may be a name.
 *
 * @param line 0 where it is about the whole file
 * @param column empty where it is about the whole record
 */
public record Reject(String file, long line, String column, String reason) {
  public String described() {
    return file
        + (line == 0 ? "" : " line " + line)
        + (column.isEmpty() ? "" : ", " + column)
        + ": "
        + reason;
  }

  public Map<String, Object> byName() {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("file", file);
    fields.put("line", line);
    fields.put("column", column);
    fields.put("reason", reason);
    return fields;
  }
}
