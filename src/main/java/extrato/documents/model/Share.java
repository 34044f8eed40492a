package extrato.documents.model;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What part of a whole something is. */
public final class Share {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private Share() {}

  /** How many per cent one amount is of another, to one decimal; null of nothing. */
  public static @Nullable BigDecimal percent(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0
        ? null
        : part.multiply(HUNDRED)
            .divide(whole, MathContext.DECIMAL64)
            .setScale(1, RoundingMode.HALF_UP);
  }
}
