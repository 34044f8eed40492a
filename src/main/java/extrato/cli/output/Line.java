package extrato.cli.output;

/**
 * A line of a command's text.
 *
 * @param head the beginning that has the tint
 * @param text what follows it; on more lines where it is too long, which hang under its beginning
 */
public record Line(String head, Tint tint, String text) {
  /** What the beginning of a line tells by its colour, where there are colours. */
  enum Tint {
    NONE,
    GOOD,
    ODD,
    BAD
  }

  public static Line plain(String text) {
    String words = text.stripLeading();
    return named(text.substring(0, text.length() - words.length()), words);
  }

  public static Line named(String name, String text) {
    return new Line(name, Tint.NONE, text);
  }

  @Override
  public String toString() {
    return head + text;
  }
}
