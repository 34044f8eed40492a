package extrato.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * JSON that may be read on a terminal too: what steers one can only stand in a text, where its
 * number means the same.
 */
final class HarmlessJson extends FilterWriter {
  /** The first half of a character of two, which may come in two pieces. */
  private char half;

  HarmlessJson(Writer out) {
    super(out);
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    for (int at = from; at < from + length; at++) {
      write(text[at]);
    }
  }

  @Override
  public void write(String text, int from, int length) throws IOException {
    write(text.toCharArray(), from, length);
  }

  @Override
  public void write(int unit) throws IOException {
    char c = (char) unit;
    if (Character.isHighSurrogate(c)) {
      half = c;
    } else if (Character.isLowSurrogate(c)) {
      boolean steers = HarmlessText.steersTerminal(Character.toCodePoint(half, c));
      write(half, steers);
      write(c, steers);
    } else {
      write(c, HarmlessText.steersTerminal(c));
    }
  }

  private void write(char unit, boolean asNumber) throws IOException {
    if (asNumber) {
      out.write(String.format(Locale.ROOT, "\\u%04x", (int) unit));
    } else {
      out.write(unit);
    }
  }

  /** What lies beneath is not this one's to close. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
