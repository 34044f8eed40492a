package extrato.documents.pdf;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/**
 * The letters of the paper: Latin, Greek and Cyrillic, which the file brings along. Others stand as
 * a visible mark, and are counted.
 */
final class Typeface implements AutoCloseable {
  static final char MARK = '□';

  /** Its name on every page. */
  static final String NAME = "F";

  /** Liberation Sans, which is free to be passed on, from PDFBox's own jar. */
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  private static final int PLANE = 1 << 16;

  private final TrueTypeFont letters;
  private final CmapLookup glyphs;
  private final PDType0Font font;
  private final double unitsPerEm;

  /** Of each letter of the first plane: its width and one, zero while nobody asked. */
  private final short[] widths = new short[PLANE];

  /** Of each letter that was set, its number in the font. */
  private final char[] set = new char[PLANE];

  private int missing;

  private Typeface(TrueTypeFont letters, PDType0Font font) throws IOException {
    this.letters = letters;
    this.font = font;
    this.glyphs = letters.getUnicodeCmapLookup();
    this.unitsPerEm = letters.getUnitsPerEm();
  }

  static Typeface in(PDDocument document) throws IOException {
    try (InputStream file = PDDocument.class.getResourceAsStream(FONT)) {
      if (file == null) {
        throw new IllegalStateException("the program was packaged without " + FONT);
      }
      TrueTypeFont letters = new TTFParser(true).parse(new RandomAccessReadBuffer(file));
      // Ligatures are nothing that an amount or a name needs, and looking for them takes minutes.
      letters.setEnableGsub(false);
      return new Typeface(letters, PDType0Font.load(document, letters, true));
    }
  }

  PDType0Font font() {
    return font;
  }

  /** The number of a letter that the font has; from now on the file brings it along. */
  int glyph(char settable) {
    if (set[settable] == 0) {
      set[settable] = (char) glyphs.getGlyphId(settable);
      font.addToSubset(settable);
    }
    return set[settable];
  }

  /** Puts the letters that were set into the file, and no others. */
  void embed() throws IOException {
    font.subset();
  }

  /** The text as it can be set, on one line; what has no letter here is marked and counted. */
  String settable(String text) {
    StringBuilder set = null;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      if (width(c) > 0) {
        if (set != null) {
          set.append(c);
        }
        continue;
      }
      if (set == null) {
        set = new StringBuilder(text.length()).append(text, 0, at);
      }
      if (c == '\n' || c == '\r' || c == '\t') {
        set.append(' ');
      } else if (!Character.isLowSurrogate(c) || at == 0 || !isHigh(text, at - 1)) {
        set.append(MARK);
        missing++;
      }
    }
    return set == null ? text : set.toString();
  }

  private static boolean isHigh(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at));
  }

  /** How many letters were marked since this was asked last. */
  int missing() {
    int counted = missing;
    missing = 0;
    return counted;
  }

  /** How wide a settable text is. */
  double width(String settable, double size) {
    int units = 0;
    for (int at = 0; at < settable.length(); at++) {
      units += Math.max(0, width(settable.charAt(at)));
    }
    return units * size / unitsPerEm;
  }

  /** The size, or the largest one below it at which the text is no wider than its room. */
  double fitting(String settable, double size, double room) {
    return Math.min(size, size * room / width(settable, size));
  }

  /** In the font's units; zero for what it has no letter for. */
  private int width(char c) {
    if (widths[c] == 0) {
      widths[c] = (short) (measured(c) + 1);
    }
    return widths[c] - 1;
  }

  private int measured(char c) {
    int glyph = isSettable(c) ? glyphs.getGlyphId(c) : 0;
    try {
      return glyph == 0 ? 0 : letters.getAdvanceWidth(glyph);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** What is written from right to left would stand in the wrong order. */
  private static boolean isSettable(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE -> false;
      default ->
          Character.getDirectionality(c) != Character.DIRECTIONALITY_RIGHT_TO_LEFT
              && Character.getDirectionality(c) != Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    };
  }

  /** Broken into lines that fit: between words, or inside one that is too long for a line. */
  List<String> lines(String settable, double size, double room) {
    if (width(settable, size) <= room) {
      return List.of(settable);
    }
    List<String> lines = new ArrayList<>();
    int from = 0;
    int space = -1;
    double taken = 0;
    for (int at = 0; at < settable.length(); at++) {
      double wide = Math.max(0, width(settable.charAt(at))) * size / unitsPerEm;
      if (settable.charAt(at) == ' ') {
        space = at;
      }
      if (taken + wide > room && at > from) {
        int end = space > from ? space : at;
        lines.add(settable.substring(from, end));
        from = end == space ? end + 1 : end;
        space = -1;
        taken = from > at ? 0 : width(settable.substring(from, at), size);
      }
      taken += from > at ? 0 : wide;
    }
    if (from < settable.length()) {
      lines.add(settable.substring(from));
    }
    return lines;
  }

  @Override
  public void close() throws IOException {
    letters.close();
  }
}
