package extrato.work.importing;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.postgres.Traits;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.TargetColumn;
import extrato.work.importing.files.TargetTable;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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

  private record Found(String table, TargetColumn column, Set<Trait> traits) {
    enum Trait {
      COMPUTED,
      REQUIRED,
      IS_DOMAIN
    }

    boolean is(Trait trait) {
      return traits.contains(trait);
    }

    boolean isGuarded() {
      return is(Trait.IS_DOMAIN) || column.kind() == TargetColumn.Kind.OTHER;
    }
  }

  static Map<ImportTable, StudioTarget> of(Snapshot snapshot) {
    List<Found> found =
        snapshot
            .query(COLUMNS)
            .bind("schema", snapshot.studio().schema())
            .map(
                (row, context) ->
                    new Found(
                        row.getString("tabela"),
                        TargetColumn.of(
                            row.getString("name"),
                            row.getString("type"),
                            row.getString("base"),
                            row.getInt("modifier")),
                        Traits.of(row, Found.Trait.class)))
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
    return new StudioTarget(
        new TargetTable(table, own.stream().map(Found::column).toList()),
        names(own, column -> column.is(Found.Trait.COMPUTED)),
        names(own, column -> column.is(Found.Trait.REQUIRED)),
        names(own, Found::isGuarded));
  }

  private static Set<String> names(List<Found> own, Predicate<Found> which) {
    return own.stream()
        .filter(which)
        .map(found -> found.column().name())
        .collect(Collectors.toSet());
  }
}
