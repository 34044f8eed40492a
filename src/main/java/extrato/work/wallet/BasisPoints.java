package extrato.work.wallet;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A share as people type it, {@code 30%} or {@code 33,33%}. */
public final class BasisPoints {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:[.,]\\d{1,2})?) ?%?");
  private static final int WHOLE = 10_000;

  private BasisPoints() {}

  /**
   * In basis points.
   *
   * @throws IllegalArgumentException saying what is wrong
   */
  public static int typed(String text) {
    Matcher form = FORM.matcher(text.strip());
    int share =
        form.matches()
            ? new BigDecimal(form.group(1).replace(',', '.')).movePointRight(2).intValueExact()
            : WHOLE + 1;
    if (share > WHOLE) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a share: write it as in 30% or 33,33%");
    }
    return share;
  }
}
