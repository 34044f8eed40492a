package extrato.month.archive;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** One row in PostgreSQL's binary COPY format, in memory that is reused for the next row. */
final class CopyBuffer extends ByteArrayOutputStream {
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
  };

  /** The first byte of a jsonb value on the wire. */
  private static final int JSONB_VERSION = 1;

  private int countAt;
  private int rangeAt;
  private int jsonAt;

  CopyBuffer() {
    super(1 << 16);
  }

  void begin(int fields) {
    reset();
    writeBytes(SIGNATURE);
    write(fields >> 8);
    write(fields);
  }

  void integer(int value) {
    int32(4);
    int32(value);
  }

  void text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int32(bytes.length);
    writeBytes(bytes);
  }

  /** Leaves room for an integer that is known only after the rest is written. */
  void beginCount() {
    int32(4);
    countAt = count;
    int32(0);
  }

  void count(int value) {
    patch(countAt, value);
  }

  /** Leaves room for two long integers that are known only after the rest is written. */
  void beginRange() {
    rangeAt = count;
    for (int bound = 0; bound < 2; bound++) {
      int32(Long.BYTES);
      int32(0);
      int32(0);
    }
  }

  void range(long first, long last) {
    ByteBuffer.wrap(buf).putLong(rangeAt + 4, first).putLong(rangeAt + 16, last);
  }

  /** Begins a jsonb value, whose length is known only after it is written. */
  void beginJsonb() {
    jsonAt = count;
    int32(0);
    write(JSONB_VERSION);
  }

  void endJsonb() {
    patch(jsonAt, count - jsonAt - 4);
  }

  /** Ends the row and the COPY. */
  void end() {
    write(0xFF);
    write(0xFF);
  }

  byte[] bytes() {
    return buf;
  }

  private void int32(int value) {
    write(value >> 24);
    write(value >> 16);
    write(value >> 8);
    write(value);
  }

  private void patch(int at, int value) {
    ByteBuffer.wrap(buf).putInt(at, value);
  }
}
