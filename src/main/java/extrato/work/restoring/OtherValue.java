package extrato.work.restoring;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One place where what comes back is not what is held to be right.
 *
 * @param id null where a statement tells of a record without saying which
 * @param column null when one side does not have the record at all
 * @param inFile what comes back
 * @param expected what is held to be right
 */
public record OtherValue(
    @JsonProperty("table") String table,
    @JsonProperty("id") @Nullable Long id,
    @JsonProperty("column") @Nullable String column,
    @JsonProperty("file") @Nullable String inFile,
    @JsonProperty("expected") @Nullable String expected,
    @JsonProperty("what") String what) {

  /** A record, or more than one, that the other side does not have. */
  static OtherValue missing(String table, @Nullable Long id, String what) {
    return new OtherValue(table, id, null, null, null, what);
  }

  /** Table, record and column, without the values: fit for logs. */
  public String place() {
    String record = id == null ? table : table + " id " + id;
    return column == null
        ? record + " " + what
        : record + (id == null ? " column " : ", column ") + column + " " + what;
  }
}
