package extrato.documents.xlsx;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Writes XML as UTF-8, without a writer and its encoder in between. */
final class XmlBytes {
  private static final int FULL = 1 << 16;
  private static final byte[] HEX = "0123456789ABCDEF".getBytes(StandardCharsets.US_ASCII);
  private static final int LONGEST_NUMBER = 20;

  private final OutputStream out;
  private final byte[] bytes = new byte[FULL + 64];
  private final byte[] digits = new byte[LONGEST_NUMBER];
  private int length;

  XmlBytes(OutputStream out) {
    this.out = out;
  }

  /** What the program itself writes, in ASCII. */
  XmlBytes raw(String ascii) {
    for (int at = 0; at < ascii.length(); at++) {
      put(ascii.charAt(at));
    }
    return this;
  }

  XmlBytes number(long number) {
    if (number < 0) {
      return raw(Long.toString(number));
    }
    int at = LONGEST_NUMBER;
    long rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    while (at < LONGEST_NUMBER) {
      put(digits[at++]);
    }
    return this;
  }

  XmlBytes number(BigDecimal number) {
    return raw(number.toPlainString());
  }

  /**
   * Text for an element or an attribute. A character that XML cannot hold stands there as {@code
   * _xHHHH_}, as spreadsheets read it; so does the beginning of what merely looks like that.
   */
  XmlBytes text(String text, int longest) {
    int end = Math.min(text.length(), longest);
    for (int at = 0; at < end; at++) {
      char c = text.charAt(at);
      if (c < 128) {
        ascii(text, at, c);
      } else if (Character.isHighSurrogate(c)
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        point(Character.toCodePoint(c, text.charAt(++at)));
      } else if (Character.isSurrogate(c) || c > '\ufffd') {
        coded(c);
      } else {
        point(c);
      }
    }
    return this;
  }

  private void ascii(String text, int at, char c) {
    switch (c) {
      case '&' -> raw("&amp;");
      case '<' -> raw("&lt;");
      case '>' -> raw("&gt;");
      case '"' -> raw("&quot;");
      case '\n', '\t' -> put(c);
      case '_' -> {
        if (looksCoded(text, at)) {
          coded(c);
        } else {
          put(c);
        }
      }
      default -> {
        if (c < ' ') {
          coded(c);
        } else {
          put(c);
        }
      }
    }
  }

  private static boolean looksCoded(String text, int at) {
    if (!text.startsWith("_x", at) || text.length() < at + 7 || text.charAt(at + 6) != '_') {
      return false;
    }
    for (int digit = at + 2; digit < at + 6; digit++) {
      if (Character.digit(text.charAt(digit), 16) < 0) {
        return false;
      }
    }
    return true;
  }

  private void coded(char c) {
    raw("_x");
    for (int shift = 12; shift >= 0; shift -= 4) {
      put(HEX[(c >> shift) & 15]);
    }
    put('_');
  }

  private void point(int c) {
    if (c < 0x800) {
      put(0xC0 | (c >> 6));
    } else {
      if (c < 0x10000) {
        put(0xE0 | (c >> 12));
      } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
      }
      put(0x80 | ((c >> 6) & 0x3F));
    }
    put(0x80 | (c & 0x3F));
  }

  private void put(int single) {
    bytes[length++] = (byte) single;
    if (length >= FULL) {
      flush();
    }
  }

  void flush() {
    try {
      out.write(bytes, 0, length);
      length = 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
