package extrato.documents.pdf;

import extrato.documents.model.Column;
import extrato.documents.model.Forms;
import extrato.documents.model.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table over as many pages as it takes, with its headings on each. */
final class PaperTable {
  private static final double GAP = 8;
  private static final double WIDE_GAP = 14;
  private static final double LINE = 1.25;
  private static final double PAD = 3;

  /** A cell with more lines is cut, visibly: it would fill the page alone. */
  private static final int MOST_LINES = 30;

  private final Paper paper;
  private final Forms forms;
  private final Table table;
  private final boolean across;
  private final double size;
  private final double gap;
  private final double[] widths;

  /**
   * @param across whether its pages lie across
   */
  PaperTable(Paper paper, Forms forms, Table table, boolean across, double size) {
    this.paper = paper;
    this.forms = forms;
    this.table = table;
    this.across = across;
    this.size = size;
    this.gap = across ? GAP : WIDE_GAP;
    this.widths = widths(across ? setWidths() : measuredWidths());
  }

  /** Gives the room that numbers leave to the texts. */
  private double[] widths(double[] widths) {
    List<Column> columns = table.columns();
    double taken = Arrays.stream(widths).sum() + gap * (columns.size() - 1);
    long texts = columns.stream().filter(column -> isText(column)).count();
    for (int at = 0; at < widths.length; at++) {
      if (isText(columns.get(at))) {
        widths[at] = (paper.width() - taken) / texts;
      }
    }
    return widths;
  }

  private static boolean isText(Column column) {
    return column.kind() == Column.Kind.TEXT;
  }

  /** Of records, which are too many to look at beforehand. */
  private double[] setWidths() {
    return table.columns().stream().mapToDouble(column -> size * ems(column.kind())).toArray();
  }

  /** As wide as what stands in it: a month's name beside six amounts needs the rest. */
  private double[] measuredWidths() {
    double[] widths = new double[table.columns().size()];
    for (int at = 0; at < widths.length; at++) {
      widths[at] =
          isText(table.columns().get(at)) ? 0 : measured(table.columns().get(at).heading());
    }
    table.rows().forEach(row -> widen(widths, row));
    if (table.total() != null) {
      widen(widths, table.total());
    }
    return widths;
  }

  private void widen(double[] widths, Table.Row row) {
    for (int at = 0; at < widths.length; at++) {
      Column column = table.columns().get(at);
      if (!isText(column)) {
        widths[at] = Math.max(widths[at], measured(forms.cell(column.kind(), row.cells().get(at))));
      }
    }
  }

  private double measured(String text) {
    return paper.typeface().width(text, size);
  }

  private static double ems(Column.Kind kind) {
    return switch (kind) {
      case TEXT -> 0;
      case NUMBER -> 5;
      case DATE -> 6;
      case MOMENT -> 9.5;
      case MONEY -> 9;
      case PERCENT -> 5;
    };
  }

  void write() throws IOException {
    double start = size * 1.4 + 14 + 3 * rowHeight(1);
    if (!paper.hasRoom(start)) {
      paper.turnOver(across);
    }
    paper.text(0, table.title(), Paper.Type.bold(11));
    paper.down(18);
    headings();
    try {
      table.rows().forEach(this::row);
    } catch (UncheckedIOException e) {
      throw Objects.requireNonNull(e.getCause());
    }
    Table.Row total = table.total();
    if (total != null) {
      set(total, Paper.Type.bold(size), false);
    }
    paper.down(16);
  }

  private void headings() {
    double x = 0;
    Paper.Type type = Paper.Type.soft(size);
    for (int at = 0; at < widths.length; at++) {
      Column column = table.columns().get(at);
      if (column.kind().isNumeric()) {
        paper.textTo(x + widths[at], column.heading(), type);
      } else {
        paper.text(x, column.heading(), type);
      }
      x += widths[at] + gap;
    }
    paper.down(size * LINE + PAD);
  }

  private void row(Table.Row row) {
    try {
      set(row, Paper.Type.plain(size), true);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(Table.Row row, Paper.Type type, boolean light) throws IOException {
    List<List<String>> cells = new ArrayList<>(widths.length);
    int most = 1;
    for (int at = 0; at < widths.length; at++) {
      List<String> lines = lines(at, row.cells().get(at));
      most = Math.max(most, lines.size());
      cells.add(lines);
    }
    if (!paper.hasRoom(rowHeight(most))) {
      paper.turnOver(across);
      headings();
    }
    paper.rule(0, paper.width(), light ? Ink.LINE : Ink.SOFT);
    paper.down(PAD);
    for (int line = 0; line < most; line++) {
      double x = 0;
      for (int at = 0; at < widths.length; at++) {
        if (line < cells.get(at).size()) {
          cell(x, at, cells.get(at).get(line), row.cells().get(at), type);
        }
        x += widths[at] + gap;
      }
      paper.down(size * LINE);
    }
    paper.down(PAD - 1);
  }

  private void cell(double x, int at, String line, @Nullable Object value, Paper.Type type) {
    boolean right = table.columns().get(at).kind().isNumeric() && !(value instanceof String);
    if (right) {
      paper.setTo(x + widths[at], line, type);
    } else {
      paper.set(x, line, type);
    }
  }

  private List<String> lines(int at, @Nullable Object value) {
    String text = forms.cell(table.columns().get(at).kind(), value);
    if (text.isEmpty()) {
      return List.of();
    }
    Typeface typeface = paper.typeface();
    if (!(value instanceof String)) {
      // A number that is broken over lines is none.
      return List.of(typeface.settable(text));
    }
    List<String> lines = typeface.lines(typeface.settable(text), size, widths[at]);
    if (lines.size() <= MOST_LINES) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
    cut.add("…");
    return cut;
  }

  private double rowHeight(int lines) {
    return lines * size * LINE + 2 * PAD;
  }
}
