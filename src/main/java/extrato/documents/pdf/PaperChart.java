package extrato.documents.pdf;

import extrato.documents.model.Forms;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Receita beside commissions and expenses, month by month; the table further down has them. */
record PaperChart(Paper paper, Forms forms, Messages messages) {
  private static final double HEIGHT = 110;
  private static final double LABEL = 7;

  void write(List<MonthFigures> months) {
    legend();
    double largest = 1;
    for (MonthFigures month : months) {
      largest = Math.max(largest, amount(month.receita()));
      largest = Math.max(largest, amount(month.comissoes()) + amount(month.despesas()));
    }
    double slot = paper.width() / months.size();
    double bar = Math.min(16, slot * 0.36);
    for (int at = 0; at < months.size(); at++) {
      MonthFigures month = months.get(at);
      double middle = (at + 0.5) * slot;
      double unit = HEIGHT / largest;
      column(middle - bar - 1, bar, 0, amount(month.receita()) * unit, Ink.RECEITA);
      double comissoes = amount(month.comissoes()) * unit;
      column(middle + 1, bar, 0, comissoes, Ink.COMISSOES);
      column(middle + 1, bar, comissoes, amount(month.despesas()) * unit, Ink.DESPESAS);
    }
    paper.down(HEIGHT);
    paper.rule(0, paper.width(), Ink.SOFT);
    paper.down(3);
    for (int at = 0; at < months.size(); at++) {
      String label = forms.briefMonth(months.get(at).month());
      double width = paper.typeface().width(label, LABEL);
      paper.text((at + 0.5) * slot - width / 2, label, Paper.Type.soft(LABEL));
    }
    paper.down(26);
  }

  private void legend() {
    double x = 0;
    List<Ink> inks = List.of(Ink.RECEITA, Ink.COMISSOES, Ink.DESPESAS);
    List<String> names = List.of("figure.RECEITA", "figure.COMISSOES", "figure.DESPESAS");
    for (int at = 0; at < names.size(); at++) {
      String name = messages.of(names.get(at));
      paper.box(x, 7, 7, inks.get(at));
      paper.text(x + 11, name, Paper.Type.soft(8));
      x += 26 + paper.typeface().width(name, 8);
    }
    paper.down(20);
  }

  private void column(double x, double width, double from, double height, Ink ink) {
    if (height > 0) {
      double before = HEIGHT - from - height;
      paper.down(before);
      paper.box(x, width, height, ink);
      paper.down(-before);
    }
  }

  /** What was paid back is no bar. */
  private static double amount(@Nullable BigDecimal amount) {
    return amount == null ? 0 : Math.max(0, amount.doubleValue());
  }
}
