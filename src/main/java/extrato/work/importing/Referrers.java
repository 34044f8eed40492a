package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** Rows of any table that refer to records that are to go, and stay themselves. */
final class Referrers {
  private static final String REFERRERS = Sql.load(Referrers.class, "referrers.sql");

  private final Snapshot snapshot;
  private final ImportStage stage;
  private final ImportStage changing;

  /**
   * @param stage of records that are to go
   * @param changing live records that will not refer to them any more
   */
  Referrers(Snapshot snapshot, ImportStage stage, ImportStage changing) {
    this.snapshot = snapshot;
    this.stage = stage;
    this.changing = changing;
  }

  private record Key(
      String schema, String table, String target, List<String> columns, List<String> matches) {
    String named() {
      return schema + "." + table;
    }
  }

  /** Lists records that something else refers to by now, whatever would become of that. */
  void find(ImportFindings findings) {
    List<Key> keys =
        snapshot
            .query(REFERRERS)
            .bind("schema", snapshot.studio().schema())
            .map(
                (row, context) ->
                    new Key(
                        row.getString("schema"),
                        row.getString("table"),
                        row.getString("target"),
                        strings(row.getArray("columns")),
                        strings(row.getArray("matches"))))
            .list();
    for (Key key : keys) {
      ImportTable.named(key.target())
          .filter(stage.tables()::contains)
          .ifPresent(table -> find(findings.of(stage), table, key));
    }
  }

  private void find(ImportFindings findings, ImportTable table, Key key) {
    findings.conflict(
        table,
        String.format(
            Locale.ROOT,
            """
            select s.%s, pg_catalog.concat('id ', s.id)
            from %s s
            where s.id in (
              select x.id from %s.%s t join :"studio".%s x on %s where true%s
            )
            order by s.id\
            """,
            ImportStage.PLACE,
            stage.tableOf(table),
            Sql.quoted(key.schema()),
            Sql.quoted(key.table()),
            table,
            String.join(" and ", key.matches()),
            noneOf(stage, key) + noneOf(changing, key)),
        key.named() + " refers to it by " + String.join(", ", key.columns()));
  }

  /** The condition that row t is none of the stage's records. */
  private String noneOf(ImportStage records, Key key) {
    return key.schema().equals(snapshot.studio().schema())
            && ImportTable.named(key.table()).filter(records.tables()::contains).isPresent()
        ? " and not exists (select from " + records.tableOf(key.table()) + " o where o.id = t.id)"
        : "";
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
