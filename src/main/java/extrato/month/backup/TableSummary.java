package extrato.month.backup;

import extrato.postgres.Column;
import extrato.support.json.JsonFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A manifest's description of one table's records.
 *
 * @param sum the sum of {@code valor} as text; {@code NaN} if one of the values is
 * @param sha256 the digest of the table's lines
 */
public record TableSummary(
    String table,
    List<Column> columns,
    long rows,
    String sum,
    @Nullable Long firstId,
    @Nullable Long lastId,
    String sha256) {
  public TableSummary {
    columns = List.copyOf(columns);
  }

  static TableSummary of(JsonFields json) throws IOException {
    List<Column> columns = new ArrayList<>();
    for (JsonFields column : json.objects("columns")) {
      columns.add(new Column(column.text("name"), column.text("type"), column.truth("generated")));
    }
    return new TableSummary(
        json.text("table"),
        columns,
        json.number("rows"),
        json.text("sum"),
        json.numberOrNull("first_id"),
        json.numberOrNull("last_id"),
        json.text("sha256"));
  }

  Map<String, @Nullable Object> byName() {
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    named.put("table", table);
    named.put("columns", columns.stream().map(Column::byName).toList());
    named.put("rows", rows);
    named.put("sum", sum);
    named.put("first_id", firstId);
    named.put("last_id", lastId);
    named.put("sha256", sha256);
    return named;
  }
}
