package extrato.month.selection;

/** Where a record of the month is found. */
public enum RecordOrigin {
  LIVE('L'),
  ARCHIVED('A'),
  /** A session that stayed: it was archived before, and is selected again. */
  BOTH('B');

  private final char mark;

  RecordOrigin(char mark) {
    this.mark = mark;
  }

  char mark() {
    return mark;
  }

  static RecordOrigin of(byte mark) {
    for (RecordOrigin origin : values()) {
      if (origin.mark == mark) {
        return origin;
      }
    }
    throw new IllegalStateException("a row is marked " + (char) mark);
  }
}
