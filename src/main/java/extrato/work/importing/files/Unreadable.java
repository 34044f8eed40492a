package extrato.work.importing.files;

/** A record that cannot be read as what its file is made of. */
final class Unreadable extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final boolean end;

  private Unreadable(long line, String reason, boolean end) {
    super(reason, null, false, false);
    this.line = line;
    this.end = end;
  }

  /** The records behind it can be read. */
  static Unreadable record(long line, String reason) {
    return new Unreadable(line, reason, false);
  }

  /** Nobody can tell where the next record begins. */
  static Unreadable rest(long line, String reason) {
    return new Unreadable(line, reason, true);
  }

  long line() {
    return line;
  }

  boolean isTheEnd() {
    return end;
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
