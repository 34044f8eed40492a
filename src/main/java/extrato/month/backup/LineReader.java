package extrato.month.backup;

import extrato.support.files.PlainFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backup file line by line, where a quoted line break belongs to its line, and computes the
 * SHA-256 of the whole file.
 */
final class LineReader implements Closeable {
  /**
   * No line is longer than this. Otherwise one superfluous quote would turn the rest of the file
   * into one line.
   */
  static final int LONGEST =
      (int)
          Math.min(Integer.MAX_VALUE / 4, Math.max(8L << 20, Runtime.getRuntime().maxMemory() / 8));

  private final InputStream in;
  private final int longest;
  private final MessageDigest digest = Sha256.digest();
  private byte[] buffer = new byte[1 << 16];
  private int start;
  private int end;
  private long consumed;

  LineReader(Path file) throws IOException {
    this(PlainFile.reading(file));
  }

  LineReader(InputStream in) {
    this(in, LONGEST);
  }

  LineReader(InputStream in, int longest) {
    this.in = in;
    this.longest = longest;
  }

  /** Consumes the next bytes if they are these; otherwise consumes nothing. */
  boolean takeIfEquals(byte[] bytes, int from, int to) throws IOException {
    int length = to - from;
    if (!fill(length) || !Arrays.equals(buffer, start, start + length, bytes, from, to)) {
      return false;
    }
    consume(length);
    return true;
  }

  /**
   * The next line with its line end; null at the end of the file. A last line without a line end is
   * returned as it is, and a line that is too long is cut at the limit.
   */
  byte @Nullable [] next() throws IOException {
    int length = 0;
    boolean quoted = false;
    while (length < longest) {
      if (start + length == end && !more()) {
        break;
      }
      byte b = buffer[start + length++];
      if (b == '"') {
        quoted = !quoted;
      } else if (b == '\n' && !quoted) {
        break;
      }
    }
    if (length == 0) {
      return null;
    }
    byte[] line = Arrays.copyOfRange(buffer, start, start + length);
    consume(length);
    return line;
  }

  long position() {
    return consumed;
  }

  /** Reads the rest and returns the SHA-256 of the whole file. */
  String finish() throws IOException {
    do {
      consume(end - start);
    } while (more());
    return Sha256.hex(digest);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void consume(int length) {
    start += length;
    consumed += length;
  }

  private boolean fill(int length) throws IOException {
    while (end - start < length) {
      if (!more()) {
        return false;
      }
    }
    return true;
  }

  /** The digest gets consumed bytes in large pieces, which is faster. */
  private boolean more() throws IOException {
    digest.update(buffer, 0, start);
    System.arraycopy(buffer, start, buffer, 0, end - start);
    end -= start;
    start = 0;
    if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read == -1) {
      return false;
    }
    end += read;
    return true;
  }
}
