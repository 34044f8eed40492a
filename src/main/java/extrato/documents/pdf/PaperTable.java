package extrato.documents.pdf;

import extrato.documents.model.Column;
import extrato.documents.model.Forms;
import extrato.documents.model.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A table over as many pages as it takes, with its headings on each. */
final class PaperTable {
  private static final double GAP = 8;
  private static final double LINE = 1.25;
  private static final double PAD = 3;

  /** A cell with more lines is cut, visibly: it would fill the page alone. */
  private static final int MOST_LINES = 30;

  private final Paper paper;
  private final Forms forms;
  private final Table table;
  private final boolean across;
  private final double size;
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
    this.widths = widths(table.columns(), paper.width());
  }

  private double[] widths(List<Column> columns, double room) {
    double[] widths = new double[columns.size()];
    double taken = GAP * (columns.size() - 1);
    int texts = 0;
    for (int at = 0; at < widths.length; at++) {
      widths[at] = size * ems(columns.get(at).kind());
      taken += widths[at];
      texts += columns.get(at).kind() == Column.Kind.TEXT ? 1 : 0;
    }
    double share = texts == 0 ? 0 : (room - taken) / texts;
    for (int at = 0; at < widths.length; at++) {
      if (columns.get(at).kind() == Column.Kind.TEXT) {
        widths[at] += share;
      }
    }
    return widths;
  }

  private static double ems(Column.Kind kind) {
    return switch (kind) {
      case TEXT -> 0;
      case NUMBER -> 5;
      case DATE -> 6;
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
      x += widths[at] + GAP;
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
        x += widths[at] + GAP;
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
