package extrato.documents.pdf;

import extrato.documents.model.Forms;
import extrato.documents.model.Scale;
import extrato.month.statement.MonthFigures;
import extrato.support.messages.Messages;
import java.math.BigDecimal;
import java.util.List;

/**
 * Receita beside commissions and expenses, month by month, and what is left as a line across them;
 * the table further down has them. Open months are pale.
 */
record PaperChart(Paper paper, Forms forms, Messages messages) {
  private static final int HEIGHT = 110;
  private static final double AXIS = 34;
  private static final double LABEL = 7;
  private static final double WIDEST_BAR = 16;
  private static final double DOT = 3;

  void write(List<MonthFigures> months) {
    paper.text(0, messages.of("table.months"), Paper.Type.bold(11));
    paper.down(18);
    legend(months.stream().anyMatch(month -> !month.closed()));
    Scale scale = Scale.ofMonths(months, HEIGHT);
    lines(scale);
    double slot = (paper.width() - AXIS) / months.size();
    double bar = Math.min(WIDEST_BAR, slot * 0.36);
    for (int at = 0; at < months.size(); at++) {
      bars(scale, AXIS + (at + 0.5) * slot, bar, months.get(at));
    }
    balance(scale, slot, months);
    paper.down(HEIGHT + 3);
    for (int at = 0; at < months.size(); at++) {
      String label = forms.briefMonth(months.get(at).month());
      double width = paper.typeface().width(label, LABEL);
      paper.text(AXIS + (at + 0.5) * slot - width / 2, label, Paper.Type.soft(LABEL));
    }
    paper.down(26);
  }

  private void legend(boolean someAreOpen) {
    double x = 0;
    List<Ink> inks = List.of(Ink.RECEITA, Ink.COMISSOES, Ink.DESPESAS, Ink.TEXT);
    List<String> names =
        List.of("figure.RECEITA", "figure.COMISSOES", "figure.DESPESAS", "figure.SALDO");
    for (int at = 0; at < names.size(); at++) {
      String name = messages.of(names.get(at));
      if (inks.get(at) == Ink.TEXT) {
        paper.line(x, 4, x + 7, 4, Ink.TEXT);
        dot(x + 3.5, 4);
      } else {
        box(x, 7, 0.5, 7.5, inks.get(at));
      }
      paper.text(x + 11, name, Paper.Type.soft(8));
      x += 26 + paper.typeface().width(name, 8);
    }
    if (someAreOpen) {
      box(x, 7, 0.5, 7.5, Ink.RECEITA.pale(true));
      paper.text(x + 11, messages.of("state.OPEN"), Paper.Type.soft(8));
    }
    paper.down(22);
  }

  /** At round amounts, which stand beside them where no bar can hide them. */
  private void lines(Scale scale) {
    for (BigDecimal amount : scale.lines()) {
      double y = scale.y(amount);
      paper.down(y);
      paper.rule(AXIS, paper.width(), amount.signum() == 0 ? Ink.SOFT : Ink.LINE);
      paper.down(-LABEL / 2);
      paper.textTo(AXIS - 6, forms.brief(amount), Paper.Type.soft(LABEL));
      paper.down(LABEL / 2 - y);
    }
  }

  private void bars(Scale scale, double middle, double width, MonthFigures month) {
    boolean pale = !month.closed();
    double zero = scale.y(BigDecimal.ZERO);
    double left = middle - width - 1;
    double came = scale.y(MonthFigures.orZero(month.receita()));
    double paid = scale.y(MonthFigures.orZero(month.comissoes()));
    double from = scale.y(month.despesasFrom());
    double to = scale.y(month.despesasTo());
    box(left, width, came, zero, Ink.RECEITA.pale(pale));
    box(middle + 1, width, paid, zero, Ink.COMISSOES.pale(pale));
    box(middle + 1, width, to, from, Ink.DESPESAS.pale(pale));
  }

  /** In front of the bars; it is interrupted where a month does not say what is left. */
  private void balance(Scale scale, double slot, List<MonthFigures> months) {
    for (int at = 0; at + 1 < months.size(); at++) {
      BigDecimal from = months.get(at).saldo();
      BigDecimal to = months.get(at + 1).saldo();
      if (from != null && to != null) {
        double x = AXIS + (at + 0.5) * slot;
        paper.line(x, scale.y(from), x + slot, scale.y(to), Ink.TEXT);
      }
    }
    for (int at = 0; at < months.size(); at++) {
      BigDecimal saldo = months.get(at).saldo();
      if (saldo != null) {
        dot(AXIS + (at + 0.5) * slot, scale.y(saldo));
      }
    }
  }

  /** White inside, so that it is seen on every bar. */
  private void dot(double x, double below) {
    box(x - DOT, 2 * DOT, below - DOT, below + DOT, Ink.TEXT);
    box(x - DOT + 1, 2 * DOT - 2, below - DOT + 1, below + DOT - 1, Ink.PAPER);
  }

  /** From one height to another, both told from the top. */
  private void box(double x, double width, double one, double other, Ink ink) {
    double top = Math.min(one, other);
    paper.down(top);
    paper.box(x, width, Math.abs(one - other), ink);
    paper.down(-top);
  }
}
