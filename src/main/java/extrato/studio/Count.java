package extrato.studio;

import java.util.Locale;

/** How many there are of something, with the studio's point between thousands. */
public final class Count {
  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");

  private Count() {}

  /** {@code 1.234}. */
  public static String of(long count) {
    return String.format(BRAZIL, "%,d", count);
  }

  /** {@code 1 record}, {@code 1.234 records}. */
  public static String of(long count, String what) {
    return of(count) + " " + what + (count == 1 ? "" : "s");
  }
}
