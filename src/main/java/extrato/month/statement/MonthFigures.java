package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.month.archive.MonthState;
import extrato.month.statement.MonthPeriod.Standing;
import extrato.studio.Month;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one month adds up to, beside others.
 *
 * @param standing whether the amounts are those of a statement, and whose; else of what was live
 * @param receita null where the statement does not say, as the other amounts
 */
public record MonthFigures(
    Month month,
    Standing standing,
    @Nullable BigDecimal receita,
    @Nullable BigDecimal comissoes,
    @Nullable BigDecimal despesas) {

  static MonthFigures of(Month month, KeptStatement kept) {
    JsonNode told = kept.told();
    boolean isOthers = kept.kind() == MonthState.Kind.STATEMENT_GONE || kept.isOverwritten();
    return new MonthFigures(
        month,
        isOthers ? Standing.OVERWRITTEN : Standing.CLOSED,
        StoredJson.amount(
            told.path(told.has("receita_total") ? "receita_total" : "total_pagamentos")),
        StoredJson.amount(told.path("comissoes_total")),
        StoredJson.amount(told.path("despesas_total")));
  }

  public boolean closed() {
    return standing.isClosed();
  }

  /**
   * Where a chart begins to draw the expenses: at the end of the commissions, if both lie on the
   * same side of zero; else they would hide each other.
   */
  public BigDecimal despesasFrom() {
    BigDecimal gone = orZero(comissoes);
    return gone.signum() * orZero(despesas).signum() > 0 ? gone : BigDecimal.ZERO;
  }

  /** And where it ends. */
  public BigDecimal despesasTo() {
    return despesasFrom().add(orZero(despesas));
  }

  /** Open months may lack an amount. */
  public static BigDecimal orZero(@Nullable BigDecimal amount) {
    return amount == null ? BigDecimal.ZERO : amount;
  }

  public @Nullable BigDecimal saldo() {
    return receita == null || despesas == null ? null : receita.subtract(despesas);
  }

  public @Nullable BigDecimal receitaLiquida() {
    BigDecimal saldo = saldo();
    return saldo == null || comissoes == null ? null : saldo.subtract(comissoes);
  }
}
