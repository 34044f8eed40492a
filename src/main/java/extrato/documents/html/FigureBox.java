package extrato.documents.html;

/**
 * A figure that matters, large.
 *
 * @param style which of them it is
 */
record FigureBox(Markup out, String style) {
  /** As many letters as an amount can have at its full size. */
  private static final int SHORT = 14;

  void write(String label, String amount, String how) {
    out.open("div", "class", "figure " + style);
    out.element("h2", label);
    out.element("p", amount, "class", amount.length() > SHORT ? "amount long" : "amount");
    out.element("p", how, "class", "how").close().line();
  }
}
