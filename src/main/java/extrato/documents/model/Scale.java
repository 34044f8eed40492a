package extrato.documents.model;

import static extrato.month.statement.MonthFigures.orZero;

import extrato.month.statement.MonthFigures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * From amounts to heights: zero is in it, and its lines stand at round amounts.
 *
 * @param height from the top line to the bottom one
 */
public record Scale(BigDecimal bottom, BigDecimal top, BigDecimal step, int height) {
  private static final int LINES = 4;
  private static final List<BigDecimal> ROUND =
      Stream.of("1", "2", "2.5", "5", "10").map(BigDecimal::new).toList();
  private static final MathContext EXACT_ENOUGH = MathContext.DECIMAL64;

  /** For what came in, what went out and what is left of each month. */
  public static Scale ofMonths(List<MonthFigures> months, int height) {
    return of(
        months.stream()
            .flatMap(
                month ->
                    Stream.of(
                        orZero(month.receita()),
                        orZero(month.comissoes()),
                        month.despesasTo(),
                        orZero(month.saldo()))),
        height);
  }

  public static Scale of(Stream<BigDecimal> amounts, int height) {
    BigDecimal[] ends = {BigDecimal.ZERO, BigDecimal.ZERO};
    amounts.forEach(
        amount -> {
          ends[0] = ends[0].min(amount);
          ends[1] = ends[1].max(amount);
        });
    BigDecimal span = ends[1].subtract(ends[0]);
    BigDecimal step = span.signum() == 0 ? BigDecimal.ONE : step(span);
    return new Scale(
        ends[0].divide(step, 0, RoundingMode.FLOOR).multiply(step),
        span.signum() == 0
            ? BigDecimal.ONE
            : ends[1].divide(step, 0, RoundingMode.CEILING).multiply(step),
        step,
        height);
  }

  private static BigDecimal step(BigDecimal span) {
    BigDecimal least = span.divide(BigDecimal.valueOf(LINES), EXACT_ENOUGH);
    BigDecimal power = BigDecimal.ONE.scaleByPowerOfTen(least.precision() - least.scale() - 1);
    return ROUND.stream()
        .map(power::multiply)
        .filter(step -> step.compareTo(least) >= 0)
        .findFirst()
        .orElseThrow();
  }

  /** The amounts that get a line, the lowest first. */
  public List<BigDecimal> lines() {
    List<BigDecimal> lines = new ArrayList<>();
    for (BigDecimal at = bottom; at.compareTo(top) <= 0; at = at.add(step)) {
      lines.add(at);
    }
    return lines;
  }

  /** How far from the top an amount stands. */
  public double y(BigDecimal amount) {
    return top.subtract(amount)
        .multiply(BigDecimal.valueOf(height))
        .divide(top.subtract(bottom), EXACT_ENOUGH)
        .doubleValue();
  }

  public static String percent(BigDecimal part, BigDecimal whole) {
    return part.multiply(BigDecimal.valueOf(100))
            .divide(whole, 2, RoundingMode.HALF_UP)
            .stripTrailingZeros()
            .toPlainString()
        + "%";
  }

  /** Two decimals are finer than any screen. */
  public static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(2, RoundingMode.HALF_UP)
        .stripTrailingZeros()
        .toPlainString();
  }
}
