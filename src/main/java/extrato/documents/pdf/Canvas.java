package extrato.documents.pdf;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn on one page, in the operators of PDF. The library's own stream sets font, colour
 * and mode for every word, and brings the desktop's classes along.
 */
final class Canvas {
  private static final double STROKE = 0.025;
  private static final double THIN = 0.8;

  private final Typeface typeface;
  private final StringBuilder operators = new StringBuilder(1 << 14);
  private @Nullable Ink ink;
  private double size;
  private boolean bold;

  Canvas(Typeface typeface) {
    this.typeface = typeface;
  }

  /** A character is a byte: the numbers of letters take two. */
  byte[] bytes() {
    return operators.toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * @param settable in letters that the font has
   * @param y of the line that the letters stand on
   */
  void text(double x, double y, String settable, Paper.Type type) {
    if (settable.isEmpty()) {
      return;
    }
    use(type.ink());
    operators.append("BT ");
    if (size != type.size()) {
      size = type.size();
      operators.append('/').append(Typeface.NAME).append(' ');
      number(size).append("Tf ");
    }
    if (bold != type.bold()) {
      bold = type.bold();
      operators.append(bold ? "2 Tr " : "0 Tr ");
    }
    if (bold) {
      // The library's only free font has no bold: its letters get an outline.
      number(size * STROKE).append("w ");
    }
    number(x);
    number(y).append("Td (");
    for (int at = 0; at < settable.length(); at++) {
      int glyph = typeface.glyph(settable.charAt(at));
      single(glyph >> 8);
      single(glyph & 0xff);
    }
    operators.append(") Tj ET\n");
  }

  /** What would end a text, or be read as another byte, stands behind a mark. */
  private void single(int letter) {
    switch (letter) {
      case '(', ')', '\\' -> operators.append('\\').append((char) letter);
      case '\r' -> operators.append("\\r");
      default -> operators.append((char) letter);
    }
  }

  /** A filled rectangle from its lower left corner. */
  void box(double x, double y, double width, double height, Ink filled) {
    use(filled);
    number(x);
    number(y);
    number(width);
    number(height).append("re f\n");
  }

  /** A thin line from one place to another. */
  void line(double x, double y, double toX, double toY, Ink ink) {
    use(ink);
    number(THIN).append("w ");
    number(x);
    number(y).append("m ");
    number(toX);
    number(toY).append("l S\n");
  }

  /** What has a name in the page's resources, moved there and made as large. */
  void draw(String name, double x, double y, double width, double height) {
    operators.append("q ");
    number(width).append("0 0 ");
    number(height);
    number(x);
    number(y).append("cm /").append(name).append(" Do Q\n");
  }

  private void use(Ink next) {
    if (ink != next) {
      ink = next;
      colour(next).append("rg ");
      colour(next).append("RG\n");
    }
  }

  private StringBuilder colour(Ink next) {
    number(next.red());
    number(next.green());
    return number(next.blue());
  }

  /** Two decimals are finer than any printer. */
  private StringBuilder number(double value) {
    long hundredths = Math.round(value * 100);
    if (hundredths < 0) {
      operators.append('-');
      hundredths = -hundredths;
    }
    operators.append(hundredths / 100);
    int rest = (int) (hundredths % 100);
    if (rest > 0) {
      operators.append('.').append(rest / 10);
      if (rest % 10 > 0) {
        operators.append(rest % 10);
      }
    }
    return operators.append(' ');
  }
}
