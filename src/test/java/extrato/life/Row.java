package extrato.life;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A record in one place, with each value as PostgreSQL writes it in UTC, and NULL as null.
 *
 * @param token identifies the record, whatever its id; it is part of the remarks
 */
record Row(String table, long id, String token, Map<String, @Nullable String> values) {
  private static final Pattern TOKEN = Pattern.compile("#[a-z]?[0-9]+");
  private static final String NOBODY = "";

  Row {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  static Row of(String table, Map<String, @Nullable String> values) {
    String remarks = values.get(table.equals("gastos") ? "descricao" : "observacoes");
    Matcher token = TOKEN.matcher(remarks == null ? "" : remarks);
    String id = values.get("id");
    return new Row(
        table,
        id == null ? -1 : Long.parseLong(id),
        token.lookingAt() ? token.group() : NOBODY,
        values);
  }

  @Nullable String get(String column) {
    return values.get(column);
  }

  /** The same row with the other's value in a column, if the row has that column. */
  Row with(String column, Row other) {
    Map<String, @Nullable String> more = new LinkedHashMap<>(values);
    if (values.containsKey(column)) {
      more.put(column, other.get(column));
    }
    return of(table, more);
  }

  @Nullable Long number(String column) {
    String value = values.get(column);
    return value == null ? null : Long.valueOf(value);
  }

  LocalDate data() {
    return LocalDate.parse(String.valueOf(values.get("data")));
  }

  String key() {
    return table + " " + id;
  }

  @Override
  public String toString() {
    return table + " " + id + " (" + token + ")";
  }
}
