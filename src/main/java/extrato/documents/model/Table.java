package extrato.documents.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table, whose rows are told as often as they are needed: there may be too many to hold.
 *
 * @param size how many rows there are
 * @param total the last line, which adds the others up; null for none
 */
public record Table(String title, List<Column> columns, long size, Rows rows, @Nullable Row total) {
  public Table {
    columns = List.copyOf(columns);
  }

  /** A line: a cell for each column, null for one that is empty. */
  public record Row(List<@Nullable Object> cells) {
    static Row of(@Nullable Object... cells) {
      return new Row(java.util.Arrays.asList(cells));
    }
  }

  /** Where the rows come from. */
  @FunctionalInterface
  public interface Rows {
    void forEach(Consumer<Row> each);
  }

  static Table of(String title, List<Column> columns, List<Row> rows, @Nullable Row total) {
    List<Row> held = List.copyOf(rows);
    return new Table(title, columns, held.size(), held::forEach, total);
  }

  /** The last amount of the last line: what the table comes to. */
  public @Nullable BigDecimal sum() {
    int at = summedColumn();
    return total != null && at >= 0 && total.cells().get(at) instanceof BigDecimal sum ? sum : null;
  }

  /** The last column of money whose total stands in the last line; -1 where there is none. */
  public int summedColumn() {
    for (int at = columns.size() - 1; total != null && at >= 0; at--) {
      if (columns.get(at).kind() == Column.Kind.MONEY
          && total.cells().get(at) instanceof BigDecimal) {
        return at;
      }
    }
    return -1;
  }

  public boolean isEmpty() {
    return size == 0;
  }
}
