package extrato.cli.output;

import java.util.Locale;

/**
 * Text that is safe to read on a terminal: characters that would control it appear as their
 * numbers.
 */
public final class HarmlessText {
  private HarmlessText() {}

  /** Makes sure that text from a database or a file cannot control the terminal. */
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
