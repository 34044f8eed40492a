package extrato.documents.xlsx;

import extrato.documents.model.Column;
import extrato.documents.model.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table in a sheet of its own, and in further ones where it has more rows than a sheet takes. */
final class TableSheets {
  /** With its headings, a sheet then has as many rows as there can be. */
  static final int MOST_ROWS = 1_048_575;

  private final Workbook workbook;
  private final String foot;
  private final int most;

  /**
   * @param most how many rows a sheet takes
   */
  TableSheets(Workbook workbook, String foot, int most) {
    this.workbook = workbook;
    this.foot = foot;
    this.most = most;
  }

  /** One table on its way into sheets. */
  private final class Writing {
    private final Table table;
    private final List<String> names = new ArrayList<>();
    private final List<Long> rows = new ArrayList<>();
    private Sheet sheet;
    private boolean exact = true;

    Writing(Table table) {
      this.table = table;
      this.sheet = begin();
    }

    private Sheet begin() {
      names.add(names.isEmpty() ? table.title() : table.title() + " (" + (names.size() + 1) + ")");
      Sheet next = workbook.sheet();
      next.begin(table.columns().stream().map(TableSheets::width).toList(), 1);
      next.row();
      table.columns().forEach(column -> next.text(column.heading(), Style.HEADING));
      return next;
    }

    void add(Table.Row row) {
      if (sheet.rows() > most) {
        end();
        sheet = begin();
      }
      sheet.row();
      for (int at = 0; at < table.columns().size(); at++) {
        exact &= sheet.value(table.columns().get(at).kind(), row.cells().get(at), false);
      }
    }

    private void end() {
      end(sheet.rows());
    }

    private void end(long last) {
      rows.add(last);
      String filter = "A1:" + Sheet.name(table.columns().size() - 1) + Math.max(last, 1);
      sheet.end(filter, foot);
      workbook.ended(names.get(names.size() - 1), filter, false);
    }

    Written finish() {
      Table.Row total = table.total();
      if (total == null) {
        end();
        return new Written(List.copyOf(names), List.copyOf(rows), exact);
      }
      if (sheet.rows() > most) {
        end();
        sheet = begin();
      }
      long last = sheet.rows();
      rows.add(last);
      Written written = new Written(List.copyOf(names), List.copyOf(rows), exact);
      rows.remove(rows.size() - 1);
      sheet.row();
      for (int at = 0; at < table.columns().size(); at++) {
        total(written, at, total.cells().get(at));
      }
      end(last);
      return written;
    }

    private void total(Written written, int at, @Nullable Object value) {
      Column.Kind kind = table.columns().get(at).kind();
      if (kind == Column.Kind.MONEY && value instanceof BigDecimal sum && written.exact()) {
        sheet.formula(written.sum(at, names.get(names.size() - 1)), sum, Style.TOTAL_MONEY);
      } else {
        boolean unused = sheet.value(kind, value, true);
      }
    }
  }

  /**
   * Where a table stands.
   *
   * @param rows the last row of each of its sheets
   * @param exact whether each of its amounts stands there as a number
   */
  record Written(List<String> names, List<Long> rows, boolean exact) {
    /** The formula that adds a column up, for a cell of another sheet. */
    String sum(int column) {
      return sum(column, "");
    }

    /** The same for a cell of that sheet. */
    String sum(int column, String own) {
      List<String> parts = new ArrayList<>();
      for (int at = 0; at < names.size(); at++) {
        if (rows.get(at) > 1) {
          String sheet = names.get(at).equals(own) ? "" : Workbook.quoted(names.get(at)) + "!";
          String letter = Sheet.name(column);
          parts.add("SUM(" + sheet + letter + "2:" + letter + rows.get(at) + ")");
        }
      }
      return parts.isEmpty() ? "0" : parts.stream().collect(Collectors.joining("+"));
    }
  }

  Written write(Table table) {
    Writing writing = new Writing(table);
    table.rows().forEach(writing::add);
    return writing.finish();
  }

  private static int width(Column column) {
    int least =
        switch (column.kind()) {
          case TEXT -> 26;
          case NUMBER -> 9;
          case DATE -> 12;
          case MOMENT -> 17;
          case MONEY -> 16;
          case PERCENT -> 10;
        };
    return Math.max(least, column.heading().length() + 4);
  }
}
