package extrato.work.importing.files;

/** UTF-8, as strict as PostgreSQL is with it. */
final class Utf8 {
  static final int BROKEN = -1;

  private Utf8() {}

  /** How many letters the bytes are; {@link #BROKEN} where they are no UTF-8. */
  static int letters(byte[] bytes, int from, int length) {
    int letters = 0;
    int end = from + length;
    for (int at = from; at < end; letters++) {
      int size = size(bytes, at, end);
      if (size == BROKEN) {
        return BROKEN;
      }
      at += size;
    }
    return letters;
  }

  private static int size(byte[] bytes, int at, int end) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return 1;
    }
    int size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    if (first < 0xc2 || first > 0xf4 || at + size > end) {
      return BROKEN;
    }
    for (int i = 1; i < size; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return BROKEN;
      }
    }
    int second = bytes[at + 1] & 0xff;
    boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
    boolean half = first == 0xed && second > 0x9f;
    boolean beyond = first == 0xf4 && second > 0x8f;
    return overlong || half || beyond ? BROKEN : size;
  }
}
