package extrato.work.importing;

import extrato.month.selection.UniqueKey;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Records of the files that are live with other values. They leave the stage of what is new; here
 * they are whole rows, as they shall be.
 */
final class ChangedRows {
  private final Snapshot snapshot;
  private final ImportStage coming;
  private final ImportStage stage;

  ChangedRows(Snapshot snapshot, ImportStage coming) {
    this.snapshot = snapshot;
    this.coming = coming;
    this.stage = coming.ofWholeRows("mudar_");
  }

  ImportStage stage() {
    return stage;
  }

  /** Takes the records over that are live: by their ids, else by whatever else is unique. */
  void pick(Predicate<ImportTable> which, ImportFindings findings) {
    for (ImportTable table : coming.tables()) {
      List<UniqueKey> keys = which.test(table) ? keys(table) : List.of();
      if (!keys.isEmpty()) {
        pick(table, keys);
        findings
            .of(stage)
            .places(
                String.format(
                    Locale.ROOT,
                    "select q.place from (select s.%s as place, pg_catalog.row_number() over"
                        + " (partition by s.id order by s.%s) as n from %s s) q where q.n > 1 order"
                        + " by 1",
                    ImportStage.PLACE,
                    ImportStage.PLACE,
                    stage.tableOf(table)),
                "",
                "an earlier record of the files is the same live one");
      }
    }
  }

  private List<UniqueKey> keys(ImportTable table) {
    boolean hasIds = coming.has(table, "id");
    return UniqueKey.everywhere(snapshot).stream()
        .filter(key -> key.table().equals(table.table()))
        .filter(key -> hasIds ? key.keys().equals(List.of("id")) : !key.hasId())
        .filter(key -> coming.hasAll(key.table(), key.columns()))
        .toList();
  }

  private void pick(ImportTable table, List<UniqueKey> keys) {
    List<String> columns = stage.staged(table);
    Set<String> given = Set.copyOf(coming.staged(table));
    snapshot
        .update(
            String.format(
                Locale.ROOT,
                """
                with achados as materialized (%s), alvos as (
                  select a.place, min(a.id) as alvo from achados a
                  group by a.place having pg_catalog.count(distinct a.id) = 1
                ), movidos as (
                  delete from %s n using alvos a where n.%s = a.place returning n.*, a.alvo as "extrato alvo"
                )
                insert into %s (%s, %s)
                select m.%s, %s from movidos m join :"studio".%s t on t.id = m."extrato alvo"\
                """,
                keys.stream()
                    .map(key -> matches(table, key))
                    .collect(Collectors.joining(" union ")),
                coming.tableOf(table),
                ImportStage.PLACE,
                stage.tableOf(table),
                ImportStage.PLACE,
                String.join(", ", columns),
                ImportStage.PLACE,
                columns.stream()
                    .map(column -> (isGiven(column, given) ? "m." : "t.") + column)
                    .collect(Collectors.joining(", ")),
                table))
        .execute();
  }

  /** An id that the files do not have is the live record's. */
  private static boolean isGiven(String column, Set<String> given) {
    return given.contains(column) && !column.equals(Sql.quoted("id"));
  }

  /** The places of records, and the ids of the live ones that they are by that key. */
  private String matches(ImportTable table, UniqueKey key) {
    String staged =
        String.format(
            Locale.ROOT,
            "(select *, %s as place from %s) x",
            ImportStage.PLACE,
            coming.tableOf(table));
    return String.format(
        Locale.ROOT,
        "select s.place, t.id from %s s join %s t on %s",
        key.select(staged).replaceFirst("select id, ", "select place, "),
        key.select(":\"studio\"." + table),
        key.equal());
  }
}
