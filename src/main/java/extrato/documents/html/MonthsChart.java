package extrato.documents.html;

import extrato.documents.model.Forms;
import extrato.documents.model.Scale;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receita beside commissions and expenses, month by month, and what is left as a line. */
record MonthsChart(Markup out, Forms forms, Messages messages) {
  private static final int HEIGHT = 210;
  private static final double BAR = 0.32;

  void write(List<MonthFigures> months) {
    Scale scale = Scale.ofMonths(months, HEIGHT);
    legend(months.stream().anyMatch(month -> !month.closed()));
    Drawing drawing = new Drawing(out, forms, scale, months.size());
    drawing.begin(messages.of("chart.months"));
    for (int slot = 0; slot < months.size(); slot++) {
      month(drawing, slot, months.get(slot), slot == months.size() - 1);
    }
    line(drawing, months);
    drawing.end();
  }

  private void legend(boolean someAreOpen) {
    out.open("p", "class", "legend");
    for (String name : List.of("RECEITA", "COMISSOES", "DESPESAS", "SALDO")) {
      out.open("span", "class", "key " + name.toLowerCase(java.util.Locale.ROOT));
      out.text(messages.of("figure." + name)).close().text(" ");
    }
    if (someAreOpen) {
      out.element("span", messages.of("state.OPEN"), "class", "key open");
    }
    out.close();
  }

  private void month(Drawing drawing, int slot, MonthFigures month, boolean last) {
    String open = month.closed() ? "" : " open";
    drawing.bar(
        slot,
        0.5 - BAR - 0.02,
        BAR,
        BigDecimal.ZERO,
        MonthFigures.orZero(month.receita()),
        look("receita" + open, month, "RECEITA", month.receita()));
    drawing.bar(
        slot,
        0.52,
        BAR,
        BigDecimal.ZERO,
        MonthFigures.orZero(month.comissoes()),
        look("comissoes" + open, month, "COMISSOES", month.comissoes()));
    drawing.bar(
        slot,
        0.52,
        BAR,
        month.despesasFrom(),
        month.despesasTo(),
        look("despesas" + open, month, "DESPESAS", month.despesas()));
    drawing.label(slot, forms.shortMonth(month.month()), last ? "label now" : "label");
  }

  /** In front of the bars. */
  private void line(Drawing drawing, List<MonthFigures> months) {
    for (int slot = 0; slot + 1 < months.size(); slot++) {
      BigDecimal from = months.get(slot).saldo();
      BigDecimal to = months.get(slot + 1).saldo();
      if (from != null && to != null) {
        drawing.link(slot, from, to);
      }
    }
    for (int slot = 0; slot < months.size(); slot++) {
      MonthFigures month = months.get(slot);
      BigDecimal saldo = month.saldo();
      if (saldo != null) {
        drawing.dot(slot, saldo, look("saldo", month, "SALDO", saldo));
      }
    }
  }

  private Drawing.Look look(
      String style, MonthFigures month, String figure, @Nullable BigDecimal amount) {
    return new Drawing.Look(
        style,
        forms.month(month.month())
            + ": "
            + messages.of("figure." + figure)
            + " "
            + (amount == null ? "–" : forms.money(amount)));
  }
}
