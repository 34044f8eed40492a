package extrato.work.importing.files;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Records in the text format of COPY, exactly as the server itself writes it. */
public final class CopyText extends ByteArrayOutputStream {
  private boolean first = true;

  CopyText() {
    super(1 << 16);
  }

  byte[] bytes() {
    return buf;
  }

  /** Takes back what was written behind that many bytes. */
  void cutTo(int length) {
    count = length;
    first = true;
  }

  void separate() {
    if (!first) {
      write('\t');
    }
    first = false;
  }

  void endRecord() {
    write('\n');
    first = true;
  }

  void none() {
    write('\\');
    write('N');
  }

  void ascii(String text) {
    writeBytes(text.getBytes(StandardCharsets.US_ASCII));
  }

  void escaped(byte[] bytes, int from, int length) {
    for (int at = from; at < from + length; at++) {
      byte one = bytes[at];
      int letter =
          switch (one) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case 0x0b -> 'v';
            case '\\' -> '\\';
            default -> 0;
          };
      if (letter != 0) {
        write('\\');
        write(letter);
      } else {
        write(one);
      }
    }
  }
}
