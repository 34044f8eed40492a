package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import java.sql.Array;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of any table that refer to staged records and are none of them. */
final class Referrers {
  private static final String REFERRERS = Sql.load(Referrers.class, "referrers.sql");

  private Referrers() {}

  private record Key(
      String schema, String table, String target, List<String> columns, List<String> targets) {
    String named() {
      return schema + "." + table;
    }
  }

  /** Lists records that something else refers to by now, whatever would become of that. */
  static void find(Snapshot snapshot, ImportStage stage, Findings findings) {
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
                        strings(row.getArray("target_columns"))))
            .list();
    for (Key key : keys) {
      ImportTable.named(key.target())
          .filter(stage.tables()::contains)
          .ifPresent(table -> find(snapshot, stage, findings, table, key));
    }
  }

  private static void find(
      Snapshot snapshot, ImportStage stage, Findings findings, ImportTable table, Key key) {
    String equal =
        IntStream.range(0, key.columns().size())
            .mapToObj(
                i ->
                    "r."
                        + Sql.quoted(key.columns().get(i))
                        + " = s."
                        + Sql.quoted(key.targets().get(i)))
            .collect(Collectors.joining(" and "));
    boolean ownTable =
        key.schema().equals(snapshot.studio().schema())
            && ImportTable.named(key.table()).filter(stage.tables()::contains).isPresent();
    findings.conflict(
        table,
        String.format(
            Locale.ROOT,
            "select s.%s, pg_catalog.concat('id ', s.id) from %s s where exists (select from %s.%s"
                + " r where %s%s) order by s.id",
            ImportStage.PLACE,
            stage.tableOf(table),
            Sql.quoted(key.schema()),
            Sql.quoted(key.table()),
            equal,
            ownTable
                ? " and not exists (select from "
                    + stage.tableOf(key.table())
                    + " o where o.id = r.id)"
                : ""),
        key.named() + " refers to it by " + String.join(", ", key.columns()));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
