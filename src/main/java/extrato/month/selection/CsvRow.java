package extrato.month.selection;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One line of a backup, parsed without creating objects: the same instance serves a million lines.
 * An unquoted empty field is NULL, a quoted one is the empty string.
 */
public final class CsvRow {
  private static final int NULL = -1;
  private static final int MOST_DIGITS = 19;

  private byte[] values = new byte[1024];
  private int[] starts = new int[32];
  private int[] lengths = new int[32];
  private int size;
  private int used;

  /** Parses the line; false if it is not one well-formed line. */
  public boolean parse(byte[] line, int from, int to) {
    size = 0;
    used = 0;
    if (values.length < to - from) {
      values = new byte[Math.max(to - from, values.length * 2)];
    }
    int end = to > from && line[to - 1] == '\n' ? to - 1 : to;
    int at = from;
    while (true) {
      at = at < end && line[at] == '"' ? quoted(line, at + 1, end) : plain(line, at, end);
      if (at < 0) {
        return false;
      }
      if (at == end) {
        return true;
      }
      if (line[at] != ',') {
        return false;
      }
      at++;
    }
  }

  public int size() {
    return size;
  }

  public boolean isNull(int field) {
    return lengths[field] == NULL;
  }

  /** The bytes that {@link #start} and {@link #length} refer to; valid until the next line. */
  public byte[] bytes() {
    return values;
  }

  public int start(int field) {
    return starts[field];
  }

  public int length(int field) {
    return lengths[field];
  }

  public @Nullable String text(int field) {
    return isNull(field)
        ? null
        : new String(values, starts[field], lengths[field], StandardCharsets.UTF_8);
  }

  /** A whole number; fails if the field is not one that fits a bigint. */
  public long number(int field) {
    return digits(starts[field], starts[field] + lengths[field]);
  }

  public boolean is(int field, byte[] expected) {
    return lengths[field] == expected.length
        && Arrays.equals(
            values, starts[field], starts[field] + lengths[field], expected, 0, expected.length);
  }

  /** Whether the other row's field has the same text; neither may be NULL. */
  public boolean isSameText(int field, CsvRow other, int otherField) {
    return Arrays.equals(
        values,
        starts[field],
        starts[field] + lengths[field],
        other.values,
        other.starts[otherField],
        other.starts[otherField] + other.lengths[otherField]);
  }

  private int plain(byte[] line, int from, int end) {
    int at = from;
    while (at < end && line[at] != ',') {
      if (line[at] == '"') {
        return -1;
      }
      at++;
    }
    int start = used;
    System.arraycopy(line, from, values, start, at - from);
    used += at - from;
    add(start, at == from ? NULL : at - from);
    return at;
  }

  private int quoted(byte[] line, int from, int end) {
    int start = used;
    int at = from;
    while (at < end) {
      if (line[at] != '"') {
        values[used++] = line[at++];
      } else if (at + 1 < end && line[at + 1] == '"') {
        values[used++] = '"';
        at += 2;
      } else {
        add(start, used - start);
        return at + 1;
      }
    }
    return -1;
  }

  private void add(int start, int length) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      lengths = Arrays.copyOf(lengths, size * 2);
    }
    starts[size] = start;
    lengths[size] = length;
    size++;
  }

  /**
   * Adds up negative numbers, of which there is one more. Even of an empty field, the first byte
   * can be read, and fails whatever it is: the values are never longer than their line.
   */
  private long digits(int from, int to) {
    boolean negative = values[from] == '-';
    int first = negative ? from + 1 : from;
    if (first >= to || to - first > MOST_DIGITS) {
      throw notWhole();
    }
    long number = 0;
    for (int at = first; at < to; at++) {
      int digit = values[at] - '0';
      if (digit < 0 || digit > 9 || number < (Long.MIN_VALUE + digit) / 10) {
        throw notWhole();
      }
      number = number * 10 - digit;
    }
    if (!negative && number == Long.MIN_VALUE) {
      throw notWhole();
    }
    return negative ? number : -number;
  }

  private static NumberFormatException notWhole() {
    return new NumberFormatException("not a whole number");
  }
}
