package extrato.month.selection;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A live record of a month that is closed.
 *
 * @param day as the database prints it; of a commission the day on which it was created, else its
 *     payment's
 */
@JsonPropertyOrder({"table", "id", "data", "valor"})
public record LateRecord(
    @JsonProperty("table") String table,
    @JsonProperty("id") long id,
    @JsonProperty("data") @Nullable String day,
    @JsonProperty("valor") @Nullable String amount) {

  /** How many are named. */
  public static final int MOST = 20;

  private static final String FIRST =
      MonthRows.selectionPrelude() + Sql.load(LateRecord.class, "late_records.sql");

  /** The first of them, table by table, by id. */
  public static List<LateRecord> first(MonthBooks books) {
    return books
        .query(FIRST)
        .bind("most", MOST)
        .map(
            (row, context) ->
                new LateRecord(
                    row.getString("tabela"),
                    row.getLong("id"),
                    row.getString("dia"),
                    row.getString("valor")))
        .list();
  }
}
