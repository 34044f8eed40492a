package extrato.studio;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An exact amount, in cents. */
public record Money(long cents) {
  public static final Money ZERO = new Money(0);

  /** Larger numbers than any money; their digits could fill the memory. */
  private static final int MOST_DIGITS = 30;

  private static final int MOST_DECIMALS = 1000;

  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

  private static final Pattern PLAIN = Pattern.compile("\\d{1,12}([.,]\\d{1,2})?");
  private static final Pattern GROUPED =
      Pattern.compile("\\d{1,3}(\\.\\d{3}){1,3},\\d{1,2}|\\d{1,3}(\\.\\d{3}){2,3}");

  /** A thousand and more for some, one and some thousandths for others. */
  private static final Pattern AMBIGUOUS = Pattern.compile("\\d{1,3}[.,]\\d{3}");

  private static final byte[] NAN = "NaN".getBytes(StandardCharsets.US_ASCII);

  public static Money of(BigDecimal amount) {
    return new Money(amount.movePointRight(2).longValueExact());
  }

  /**
   * The amount that a text says; null where it says none, as PostgreSQL's NaN, or one so long that
   * nobody can have meant it.
   */
  public static @Nullable BigDecimal inText(String text) {
    try {
      BigDecimal amount = new BigDecimal(text.strip());
      boolean absurd =
          amount.precision() - amount.scale() > MOST_DIGITS || amount.scale() > MOST_DECIMALS;
      return absurd ? null : amount;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /**
   * An amount as people type it: {@code 150}, {@code 150,00}, {@code 1.234,56}, {@code R$ 12,50},
   * and {@code 150.00} as programs do.
   *
   * @throws IllegalArgumentException saying why, where it is none or could be two: {@code 1.234}
   */
  public static Money typed(String text) {
    String amount = text.strip().replaceFirst("^R\\$\\s*", "");
    if (AMBIGUOUS.matcher(amount).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' can be read in two ways: write the cents, as in 1.234,00 or 1,20");
    }
    if (GROUPED.matcher(amount).matches()) {
      amount = amount.replace(".", "").replace(',', '.');
    } else if (!PLAIN.matcher(amount).matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an amount: write it as in 1.234,56");
    }
    return of(new BigDecimal(amount.replace(',', '.')));
  }

  /** The cents of an amount as PostgreSQL prints it, with at most two decimals. */
  public static long cents(byte[] text, int from, int length) {
    int to = from + length;
    boolean negative = from < to && text[from] == '-';
    long cents = 0;
    int decimals = -1;
    for (int at = negative ? from + 1 : from; at < to; at++) {
      if (text[at] == '.' && decimals < 0) {
        decimals = 0;
        continue;
      }
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9 || decimals >= 2) {
        throw new NumberFormatException("not an amount of money");
      }
      cents = Math.addExact(Math.multiplyExact(cents, 10), digit);
      decimals += decimals >= 0 ? 1 : 0;
    }
    for (int missing = 2 - Math.max(decimals, 0); missing > 0; missing--) {
      cents = Math.multiplyExact(cents, 10);
    }
    return negative ? -cents : cents;
  }

  public static boolean isNaN(byte[] text, int from, int length) {
    return length == NAN.length
        && text[from] == NAN[0]
        && text[from + 1] == NAN[1]
        && text[from + 2] == NAN[2];
  }

  /** {@code R$ 1.234,56}. */
  public String reais() {
    return "R$ " + String.format(BRAZIL, "%,.2f", amount());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(cents, other.cents));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(cents, other.cents));
  }

  public BigDecimal amount() {
    return BigDecimal.valueOf(cents, 2);
  }

  /** {@code 1234.56}, as PostgreSQL prints it. */
  @Override
  public String toString() {
    return amount().toPlainString();
  }
}
