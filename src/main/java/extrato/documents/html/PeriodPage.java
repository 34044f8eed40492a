package extrato.documents.html;

import extrato.documents.model.PeriodDocument;
import extrato.documents.model.Table;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Months side by side as a page. */
public final class PeriodPage {
  private final PeriodDocument document;
  private final Messages messages;
  private final Markup out;
  private final Grid grid;

  private PeriodPage(PeriodDocument document, Markup out) {
    this.document = document;
    this.messages = document.messages();
    this.out = out;
    this.grid = new Grid(out, document.forms());
  }

  /** Writes it; the stream stays open. */
  public static void write(PeriodDocument document, OutputStream stream) {
    Markup out = new Markup(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    new PeriodPage(document, out).write();
  }

  private void write() {
    Page page = new Page(out, document.head());
    page.begin(messages.language());
    figures();
    out.open("section").element("h2", messages.of("table.months"));
    new MonthsChart(out, document.forms(), messages).write(document.figures());
    grid.write(document.months());
    out.close("section").line();
    artists(document.artists());
    artists(document.commissions());
    page.end();
  }

  private void figures() {
    out.open("section", "class", "figures");
    figure("receita", "RECEITA", document.sum(MonthFigures::receita));
    figure("comissoes", "COMISSOES", document.sum(MonthFigures::comissoes));
    figure("despesas", "DESPESAS", document.sum(MonthFigures::despesas));
    figure("saldo", "SALDO", document.sum(MonthFigures::saldo));
    figure("liquida", "LIQUIDA", document.sum(MonthFigures::receitaLiquida));
    out.close("section").line();
  }

  private void figure(String style, String name, BigDecimal amount) {
    String label = messages.of("figure." + name);
    String how = messages.of("figure." + name + ".how");
    new FigureBox(out, style).write(label, document.forms().money(amount), how);
  }

  private void artists(Table table) {
    if (!table.isEmpty()) {
      out.open("section").element("h2", table.title());
      grid.write(table);
      out.close("section").line();
    }
  }
}
