package extrato.documents.html;

import extrato.documents.model.Column;
import extrato.documents.model.Figure;
import extrato.documents.model.Forms;
import extrato.documents.model.MonthDocument;
import extrato.documents.model.RecordList;
import extrato.documents.model.Table;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A closed month as a page. */
public final class MonthPage {
  /** As many records as a page shows unfolded. */
  private static final long SHORT = 20;

  private final MonthDocument document;
  private final Messages messages;
  private final Forms forms;
  private final Markup out;
  private final Grid grid;

  private MonthPage(MonthDocument document, Writer writer) {
    this.document = document;
    this.messages = document.messages();
    this.forms = document.forms();
    this.out = new Markup(writer);
    this.grid = new Grid(out, forms);
  }

  /** Writes it; the stream stays open. */
  public static void write(MonthDocument document, OutputStream stream) {
    new MonthPage(document, new OutputStreamWriter(stream, StandardCharsets.UTF_8)).write();
  }

  private void write() {
    Page page = new Page(out, document.head());
    page.begin(messages.language());
    figures();
    months();
    breakdown(document.artists(), "receita", "whole");
    out.open("div", "class", "pair").open("div");
    breakdown(document.paymentForms(), "receita", "half");
    out.close("div").open("div");
    breakdown(document.categories(), "despesas", "half");
    breakdown(document.expenseForms(), "despesas", "half");
    out.close("div").close("div").line();
    days();
    deposits();
    lists();
    page.end();
  }

  private void figures() {
    out.open("section", "class", "figures");
    for (Figure figure : document.figures()) {
      String style = figure.amount().name().toLowerCase(Locale.ROOT);
      new FigureBox(out, style)
          .write(figure.label(), forms.money(figure.value()), document.how(figure));
    }
    out.close();
  }

  private void months() {
    List<MonthFigures> months = document.months();
    out.open("section").element("h2", messages.of("table.months"));
    if (months.size() > 1) {
      new MonthsChart(out, forms, messages).write(months);
    }
    folded(document.monthsTable(), messages.of("numbers"), months.size() == 1);
    out.close("section").line();
  }

  private void breakdown(Table table, String bars, String width) {
    if (!table.isEmpty()) {
      out.open("section", "class", width).element("h2", table.title());
      grid.withBars(table, bars);
      out.close("section").line();
    }
  }

  private void days() {
    Table days = document.days();
    if (!days.isEmpty()) {
      out.open("section").element("h2", days.title());
      new DaysChart(out, forms, messages)
          .write(
              document.months().get(document.months().size() - 1).month(),
              document.totals().porDia());
      folded(days, messages.of("numbers"), false);
      out.close("section").line();
    }
  }

  private void deposits() {
    for (Table table : document.deposits()) {
      if (!table.isEmpty()) {
        out.open("section").element("h2", table.title());
        grid.write(table);
        out.close("section").line();
      }
    }
  }

  private void folded(Table table, String title, boolean open) {
    unfold(open);
    out.element("summary", title);
    grid.write(table);
    out.close("details");
  }

  private void unfold(boolean open) {
    if (open) {
      out.open("details", "open", "open");
    } else {
      out.open("details");
    }
  }

  private void lists() {
    List<RecordList> lists = document.lists();
    long records = lists.stream().mapToLong(RecordList::size).sum();
    if (records > MonthDocument.MOST_LISTED) {
      out.element("p", messages.of("note.folded", forms.count(records)), "class", "left-out");
      return;
    }
    for (RecordList list : lists) {
      Table table = list.table();
      out.open("section", "class", "list");
      unfold(table.size() <= SHORT);
      out.open("summary").element("h2", table.title());
      out.element("span", forms.count(table.size()), "class", "count");
      out.element("span", forms.cell(Column.Kind.MONEY, table.sum()), "class", "sum");
      out.close("summary");
      grid.write(table);
      out.close("section").line();
    }
  }
}
