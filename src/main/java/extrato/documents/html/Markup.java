package extrato.documents.html;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Writes elements, attributes and text, so that nothing but an element that is opened here can
 * become one. What it writes is HTML and well-formed XML at once.
 */
public final class Markup {
  private static final int FULL = 1 << 13;
  private static final char PICTURES = '\u2400';
  private static final char PICTURE_OF_DELETE = '\u2421';
  private static final char REPLACEMENT = '\ufffd';

  private final Writer out;
  private final StringBuilder waiting = new StringBuilder(FULL + FULL);
  private final Deque<String> open = new ArrayDeque<>();

  public Markup(Writer out) {
    this.out = out;
    waiting.append("<!DOCTYPE html>\n");
  }

  /**
   * @param attributes names and values by turns
   */
  public Markup open(String element, String... attributes) {
    tag(element, attributes);
    waiting.append('>');
    open.push(element);
    return this;
  }

  /** An element that has no content, such as {@code meta} and {@code img}, or a shape. */
  public Markup leaf(String element, String... attributes) {
    tag(element, attributes);
    waiting.append("/>");
    return this;
  }

  public Markup close() {
    waiting.append("</").append(open.pop()).append('>');
    if (waiting.length() > FULL) {
      hand(false);
    }
    return this;
  }

  /** Closes what is open, up to and including this. */
  public Markup close(String element) {
    while (!element.equals(open.peek())) {
      close();
    }
    return close();
  }

  public Markup text(String text) {
    escaped(text);
    return this;
  }

  /** An element with nothing but text in it. */
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  /** A style sheet, which a page takes as it is. */
  Markup style(String css) {
    if (css.indexOf('<') >= 0 || css.indexOf('&') >= 0) {
      throw new IllegalArgumentException("a style sheet that could end before its end");
    }
    open("style");
    waiting.append(css);
    return close();
  }

  public Markup line() {
    waiting.append('\n');
    return this;
  }

  /** Hands everything on, when all elements are closed. */
  public void end() {
    while (!open.isEmpty()) {
      close();
    }
    waiting.append('\n');
    hand(true);
  }

  private void tag(String element, String... attributes) {
    waiting.append('<').append(element);
    for (int at = 0; at < attributes.length; at += 2) {
      waiting.append(' ').append(attributes[at]).append("=\"");
      escaped(attributes[at + 1]);
      waiting.append('"');
    }
  }

  private void escaped(String text) {
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      switch (c) {
        case '&' -> waiting.append("&amp;");
        case '<' -> waiting.append("&lt;");
        case '>' -> waiting.append("&gt;");
        case '"' -> waiting.append("&quot;");
        case '\'' -> waiting.append("&#39;");
        case '\r' -> waiting.append("&#13;");
        case '\n', '\t' -> waiting.append(c);
        default -> at += unusual(text, at, c);
      }
    }
  }

  /** Returns how many characters more than one it took. */
  private int unusual(String text, int at, char c) {
    if (c < ' ') {
      waiting.append((char) (PICTURES + c));
    } else if (c < '\u007f' || (c > '\u009f' && c < '\ud800')) {
      waiting.append(c);
    } else if (c == '\u007f') {
      waiting.append(PICTURE_OF_DELETE);
    } else if (Character.isHighSurrogate(c)
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1))) {
      waiting.append(c).append(text.charAt(at + 1));
      return 1;
    } else {
      waiting.append(c < '\u00a0' || Character.isSurrogate(c) || c > '\ufffd' ? REPLACEMENT : c);
    }
    return 0;
  }

  private void hand(boolean flush) {
    try {
      out.append(waiting);
      waiting.setLength(0);
      if (flush) {
        out.flush();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
