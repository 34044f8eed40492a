package extrato.backup;

import com.fasterxml.jackson.annotation.JsonProperty;
import extrato.db.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a manifest says of one table's records.
 *
 * @param sum of {@code valor}, as text; {@code NaN} when one of them is
 * @param sha256 of the table's lines
 */
public record TableSummary(
    @JsonProperty("table") String table,
    @JsonProperty("columns") List<Column> columns,
    @JsonProperty("rows") long rows,
    @JsonProperty("sum") String sum,
    @JsonProperty("first_id") @Nullable Long firstId,
    @JsonProperty("last_id") @Nullable Long lastId,
    @JsonProperty("sha256") String sha256) {
  public TableSummary {
    columns = List.copyOf(columns);
  }
}
