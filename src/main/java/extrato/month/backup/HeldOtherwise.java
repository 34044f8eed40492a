package extrato.month.backup;

import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A live record that a month's newest backup holds with other values: it was edited after the
 * backup was written, or the database was set back. With a new id, nobody could tell that they are
 * the same record.
 */
public final class HeldOtherwise {
  /** A session's pointer is not compared, because it belongs to the payment. */
  private static final String POINTER = "payment_id";

  private HeldOtherwise() {}

  /**
   * The backups that hold the record with other values.
   *
   * @param warn receives a warning about each backup that cannot be read
   */
  public static List<Generation> in(
      Backups backups, Snapshot snapshot, Tabela tabela, long id, Consumer<String> warn) {
    List<Generation> holding = new ArrayList<>();
    for (Month month : backups.months()) {
      Optional<Generation> newest = backups.newest(month);
      try {
        newest.filter(generation -> isIn(generation, snapshot, tabela, id)).ifPresent(holding::add);
      } catch (Failure e) {
        warn.accept(e.text() + ": whether it has the record cannot be told");
      }
    }
    return holding;
  }

  private static boolean isIn(Generation generation, Snapshot snapshot, Tabela tabela, long id) {
    Map<String, @Nullable String> filed = FiledRecord.of(generation, tabela, id);
    if (filed == null) {
      return false;
    }
    List<String> columns = FiledRecord.shared(snapshot, generation.manifest(), tabela);
    return FiledRecord.live(snapshot, tabela, columns, String.valueOf(id)).stream()
        .anyMatch(
            live ->
                FiledRecord.isTheSame(filed, live)
                    && columns.stream()
                        .filter(column -> !column.equals(POINTER))
                        .anyMatch(column -> !Objects.equals(filed.get(column), live.get(column))));
  }
}
