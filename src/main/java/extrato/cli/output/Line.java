package extrato.cli.output;

/**
 * A line of a command's text.
 *
 * @param head the coloured beginning
 * @param text the rest; if it is too long, it continues on further lines, indented below its
 *     beginning
 */
public record Line(String head, Tint tint, String text) {
  /** What the colour of a line's beginning means, if colours are used. */
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
