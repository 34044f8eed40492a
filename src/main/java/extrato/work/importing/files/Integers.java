package extrato.work.importing.files;

import org.jspecify.annotations.Nullable;

/** Whole numbers, as ids are. */
final class Integers {
  private static final int MOST_DIGITS = 18;

  private Integers() {}

  /** Writes the number; returns why it is none, or null. */
  static @Nullable String write(
      byte[] bytes, int from, int length, TargetColumn column, CopyText out) {
    boolean negative = length > 0 && bytes[from] == '-';
    int first = negative ? from + 1 : from;
    int end = from + length;
    if (first == end) {
      return "it is not a whole number";
    }
    for (int at = first; at < end; at++) {
      if (bytes[at] < '0' || bytes[at] > '9') {
        return "it is not a whole number";
      }
    }
    if (bytes[first] == '0' && (end - first > 1 || negative)) {
      return "it begins with a zero";
    }
    if (end - first > MOST_DIGITS || !fits(bytes, first, end, negative, column)) {
      return "it is too large for " + column.type();
    }
    out.write(bytes, from, length);
    return null;
  }

  private static boolean fits(
      byte[] bytes, int first, int end, boolean negative, TargetColumn column) {
    long number = 0;
    for (int at = first; at < end; at++) {
      number = number * 10 + bytes[at] - '0';
    }
    long signed = negative ? -number : number;
    return switch (column.kind()) {
      case SMALLINT -> signed == (short) signed;
      case INTEGER -> signed == (int) signed;
      default -> true;
    };
  }
}
