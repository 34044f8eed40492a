package extrato.work.importing.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One record of a file, field by field. The same instance serves a million of them. */
final class SourceRow {
  /** How a value stands in its file. */
  enum Kind {
    /** Nothing, or JSON's null. */
    NULL,
    /** Text without quotation marks, as in CSV. */
    PLAIN,
    /** Text in quotation marks. */
    QUOTED,
    /** A number of JSON. */
    NUMBER,
    TRUE,
    FALSE,
    /** An object or a list inside a record. */
    NESTED
  }

  private byte[] bytes = new byte[1024];
  private int used;
  private int[] starts = new int[32];
  private int[] lengths = new int[32];
  private Kind[] kinds = new Kind[32];
  private int size;
  private long line;

  void begin(long atLine) {
    size = 0;
    used = 0;
    line = atLine;
  }

  /** Makes room for that many fields, all of them empty. */
  void empty(int fields) {
    for (size = 0; size < fields; ) {
      beginField();
      endField(Kind.NULL);
    }
  }

  void beginField() {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
      kinds = Arrays.copyOf(kinds, size * 2);
    }
    starts[size] = used;
  }

  void add(byte[] from, int start, int length) {
    makeRoom(length);
    System.arraycopy(from, start, bytes, used, length);
    used += length;
  }

  private void makeRoom(int length) {
    if (used + length > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, used + length));
    }
  }

  void endField(Kind kind) {
    lengths[size] = used - starts[size];
    kinds[size] = kind;
    size++;
  }

  /** Sets a field that {@link #empty} made. */
  void set(int field, Kind kind, byte[] value) {
    starts[field] = used;
    add(value, 0, value.length);
    lengths[field] = value.length;
    kinds[field] = kind;
  }

  /** The same with these letters; false, and nothing set, if one of them is not ASCII. */
  boolean setAscii(int field, Kind kind, char[] letters, int from, int length) {
    makeRoom(length);
    for (int i = 0; i < length; i++) {
      char letter = letters[from + i];
      if (letter >= 0x80) {
        return false;
      }
      bytes[used + i] = (byte) letter;
    }
    starts[field] = used;
    lengths[field] = length;
    kinds[field] = kind;
    used += length;
    return true;
  }

  int size() {
    return size;
  }

  /** The line of the file that the record begins in. */
  long line() {
    return line;
  }

  Kind kind(int field) {
    return field < size ? kinds[field] : Kind.NULL;
  }

  byte[] bytes() {
    return bytes;
  }

  int start(int field) {
    return starts[field];
  }

  int length(int field) {
    return field < size ? lengths[field] : 0;
  }

  String text(int field) {
    return field < size
        ? new String(bytes, starts[field], lengths[field], StandardCharsets.UTF_8)
        : "";
  }
}
