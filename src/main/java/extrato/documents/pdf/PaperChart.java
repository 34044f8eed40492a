package extrato.documents.pdf;

import extrato.documents.model.Forms;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Receita beside commissions and expenses, month by month, and what is left as a mark across both;
 * the table further down has them. Open months are pale.
 */
record PaperChart(Paper paper, Forms forms, Messages messages) {
  private static final double HEIGHT = 110;
  private static final double LABEL = 7;
  private static final double MARK = 1.4;

  void write(List<MonthFigures> months) {
    legend();
    double largest = 1;
    for (MonthFigures month : months) {
      largest = Math.max(largest, amount(month.receita()));
      largest = Math.max(largest, amount(month.comissoes()) + amount(month.despesas()));
    }
    scale(largest);
    double slot = paper.width() / months.size();
    double bar = Math.min(16, slot * 0.36);
    for (int at = 0; at < months.size(); at++) {
      MonthFigures month = months.get(at);
      double middle = (at + 0.5) * slot;
      double unit = HEIGHT / largest;
      boolean pale = !month.closed();
      column(middle - bar - 1, bar, 0, amount(month.receita()) * unit, Ink.RECEITA.pale(pale));
      double comissoes = amount(month.comissoes()) * unit;
      column(middle + 1, bar, 0, comissoes, Ink.COMISSOES.pale(pale));
      column(middle + 1, bar, comissoes, amount(month.despesas()) * unit, Ink.DESPESAS.pale(pale));
      double saldo = amount(month.saldo()) * unit;
      column(middle - bar - 4, 2 * bar + 8, saldo - MARK / 2, saldo > 0 ? MARK : 0, Ink.TEXT);
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

  /** The line at half of the largest amount and that at the whole, each with its amount. */
  private void scale(double largest) {
    for (double part : new double[] {1, 0.5}) {
      paper.down(HEIGHT * (1 - part));
      paper.rule(0, paper.width(), Ink.LINE);
      String amount = forms.money(BigDecimal.valueOf(Math.round(largest * part)));
      paper.down(-LABEL - 2);
      paper.textTo(paper.width(), amount, Paper.Type.soft(LABEL - 1));
      paper.down(2 + LABEL - HEIGHT * (1 - part));
    }
  }

  private void legend() {
    double x = 0;
    List<Ink> inks = List.of(Ink.RECEITA, Ink.COMISSOES, Ink.DESPESAS, Ink.TEXT);
    List<String> names =
        List.of("figure.RECEITA", "figure.COMISSOES", "figure.DESPESAS", "figure.SALDO");
    for (int at = 0; at < names.size(); at++) {
      String name = messages.of(names.get(at));
      double height = inks.get(at) == Ink.TEXT ? MARK : 7;
      paper.down((7 - height) / 2);
      paper.box(x, 7, height, inks.get(at));
      paper.down((height - 7) / 2);
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
