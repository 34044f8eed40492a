package extrato.month.statement;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import extrato.month.archive.MonthState;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the database keeps of a closed month, at a glance: its row in {@code extratos} and the
 * version that the tool wrote.
 *
 * @param totals of the row; null when there is none
 * @param version null when the tool never closed the month
 */
public record KeptStatement(@Nullable JsonNode totals, @Nullable Version version) {
  /** Nothing is kept: the month was never closed. */
  public static final KeptStatement NONE = new KeptStatement(null, null);

  /**
   * A version of the tool's.
   *
   * @param takenBack whether it was restored
   * @param backupDigest null when the month was closed without a backup
   */
  public record Version(
      int number,
      boolean takenBack,
      Instant created,
      @Nullable String backupDigest,
      JsonNode totals) {}

  public MonthState.Kind kind() {
    return MonthState.Kind.of(totals != null, currentVersion());
  }

  /** Whether the month was closed by this tool and is open again. */
  public boolean isTakenBack() {
    return totals == null && version != null && version.takenBack();
  }

  /** Whether the row is not the one that the tool wrote. */
  public boolean isOverwritten() {
    return kind() == MonthState.Kind.CLOSED
        && version != null
        && totals != null
        && !StoredJson.same(totals, version.totals());
  }

  /** Whether a statement was written, by whomever, and not taken back. */
  boolean isClosed() {
    return kind() != MonthState.Kind.OPEN;
  }

  /**
   * The totals that other documents tell of the month: the tool's own copy where it closed the
   * month, for what stands in {@code extratos} may be another program's.
   */
  JsonNode told() {
    if (version != null && !version.takenBack()) {
      return version.totals();
    }
    return totals == null ? MissingNode.getInstance() : totals;
  }

  /** The version that is in force; 0 when none is. */
  public int currentVersion() {
    return version == null || version.takenBack() ? 0 : version.number();
  }

  /** The totals to show: the statement's, or, when that is gone, the tool's own copy. */
  private @Nullable JsonNode shown() {
    if (totals != null) {
      return totals;
    }
    return kind() == MonthState.Kind.STATEMENT_GONE && version != null ? version.totals() : null;
  }

  public @Nullable BigDecimal receita() {
    JsonNode shown = shown();
    return shown == null
        ? null
        : StoredJson.amount(
            shown.path(shown.has("receita_total") ? "receita_total" : "total_pagamentos"));
  }

  public @Nullable BigDecimal comissoes() {
    return amount("comissoes_total");
  }

  public @Nullable BigDecimal despesas() {
    return amount("despesas_total");
  }

  private @Nullable BigDecimal amount(String name) {
    JsonNode shown = shown();
    return shown == null ? null : StoredJson.amount(shown.path(name));
  }

  public @Nullable BigDecimal saldo() {
    BigDecimal saldo = amount("saldo");
    BigDecimal receita = receita();
    BigDecimal despesas = despesas();
    return saldo != null || receita == null || despesas == null
        ? saldo
        : receita.subtract(despesas);
  }

  /** As many records as the totals count; null when they do not. */
  @Nullable Long records() {
    JsonNode shown = shown();
    return shown == null ? null : PageTotals.records(shown);
  }
}
