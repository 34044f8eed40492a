package extrato.work.importing.files;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * What is in a gz file, whole members only. Java's own reader takes whatever follows a member for
 * the end of the file if it is no sound header, and would leave the records of a damaged one out.
 */
final class Unpacked extends InputStream {
  private static final int HEADER_CRC = 2;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 checksum = new CRC32();
  private final byte[] packed = new byte[BUFFER];
  private int at;
  private int end;
  private boolean inMember;
  private boolean isOver;

  Unpacked(InputStream in) {
    this.in = in;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!isOver) {
      if (!inMember) {
        beginMember();
      } else {
        int count = inflate(bytes, from, length);
        if (count > 0) {
          checksum.update(bytes, from, count);
          return count;
        }
      }
    }
    return -1;
  }

  private int inflate(byte[] bytes, int from, int length) throws IOException {
    try {
      int count = inflater.inflate(bytes, from, length);
      if (count == 0 && inflater.finished()) {
        endMember();
      } else if (count == 0 && inflater.needsInput()) {
        fill();
        inflater.setInput(packed, at, end - at);
        at = end;
      } else if (count == 0) {
        throw new ZipException("it wants a dictionary");
      }
      return count;
    } catch (DataFormatException e) {
      throw (ZipException) new ZipException("it is damaged").initCause(e);
    }
  }

  private void beginMember() throws IOException {
    int first = peek();
    if (first < 0) {
      isOver = true;
    } else if (first == 0) {
      // Tapes fill up with zeros.
      skipZeros();
    } else {
      header();
      inflater.reset();
      inflater.setInput(packed, at, end - at);
      at = end;
      checksum.reset();
      inMember = true;
    }
  }

  private void skipZeros() throws IOException {
    for (int next = peek(); next >= 0; next = peek()) {
      if (next != 0) {
        throw new ZipException("something follows its end");
      }
      at++;
    }
    isOver = true;
  }

  private void header() throws IOException {
    if (next() != 0x1f || next() != 0x8b || next() != 8) {
      throw new ZipException("what follows in it is not in the format of gzip");
    }
    int flags = next();
    skip(6);
    if ((flags & EXTRA) != 0) {
      skip(next() | next() << 8);
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      skip(2);
    }
  }

  private void endMember() throws IOException {
    at = end - inflater.getRemaining();
    if (number() != checksum.getValue() || number() != (inflater.getBytesWritten() & 0xffffffffL)) {
      throw new ZipException("it is damaged: its checksum does not match");
    }
    inMember = false;
  }

  private long number() throws IOException {
    long number = 0;
    for (int i = 0; i < 4; i++) {
      number |= (long) next() << (8 * i);
    }
    return number;
  }

  private void skip(int bytes) throws IOException {
    for (int i = 0; i < bytes; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // A name of the file, or a comment.
    }
  }

  private int next() throws IOException {
    int next = peek();
    if (next < 0) {
      throw new EOFException("it is cut");
    }
    at++;
    return next;
  }

  /** The next packed byte; -1 at the end. */
  private int peek() throws IOException {
    if (at == end) {
      at = 0;
      end = Math.max(0, in.read(packed, 0, BUFFER));
    }
    return at == end ? -1 : packed[at] & 0xff;
  }

  private void fill() throws IOException {
    if (peek() < 0) {
      throw new EOFException("it is cut");
    }
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }
}
