package extrato.month.statement;

import extrato.studio.Month;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one month adds up to, beside others.
 *
 * @param closed whether the amounts are those of a statement; else of what was live
 * @param receita null where the statement does not say, as the other amounts
 */
public record MonthFigures(
    Month month,
    boolean closed,
    @Nullable BigDecimal receita,
    @Nullable BigDecimal comissoes,
    @Nullable BigDecimal despesas) {

  static MonthFigures of(Month month, KeptStatement kept) {
    return new MonthFigures(month, true, kept.receita(), kept.comissoes(), kept.despesas());
  }

  public @Nullable BigDecimal saldo() {
    return receita == null || despesas == null ? null : receita.subtract(despesas);
  }

  public @Nullable BigDecimal receitaLiquida() {
    BigDecimal saldo = saldo();
    return saldo == null || comissoes == null ? null : saldo.subtract(comissoes);
  }
}
