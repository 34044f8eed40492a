package extrato.cli.output;

import java.io.FilterWriter;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;

/**
 * JSON that is safe to read on a terminal too. Characters that control a terminal occur only in
 * texts, where an escape means the same.
 */
final class HarmlessJson extends FilterWriter {
  /** The first half of a surrogate pair, whose halves may be written separately. */
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

  /** Only flushes, because this writer does not own the one beneath. */
  @Override
  public void close() throws IOException {
    flush();
  }
}
