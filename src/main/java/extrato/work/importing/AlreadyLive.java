package extrato.work.importing;

import extrato.month.selection.UniqueKey;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Records of the files that are live already, with the same values in all of their columns: a merge
 * leaves them where they are. Those with other values stay staged, and are in the way.
 */
final class AlreadyLive {
  private final Snapshot snapshot;
  private final ImportStage stage;
  private final Map<ImportTable, Long> left = new EnumMap<>(ImportTable.class);

  AlreadyLive(Snapshot snapshot, ImportStage stage) {
    this.snapshot = snapshot;
    this.stage = stage;
  }

  /** Whether records that are live already are known again, so that none comes twice. */
  static boolean isKeyed(Snapshot snapshot, ImportStage stage) {
    List<UniqueKey> keys = UniqueKey.everywhere(snapshot);
    return stage.tables().stream()
        .allMatch(
            table ->
                stage.has(table, "id")
                    || keys.stream()
                        .filter(key -> key.table().equals(table.table()) && !key.hasId())
                        .anyMatch(key -> stage.hasAll(key.table(), key.columns())));
  }

  /** How many records of each table were live already. */
  Map<ImportTable, Long> left() {
    return left;
  }

  /** Leaves them out, by their ids and by whatever else is unique. */
  void leave(Predicate<ImportTable> which) {
    for (UniqueKey key : UniqueKey.everywhere(snapshot)) {
      ImportTable.named(key.table())
          .filter(which)
          .filter(table -> isLoaded(table, key))
          .ifPresent(table -> left.merge(table, leave(table, key), Long::sum));
    }
  }

  private boolean isLoaded(ImportTable table, UniqueKey key) {
    return stage.tables().contains(table)
        && key.columns().stream().allMatch(column -> stage.has(table, column));
  }

  private long leave(ImportTable table, UniqueKey key) {
    String live = ":\"studio\"." + table;
    List<String> columns = stage.staged(table);
    if (!stage.has(table, "id")) {
      columns.remove(Sql.quoted("id"));
    }
    String staged =
        "(select *, " + ImportStage.PLACE + " as place from " + stage.tableOf(table) + ") x";
    return snapshot
        .update(
            String.format(
                Locale.ROOT,
                """
                delete from %s n
                using %s s
                join %s t on %s
                join %s v on v.id = t.id
                where n.%s = s.place and row(%s)::record *= row(%s)::record\
                """,
                stage.tableOf(table),
                key.select(staged).replaceFirst("select id, ", "select place, "),
                key.select(live),
                key.equal(),
                live,
                ImportStage.PLACE,
                prefixed("n.", columns),
                prefixed("v.", columns)))
        .execute();
  }

  private static String prefixed(String alias, List<String> columns) {
    return columns.stream().map(column -> alias + column).collect(Collectors.joining(", "));
  }
}
