package extrato.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table for the terminal: columns under each other, numbers to the right, long texts cut until a
 * line fits. A column that is empty in every row is left out.
 */
final class TextTable {
  private static final int SHORTEST = 5;
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]+");

  private enum Kind {
    /** Cut where there is no room. */
    TEXT,
    /** Never cut. */
    WORD,
    /** Never cut, and to the right. */
    NUMBER
  }

  private record Column(String heading, Kind kind) {}

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** Whatever people wrote: it gives way when the line is too long. */
  TextTable text(String heading) {
    columns.add(new Column(heading, Kind.TEXT));
    return this;
  }

  TextTable word(String heading) {
    columns.add(new Column(heading, Kind.WORD));
    return this;
  }

  TextTable number(String heading) {
    columns.add(new Column(heading, Kind.NUMBER));
    return this;
  }

  void row(List<? extends @Nullable String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns");
    }
    rows.add(cells.stream().map(cell -> cell == null ? "" : onOneLine(cell)).toList());
  }

  private static String onOneLine(String cell) {
    return Console.printable(LINE_BREAKS.matcher(cell).replaceAll(" "));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  /**
   * The heading, if there is one, and a line for each row; as wide as the widest of them, if that
   * is less.
   */
  List<String> lines(int width) {
    List<Integer> shown = new ArrayList<>();
    for (int column = 0; column < columns.size(); column++) {
      int at = column;
      if (rows.stream().anyMatch(row -> !row.get(at).isEmpty())) {
        shown.add(column);
      }
    }
    int[] widths = shown.stream().mapToInt(this::natural).toArray();
    int gap = total(widths, 2) <= width ? 2 : 1;
    while (total(widths, gap) > width && shrinkWidest(shown, widths)) {}
    List<String> lines = new ArrayList<>();
    if (columns.stream().anyMatch(column -> !column.heading().isEmpty())) {
      lines.add(line(columns.stream().map(Column::heading).toList(), shown, widths, gap));
    }
    rows.forEach(row -> lines.add(line(row, shown, widths, gap)));
    return lines;
  }

  private int natural(int column) {
    int widest = TextWidth.of(columns.get(column).heading());
    for (List<String> row : rows) {
      widest = Math.max(widest, TextWidth.of(row.get(column)));
    }
    return widest;
  }

  private static int total(int[] widths, int gap) {
    int total = gap * Math.max(0, widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    return total;
  }

  private boolean shrinkWidest(List<Integer> shown, int[] widths) {
    int widest = -1;
    for (int at = 0; at < widths.length; at++) {
      boolean gives = columns.get(shown.get(at)).kind() == Kind.TEXT && widths[at] > SHORTEST;
      if (gives && (widest < 0 || widths[at] > widths[widest])) {
        widest = at;
      }
    }
    if (widest < 0) {
      return false;
    }
    widths[widest]--;
    return true;
  }

  private String line(List<String> cells, List<Integer> shown, int[] widths, int gap) {
    StringBuilder line = new StringBuilder();
    for (int at = 0; at < widths.length; at++) {
      Column column = columns.get(shown.get(at));
      String cell = TextWidth.cut(cells.get(shown.get(at)), widths[at]);
      line.append(at == 0 ? "" : " ".repeat(gap))
          .append(
              column.kind() == Kind.NUMBER
                  ? TextWidth.right(cell, widths[at])
                  : TextWidth.left(cell, widths[at]));
    }
    return line.toString().stripTrailing();
  }
}
