package extrato.work.importing;

import extrato.studio.Money;
import extrato.studio.Month;
import extrato.work.importing.files.ImportTable;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an import brought.
 *
 * @param left records that were live already, and stay as they are
 * @param image where its records are kept; null of a dry run
 * @param late closed months that some of the records are late for
 */
public record Imported(
    Map<ImportTable, Table> tables,
    Map<ImportTable, Long> left,
    @Nullable Path image,
    List<Month> late) {
  /**
   * What one table got.
   *
   * @param sum null where the table has no amounts
   */
  public record Table(long records, @Nullable Money sum) {}

  public Imported {
    tables = Collections.unmodifiableMap(new EnumMap<>(tables));
    left = Map.copyOf(left);
    late = List.copyOf(late);
  }

  Imported keptIn(Path folder) {
    return new Imported(tables, left, folder, late);
  }

  public long leftAlone() {
    return left.values().stream().mapToLong(Long::longValue).sum();
  }

  public long records() {
    return tables.values().stream().mapToLong(Table::records).sum();
  }
}
