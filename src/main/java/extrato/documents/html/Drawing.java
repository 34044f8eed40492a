package extrato.documents.html;

import extrato.documents.model.Forms;
import extrato.documents.model.Scale;
import java.math.BigDecimal;

/**
 * Bars above and below a line of zero. Across, everything is in per cent, so that letters keep
 * their size on a telephone.
 *
 * @param slots how many places there are for bars, side by side
 */
record Drawing(Markup out, Forms forms, Scale scale, int slots) {
  private static final int ABOVE = 10;
  private static final int BELOW = 26;
  private static final int AXIS = 58;

  void begin(String described) {
    String height = String.valueOf(scale.height() + ABOVE + BELOW);
    out.open("div", "class", "chart");
    out.open("svg", "class", "axis", "aria-hidden", "true", "height", height);
    for (BigDecimal amount : scale.lines()) {
      String y = Scale.number(y(amount) + 4);
      out.element(
          "text", forms.brief(amount), "x", String.valueOf(AXIS - 8), "y", y, "text-anchor", "end");
    }
    out.close("svg");
    out.open("svg", "class", "plot", "role", "img", "aria-label", described, "height", height);
    for (BigDecimal amount : scale.lines()) {
      String y = Scale.number(y(amount));
      String style = amount.signum() == 0 ? "zero" : "grid";
      out.leaf("line", "class", style, "x1", "0", "x2", "100%", "y1", y, "y2", y);
    }
  }

  void end() {
    out.close("div").line();
  }

  private double y(BigDecimal amount) {
    return ABOVE + scale.y(amount);
  }

  /**
   * A bar from one amount to another.
   *
   * @param from where in its place it begins, as a part of the place's width
   */
  void bar(int slot, double from, double width, BigDecimal low, BigDecimal high, Look look) {
    double top = y(low.max(high));
    double bottom = y(low.min(high));
    out.open(
        "rect",
        "class",
        look.style(),
        "x",
        across(slot, from),
        "width",
        Scale.number(width * 100 / slots) + "%",
        "y",
        Scale.number(top),
        "height",
        Scale.number(Math.max(bottom - top, low.compareTo(high) == 0 ? 0 : 1)));
    out.element("title", look.title()).close();
  }

  /** How something looks, and what is said of it under a pointer. */
  record Look(String style, String title) {}

  void dot(int slot, BigDecimal amount, Look look) {
    out.open(
        "circle",
        "class",
        look.style(),
        "r",
        "3.5",
        "cx",
        across(slot, 0.5),
        "cy",
        Scale.number(y(amount)));
    out.element("title", look.title()).close();
  }

  void link(int slot, BigDecimal from, BigDecimal to) {
    out.leaf(
        "line",
        "class",
        "link",
        "x1",
        across(slot, 0.5),
        "y1",
        Scale.number(y(from)),
        "x2",
        across(slot + 1, 0.5),
        "y2",
        Scale.number(y(to)));
  }

  void label(int slot, String text, String style) {
    String y = String.valueOf(ABOVE + scale.height() + BELOW - 8);
    out.element(
        "text", text, "class", style, "x", across(slot, 0.5), "y", y, "text-anchor", "middle");
  }

  private String across(int slot, double within) {
    return Scale.number((slot + within) * 100 / slots) + "%";
  }
}
