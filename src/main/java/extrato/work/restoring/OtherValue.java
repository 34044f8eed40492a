package extrato.work.restoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One place where what comes back is not what should come back.
 *
 * @param id null if a statement mentions a record without identifying it
 * @param column null if one side lacks the record altogether
 * @param inFile the value that comes back
 * @param expected the value that should come back
 */
public record OtherValue(
    @JsonProperty("table") String table,
    @JsonProperty("id") @Nullable Long id,
    @JsonProperty("column") @Nullable String column,
    @JsonProperty("file") @Nullable String inFile,
    @JsonProperty("expected") @Nullable String expected,
    @JsonProperty("what") String what) {

  /** One or more records that the other side lacks. */
  static OtherValue missing(String table, @Nullable Long id, String what) {
    return new OtherValue(table, id, null, null, null, what);
  }

  /** Table, record and column without the values, fit for logs. */
  public String place() {
    String record = id == null ? table : table + " id " + id;
    return column == null
        ? record + " " + what
        : record + (id == null ? " column " : ", column ") + column + " " + what;
  }
}
