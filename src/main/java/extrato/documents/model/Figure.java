package extrato.documents.model;

import java.math.BigDecimal;

/**
 * A number that matters.
 *
 * @param how what it is made of; may be empty
 */
public record Figure(Amount amount, String label, BigDecimal value, String how) {
  /** Which number. */
  public enum Amount {
    RECEITA,
    COMISSOES,
    DESPESAS,
    SALDO,
    LIQUIDA
  }
}
