package extrato.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table for the terminal: columns are aligned, numbers to the right, and long texts are cut until
 * a line fits. A column that is empty in every row is left out.
 */
public final class TextTable {
  private static final int SHORTEST = 5;
  private static final Pattern LINE_BREAKS = Pattern.compile("[\\r\\n\\t]+");

  private enum Content {
    /** Cut if there is no room. */
    TEXT,
    /** Never cut. */
    WORD,
    /** Never cut, and aligned to the right. */
    NUMBER
  }

  private record Column(String heading, Content content) {}

  /** Supplies the rows each time from the first, because there may be too many to keep. */
  @FunctionalInterface
  interface Rows {
    void forEach(Consumer<List<String>> each);
  }

  private final List<Column> columns = new ArrayList<>();
  private final List<List<String>> held = new ArrayList<>();
  private @Nullable Rows told;

  /** A column of text that people wrote; it is cut if the line is too long. */
  public TextTable text(String heading) {
    columns.add(new Column(heading, Content.TEXT));
    return this;
  }

  public TextTable word(String heading) {
    columns.add(new Column(heading, Content.WORD));
    return this;
  }

  public TextTable number(String heading) {
    columns.add(new Column(heading, Content.NUMBER));
    return this;
  }

  public void row(List<? extends @Nullable String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(
          cells.size() + " cells for " + columns.size() + " columns");
    }
    held.add(cells.stream().map(cell -> cell == null ? "" : onOneLine(cell)).toList());
  }

  /** Uses these rows, and reads them as often as needed. */
  TextTable rows(Rows source) {
    told = source;
    return this;
  }

  private void forEachRow(Consumer<List<String>> each) {
    held.forEach(each);
    if (told != null) {
      told.forEach(cells -> each.accept(cells.stream().map(TextTable::onOneLine).toList()));
    }
  }

  private static String onOneLine(String cell) {
    return HarmlessText.of(LINE_BREAKS.matcher(cell).replaceAll(" "));
  }

  boolean isEmpty() {
    return held.isEmpty() && told == null;
  }

  public List<String> lines(int width) {
    List<String> lines = new ArrayList<>();
    print(width, lines::add);
    return lines;
  }

  /**
   * Prints the heading, if there is one, and one line per row. The table is as wide as its widest
   * line, but not wider than {@code width}.
   */
  void print(int width, Consumer<String> lines) {
    int[] natural = new int[columns.size()];
    forEachRow(row -> widen(natural, row));
    List<Integer> shown = new ArrayList<>();
    for (int column = 0; column < natural.length; column++) {
      if (natural[column] > 0) {
        shown.add(column);
      }
    }
    List<String> headings = columns.stream().map(Column::heading).toList();
    widen(natural, headings);
    int[] widths = shown.stream().mapToInt(column -> natural[column]).toArray();
    int gap = total(widths, 2) <= width ? 2 : 1;
    while (total(widths, gap) > width && shrinkWidest(shown, widths)) {}
    if (headings.stream().anyMatch(heading -> !heading.isEmpty())) {
      lines.accept(line(headings, shown, widths, gap));
    }
    forEachRow(row -> lines.accept(line(row, shown, widths, gap)));
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int at = 0; at < widths.length; at++) {
      widths[at] = Math.max(widths[at], TextWidth.of(cells.get(at)));
    }
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
      boolean gives = columns.get(shown.get(at)).content() == Content.TEXT && widths[at] > SHORTEST;
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
              column.content() == Content.NUMBER
                  ? TextWidth.right(cell, widths[at])
                  : TextWidth.left(cell, widths[at]));
    }
    return line.toString().stripTrailing();
  }
}
