package extrato.cli.output;

import java.util.Locale;

/** Text that may be read on a terminal: what would steer one stands there as its number. */
public final class HarmlessText {
  private HarmlessText() {}

  /** What came from a database or a file cannot steer the terminal. */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steersTerminal(c)) {
                safe.append(
                    String.format(
                        Locale.ROOT, (c <= Character.MAX_VALUE ? "\\u%04x" : "\\u{%x}"), c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  static boolean steersTerminal(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }
}
