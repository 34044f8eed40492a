package extrato.work.staging;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.util.List;

/** A column that wants a value and has no default. */
public record RequiredColumn(String table, String name) {
  private static final String REQUIRED = Sql.load(RequiredColumn.class, "required_columns.sql");

  public static List<RequiredColumn> of(Snapshot snapshot) {
    return snapshot
        .query(REQUIRED)
        .bind("schema", snapshot.studio().schema())
        .map((row, context) -> new RequiredColumn(row.getString("tabela"), row.getString("name")))
        .list();
  }
}
