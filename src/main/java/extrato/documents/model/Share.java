package extrato.documents.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What part of a whole something is. */
public final class Share {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Share() {}

  /** How many per cent one amount is of another, to one decimal; null of nothing, and of less. */
  public static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0
        ? null
        : part.multiply(HUNDRED)
            .divide(whole, MathContext.DECIMAL64)
            .setScale(1, RoundingMode.HALF_UP);
  }

  /** By how many per cent an amount is more than the one before; null where that says nothing. */
  public static @Nullable BigDecimal change(@Nullable BigDecimal before, @Nullable BigDecimal now) {
    return before == null || now == null || before.signum() <= 0
        ? null
        : percent(now.subtract(before), before);
  }
}
