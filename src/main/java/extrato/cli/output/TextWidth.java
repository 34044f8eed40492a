package extrato.cli.output;

import java.util.ArrayList;
import java.util.List;

/** How many terminal cells a text takes, and how to make it fit. */
public final class TextWidth {
  public static final int UNLIMITED = Integer.MAX_VALUE;

  private static final String CUT = "…";
  private static final int NARROWEST = 10;

  private TextWidth() {}

  /** Combining accents take no cell, ideographs and pictures take two. */
  public static int of(String text) {
    return text.codePoints().map(TextWidth::of).sum();
  }

  /** The text, or as much of it as fits, followed by a mark that it was cut. */
  static String cut(String text, int width) {
    if (of(text) <= width) {
      return text;
    }
    StringBuilder kept = new StringBuilder();
    int used = 1;
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int codePoint = text.codePointAt(at);
      used += of(codePoint);
      if (used > width) {
        break;
      }
      kept.appendCodePoint(codePoint);
    }
    return kept + CUT;
  }

  static String left(String text, int width) {
    return text + padding(text, width);
  }

  static String right(String text, int width) {
    return padding(text, width) + text;
  }

  /** The text in lines of at most this width, broken between words if possible. */
  static List<String> wrap(String text, int width) {
    if (width == UNLIMITED || of(text) <= width) {
      return List.of(text);
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : words(text, width)) {
      if (line.length() > 0 && of(line.toString()) + 1 + of(word) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  /**
   * A command between backticks counts as one word if a line can hold it, so that it can be copied.
   */
  private static List<String> words(String text, int width) {
    List<String> words = new ArrayList<>();
    boolean inCommand = false;
    for (String word : text.split(" ", -1)) {
      int last = words.size() - 1;
      if (inCommand && of(words.get(last)) + 1 + of(word) <= width) {
        words.set(last, words.get(last) + " " + word);
      } else {
        words.add(word);
      }
      inCommand ^= word.chars().filter(c -> c == '`').count() % 2 == 1;
    }
    return words;
  }

  /** The wrapped text after a beginning; later lines are indented below the end of that. */
  static List<String> hanging(String beginning, String text, int width) {
    int indent = of(beginning);
    List<String> lines = new ArrayList<>();
    for (String line : wrap(text, less(width, indent))) {
      lines.add((lines.isEmpty() ? beginning : " ".repeat(indent)) + line);
    }
    return lines;
  }

  /** The rest of a line's width, but never less than a minimum. */
  static int less(int width, int taken) {
    return width == UNLIMITED ? UNLIMITED : Math.max(NARROWEST, width - taken);
  }

  private static String padding(String text, int width) {
    return " ".repeat(Math.max(0, width - of(text)));
  }

  private static int of(int codePoint) {
    int type = Character.getType(codePoint);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(codePoint) ? 2 : 1;
  }

  private static boolean isWide(int c) {
    return (c >= 0x1100 && c <= 0x115f) // Hangul
        || (c >= 0x2e80 && c <= 0xa4cf && c != 0x303f) // CJK
        || (c >= 0xac00 && c <= 0xd7a3)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xfe30 && c <= 0xfe6f)
        || (c >= 0xff00 && c <= 0xff60)
        || (c >= 0xffe0 && c <= 0xffe6)
        || (c >= 0x1f300 && c <= 0x1faff) // pictures
        || (c >= 0x20000 && c <= 0x3fffd);
  }
}
