package extrato.work.importing.files;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as people and programs write them: {@code 1.234,56}, {@code R$ 12,50}, {@code 150.00}.
 */
final class Amounts {
  /** Digits of a thousand, and the digits that one may have before its point. */
  private static final int GROUP = 3;

  private final Notation<Decimals> notation = new Notation<>();
  private final byte[] digits = new byte[64];

  Notation<Decimals> notation() {
    return notation;
  }

  /** Notes what the text says about the file. */
  void look(byte[] bytes, int start, int length, long line, String column) {
    int from = begin(bytes, start, start + length);
    int end = end(bytes, from, start + length);
    int points = 0;
    int commas = 0;
    int last = -1;
    for (int at = from; at < end; at++) {
      if (bytes[at] == '.') {
        points++;
        last = at;
      } else if (bytes[at] == ',') {
        commas++;
        last = at;
      } else if (!isDigit(bytes[at])) {
        return;
      }
    }
    if (last < 0) {
      return;
    }
    Decimals asDecimal = bytes[last] == ',' ? Decimals.COMMA : Decimals.POINT;
    Decimals asGroup = asDecimal == Decimals.COMMA ? Decimals.POINT : Decimals.COMMA;
    if (points > 0 && commas > 0) {
      notation.sees(asDecimal, line);
    } else if (points + commas > 1) {
      notation.sees(asGroup, line);
    } else if (end - last - 1 != GROUP
        || last - from > GROUP
        || last == from
        || bytes[from] == '0') {
      notation.sees(asDecimal, line);
    } else {
      notation.unclear(line, column);
    }
  }

  /** Writes the amount as the server prints it; returns why it is none, or null. */
  @Nullable String write(
      SourceRow row, int field, TargetColumn column, Decimals decimals, CopyText out) {
    byte[] bytes = row.bytes();
    int start = row.start(field);
    int stop = start + row.length(field);
    int from = begin(bytes, start, stop);
    int end = end(bytes, from, stop);
    boolean negative = false;
    for (int at = start; at < from; at++) {
      negative |= bytes[at] == '-';
    }
    int whole = 0;
    int decimal = -1;
    int sinceGroup = -1;
    for (int at = from; at < end; at++) {
      byte one = bytes[at];
      if (isDigit(one)) {
        if (whole + Math.max(decimal, 0) >= digits.length) {
          return "it has too many digits";
        }
        digits[whole + Math.max(decimal, 0)] = one;
        if (decimal >= 0) {
          decimal++;
        } else {
          whole++;
          sinceGroup += sinceGroup >= 0 ? 1 : 0;
        }
      } else if (one == decimals.sign() && decimal < 0 && whole > 0) {
        if (sinceGroup >= 0 && sinceGroup != GROUP) {
          return "its thousands are not groups of three digits";
        }
        decimal = 0;
      } else if (one == decimals.group() && decimal < 0 && isGroup(whole, sinceGroup)) {
        sinceGroup = 0;
      } else {
        return none(one, decimals);
      }
    }
    if (whole == 0 || decimal == 0) {
      return "it is not a number";
    }
    if (decimal < 0 && sinceGroup >= 0 && sinceGroup != GROUP) {
      return "its thousands are not groups of three digits";
    }
    return write(negative, whole, Math.max(decimal, 0), column, out);
  }

  private boolean isGroup(int whole, int sinceGroup) {
    return sinceGroup < 0 ? whole > 0 && whole <= GROUP && digits[0] != '0' : sinceGroup == GROUP;
  }

  private static String none(byte one, Decimals decimals) {
    if (one == decimals.sign() || one == decimals.group()) {
      return "it is not a number with a decimal "
          + (decimals == Decimals.COMMA ? "comma" : "point")
          + ", as the file has them";
    }
    return "it is not a number";
  }

  /** A number of JSON, whose decimal sign is always a point. */
  @Nullable String writeJson(SourceRow row, int field, TargetColumn column, CopyText out) {
    byte[] bytes = row.bytes();
    for (int at = row.start(field); at < row.start(field) + row.length(field); at++) {
      if (bytes[at] == 'e' || bytes[at] == 'E') {
        return "a number with an exponent is not an amount";
      }
    }
    return write(row, field, column, Decimals.POINT, out);
  }

  private @Nullable String write(
      boolean negative, int whole, int decimals, TargetColumn column, CopyText out) {
    int zeros = 0;
    while (zeros < whole - 1 && digits[zeros] == '0') {
      zeros++;
    }
    boolean limited = column.size() > 0;
    if (limited && decimals > column.scale()) {
      return "it has more than " + column.scale() + " decimals";
    }
    boolean isZero = true;
    for (int i = zeros; i < whole + decimals; i++) {
      isZero &= digits[i] == '0';
    }
    int places = digits[zeros] == '0' ? 0 : whole - zeros;
    if (limited && places > column.size() - column.scale()) {
      return "it is too large for " + column.type();
    }
    if (negative && !isZero) {
      out.write('-');
    }
    out.write(digits, zeros, whole - zeros);
    int scale = limited ? column.scale() : decimals;
    if (scale > 0) {
      out.write('.');
      out.write(digits, whole, decimals);
      for (int i = decimals; i < scale; i++) {
        out.write('0');
      }
    }
    return null;
  }

  /** The first byte behind sign, currency and spaces. */
  private static int begin(byte[] bytes, int from, int end) {
    int at = spaces(bytes, from, end);
    at += at < end && bytes[at] == '-' ? 1 : 0;
    int behind = spaces(bytes, at, end);
    if (behind + 1 < end && bytes[behind] == 'R' && bytes[behind + 1] == '$') {
      at = spaces(bytes, behind + 2, end);
      at += at < end && bytes[at] == '-' && bytes[from] != '-' ? 1 : 0;
    }
    return at;
  }

  private static int spaces(byte[] bytes, int from, int end) {
    int at = from;
    while (at < end && bytes[at] == ' ') {
      at++;
    }
    return at;
  }

  private static int end(byte[] bytes, int from, int stop) {
    int end = stop;
    while (end > from && bytes[end - 1] == ' ') {
      end--;
    }
    return end;
  }

  private static boolean isDigit(byte one) {
    return one >= '0' && one <= '9';
  }
}
