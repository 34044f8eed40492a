package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.TargetColumn;
import extrato.work.importing.files.TargetTable;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A table of the studio, as records find it.
 *
 * @param computed columns that the server computes
 * @param required columns that want a value
 * @param guarded columns of which only the server knows what they take
 */
record StudioTarget(
    TargetTable table, Set<String> computed, Set<String> required, Set<String> guarded) {
  private static final String COLUMNS = Sql.load(StudioTarget.class, "target_columns.sql");

  StudioTarget {
    computed = Set.copyOf(computed);
    required = Set.copyOf(required);
    guarded = Set.copyOf(guarded);
  }

  private record Found(
      String table, TargetColumn column, boolean computed, boolean required, boolean guarded) {}

  static Map<ImportTable, StudioTarget> of(Snapshot snapshot) {
    List<Found> found =
        snapshot
            .query(COLUMNS)
            .bind("schema", snapshot.studio().schema())
            .map(
                (row, context) -> {
                  TargetColumn column =
                      TargetColumn.of(
                          row.getString("name"),
                          row.getString("type"),
                          row.getString("base"),
                          row.getInt("modifier"));
                  return new Found(
                      row.getString("tabela"),
                      column,
                      row.getBoolean("computed"),
                      row.getBoolean("required"),
                      row.getBoolean("is_domain") || column.kind() == TargetColumn.Kind.OTHER);
                })
            .list();
    Map<ImportTable, StudioTarget> targets = new EnumMap<>(ImportTable.class);
    for (ImportTable table : ImportTable.values()) {
      List<Found> own = found.stream().filter(f -> f.table().equals(table.table())).toList();
      if (!own.isEmpty()) {
        targets.put(table, of(table, own));
      }
    }
    return targets;
  }

  private static StudioTarget of(ImportTable table, List<Found> own) {
    Set<String> computed = new HashSet<>();
    Set<String> required = new HashSet<>();
    Set<String> guarded = new HashSet<>();
    for (Found found : own) {
      String name = found.column().name();
      if (found.computed()) {
        computed.add(name);
      }
      if (found.required()) {
        required.add(name);
      }
      if (found.guarded()) {
        guarded.add(name);
      }
    }
    return new StudioTarget(
        new TargetTable(table, own.stream().map(Found::column).toList()),
        computed,
        required,
        guarded);
  }
}
