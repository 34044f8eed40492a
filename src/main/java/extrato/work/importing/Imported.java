package extrato.work.importing;

import extrato.studio.Money;
import extrato.studio.Month;
import extrato.work.importing.files.ImportTable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What an import did, or what was done to undo one.
 *
 * @param left records that were live already, and stay as they are
 * @param image where its records are kept; null where they are not
 * @param late closed months that some of the records are late for
 */
public record Imported(
    Map<ImportTable, Table> tables,
    Map<ImportTable, Long> left,
    @Nullable Path image,
    List<Month> late) {
  /**
   * What became of one table.
   *
   * @param added new records
   * @param changed live records that got other values
   * @param removed live records that are not there any more
   * @param sum of what was added; null where the table has no amounts
   */
  public record Table(long added, long changed, long removed, @Nullable Money sum) {
    boolean isTouched() {
      return added + changed + removed > 0;
    }
  }

  public Imported {
    Map<ImportTable, Table> inOrder = new EnumMap<>(ImportTable.class);
    inOrder.putAll(tables);
    tables = Collections.unmodifiableMap(inOrder);
    left = Map.copyOf(left);
    late = List.copyOf(late);
  }

  Imported keptIn(Path folder) {
    return new Imported(tables, left, folder, late);
  }

  public long leftAlone() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  public long added() {
    return sum(Table::added);
  }

  public long changed() {
    return sum(Table::changed);
  }

  public long removed() {
    return sum(Table::removed);
  }

  /** Whether anything is other than it was. */
  public boolean isAnything() {
    return tables.values().stream().anyMatch(Table::isTouched);
  }

  private long sum(ToLongFunction<Table> count) {
    return tables.values().stream().mapToLong(count).sum();
  }
}
