package extrato.cli;

/**
 * A line of a command's text.
 *
 * @param head the beginning that has the tint
 * @param text what follows it
 */
record Line(String head, Tint tint, String text) {
  /** What the beginning of a line tells by its colour, where there are colours. */
  enum Tint {
    NONE,
    GOOD,
    ODD,
    BAD
  }

  static Line plain(String text) {
    return new Line("", Tint.NONE, text);
  }

  @Override
  public String toString() {
    return head + text;
  }
}
