package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
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
    JsonNode told = kept.told();
    return new MonthFigures(
        month,
        true,
        StoredJson.amount(
            told.path(told.has("receita_total") ? "receita_total" : "total_pagamentos")),
        StoredJson.amount(told.path("comissoes_total")),
        StoredJson.amount(told.path("despesas_total")));
  }

  public @Nullable BigDecimal saldo() {
    return receita == null || despesas == null ? null : receita.subtract(despesas);
  }

  public @Nullable BigDecimal receitaLiquida() {
    BigDecimal saldo = saldo();
    return saldo == null || comissoes == null ? null : saldo.subtract(comissoes);
  }
}
