package extrato.documents.html;

import extrato.documents.model.Column;
import extrato.documents.model.Forms;
import extrato.documents.model.Scale;
import extrato.documents.model.Table;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tables on a page. */
record Grid(Markup out, Forms forms) {
  private static final String NUMBER = "n";

  /** The column that bars show. */
  private static final int MEASURED = 1;

  void write(Table table) {
    write(table, "", BigDecimal.ZERO);
  }

  /**
   * With a bar in each line, as long as its first amount is of the largest one.
   *
   * @param style how the bars look
   */
  void withBars(Table table, String style) {
    write(table, style, largest(table));
  }

  private void write(Table table, String bars, BigDecimal largest) {
    out.open("div", "class", "wide").open("table").open("thead").open("tr");
    List<Column> columns = table.columns();
    for (int at = 0; at < columns.size(); at++) {
      Column column = columns.get(at);
      out.open("th", "scope", "col", "class", kind(column.kind())).text(column.heading()).close();
      if (at == 0 && !bars.isEmpty()) {
        out.open("th", "class", "bar").close();
      }
    }
    out.close("thead").line().open("tbody");
    table.rows().forEach(row -> line(row, columns, bars, largest));
    out.close("tbody");
    Table.Row total = table.total();
    if (total != null) {
      out.open("tfoot");
      line(total, columns, bars, BigDecimal.ZERO);
      out.close("tfoot");
    }
    out.close("div").line();
  }

  private void line(Table.Row row, List<Column> columns, String bars, BigDecimal largest) {
    out.open("tr");
    List<@Nullable Object> cells = row.cells();
    for (int at = 0; at < cells.size(); at++) {
      Column.Kind kind = columns.get(at).kind();
      Object value = cells.get(at);
      out.open("td", "class", value instanceof String ? "t" : kind(kind));
      out.text(forms.cell(kind, value)).close();
      if (at == 0 && !bars.isEmpty()) {
        bar(cells.get(MEASURED), bars, largest);
      }
    }
    out.close().line();
  }

  private void bar(@Nullable Object value, String style, BigDecimal largest) {
    out.open("td", "class", "bar");
    if (value instanceof BigDecimal amount && amount.signum() > 0 && largest.signum() > 0) {
      out.open("svg", "aria-hidden", "true", "height", "10", "width", "100%");
      String width = Scale.percent(amount, largest);
      out.leaf("rect", "rx", "2", "height", "10", "class", style, "width", width).close();
    }
    out.close();
  }

  private static BigDecimal largest(Table table) {
    BigDecimal[] largest = {BigDecimal.ZERO};
    table
        .rows()
        .forEach(
            row -> {
              if (row.cells().get(MEASURED) instanceof BigDecimal amount) {
                largest[0] = largest[0].max(amount);
              }
            });
    return largest[0];
  }

  private static String kind(Column.Kind kind) {
    return kind.isNumeric() ? NUMBER : kind == Column.Kind.TEXT ? "t" : "d";
  }
}
