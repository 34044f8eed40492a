package extrato.cli.output;

import extrato.documents.model.Share;
import extrato.month.statement.MonthFigures;
import extrato.month.statement.MonthPeriod;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.studio.Count;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Months side by side on a terminal, with a small bar for what each brought in. */
public final class PeriodScreen {
  private static final int LONGEST_BAR = 16;
  private static final String BAR = "█";
  private static final String INDENT = "  ";

  private final MonthPeriod period;

  public PeriodScreen(MonthPeriod period) {
    this.period = period;
  }

  public String verdict() {
    return String.format(
        Locale.ROOT,
        "%s: %d closed, %d open",
        Count.of(period.months().size(), "month"),
        period.closed(),
        period.months().stream().filter(month -> month.standing() == Standing.OPEN).count());
  }

  public List<String> lines(int width) {
    TextTable table =
        new TextTable()
            .word("month")
            .number("receita")
            .word("")
            .number("change")
            .number("comissões")
            .number("despesas")
            .number("saldo")
            .number("líquida")
            .word("state");
    BigDecimal largest =
        period.months().stream()
            .map(month -> month.figures().receita())
            .filter(amount -> amount != null)
            .reduce(BigDecimal.ZERO, BigDecimal::max);
    @Nullable BigDecimal before = null;
    for (MonthPeriod.Entry month : period.months()) {
      MonthFigures figures = month.figures();
      table.row(
          List.of(
              figures.month().slashed(),
              Brazilian.money(figures.receita()),
              bar(figures.receita(), largest),
              change(before, figures.receita()),
              Brazilian.money(figures.comissoes()),
              Brazilian.money(figures.despesas()),
              Brazilian.money(figures.saldo()),
              Brazilian.money(figures.receitaLiquida()),
              month.standing().name().toLowerCase(Locale.ROOT)));
      before = figures.receita();
    }
    List<String> lines = new ArrayList<>();
    table.print(TextWidth.less(width, INDENT.length()), line -> lines.add(INDENT + line));
    return lines;
  }

  private static String bar(@Nullable BigDecimal amount, BigDecimal largest) {
    if (amount == null || amount.signum() <= 0) {
      return "";
    }
    int length =
        amount
            .multiply(BigDecimal.valueOf(LONGEST_BAR))
            .divide(largest, 0, RoundingMode.HALF_UP)
            .intValue();
    return BAR.repeat(Math.max(1, length));
  }

  /** {@code +12,5 %}. */
  private static String change(@Nullable BigDecimal before, @Nullable BigDecimal now) {
    BigDecimal change = Share.change(before, now);
    return change == null ? "" : (change.signum() > 0 ? "+" : "") + Brazilian.percent(change);
  }
}
