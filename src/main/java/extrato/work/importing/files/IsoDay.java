package extrato.work.importing.files;

/**
 * Days and moments that stand in a file as the server prints them, which most do: no copy is made.
 */
final class IsoDay {
  private static final int DAY = 10;
  private static final int SECOND = 19;
  private static final int[] DAYS = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private IsoDay() {}

  /** Writes {@code 2025-09-30}; false, and nothing written, if it is not that. */
  static boolean writeDay(byte[] bytes, int from, int length, CopyText out) {
    if (length != DAY || !isDay(bytes, from)) {
      return false;
    }
    out.write(bytes, from, length);
    return true;
  }

  /** Writes {@code 2025-09-30 14:05:00.12+00}; false, and nothing written, if it is not that. */
  static boolean writeMoment(byte[] bytes, int from, int length, CopyText out) {
    int end = from + length - 3;
    if (length < SECOND + 3
        || bytes[end] != '+'
        || bytes[end + 1] != '0'
        || bytes[end + 2] != '0'
        || !isDay(bytes, from)
        || bytes[from + DAY] != ' '
        || !isTime(bytes, from + DAY + 1)
        || !isFraction(bytes, from + SECOND, end)) {
      return false;
    }
    out.write(bytes, from, length);
    return true;
  }

  private static boolean isDay(byte[] bytes, int at) {
    int year = number(bytes, at, 4);
    int month = number(bytes, at + 5, 2);
    int day = number(bytes, at + 8, 2);
    if (year < 1 || month < 1 || month > 12 || bytes[at + 4] != '-' || bytes[at + 7] != '-') {
      return false;
    }
    boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return day >= 1 && day <= DAYS[month - 1] + (leap && month == 2 ? 1 : 0);
  }

  private static boolean isTime(byte[] bytes, int at) {
    int hour = number(bytes, at, 2);
    int minute = number(bytes, at + 3, 2);
    int second = number(bytes, at + 6, 2);
    return bytes[at + 2] == ':'
        && bytes[at + 5] == ':'
        && hour >= 0
        && hour < 24
        && minute >= 0
        && minute < 60
        && second >= 0
        && second < 60;
  }

  /** Nothing, or as the server prints it: at most six digits, the last of them no zero. */
  private static boolean isFraction(byte[] bytes, int from, int end) {
    int digits = end - from - 1;
    return from == end
        || (bytes[from] == '.'
            && digits >= 1
            && digits <= 6
            && bytes[end - 1] != '0'
            && number(bytes, from + 1, digits) >= 0);
  }

  /** −1 if it is none. */
  private static int number(byte[] bytes, int at, int digits) {
    int number = 0;
    for (int i = at; i < at + digits; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return -1;
      }
      number = number * 10 + bytes[i] - '0';
    }
    return number;
  }
}
