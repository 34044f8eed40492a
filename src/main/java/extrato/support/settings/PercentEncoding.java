package extrato.support.settings;

import java.io.ByteArrayOutputStream;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** How a URL writes characters that have a meaning in URLs. */
final class PercentEncoding {
  private static final String WRONG =
      "has a % that is not followed by two hexadecimal digits of UTF-8 text: a % itself is written"
          + " %25";

  private PercentEncoding() {}

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  static String decode(String text, boolean plusIsSpace) throws WrongValue {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] == '%') {
        bytes.write(16 * digit(encoded, i + 1) + digit(encoded, i + 2));
        i += 2;
      } else {
        bytes.write(plusIsSpace && encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return utf8(bytes.toByteArray());
  }

  private static int digit(byte[] encoded, int at) throws WrongValue {
    int digit = at < encoded.length ? Character.digit(encoded[at], 16) : -1;
    if (digit < 0) {
      throw new WrongValue(WRONG);
    }
    return digit;
  }

  private static String utf8(byte[] bytes) throws WrongValue {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (text.indexOf('\0') >= 0) {
        throw new WrongValue("must not hold %00");
      }
      return text;
    } catch (CharacterCodingException e) {
      throw new WrongValue(WRONG);
    }
  }
}
