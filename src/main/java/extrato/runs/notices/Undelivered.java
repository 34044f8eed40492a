package extrato.runs.notices;

/** A notice was not delivered. The message names no address, because an address may be secret. */
final class Undelivered extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean passing;

  private Undelivered(String message, boolean passing) {
    super(message);
    this.passing = passing;
  }

  /** The next attempt may succeed. */
  static Undelivered thisTime(String message) {
    return new Undelivered(message, true);
  }

  /** No attempt will succeed. */
  static Undelivered forGood(String message) {
    return new Undelivered(message, false);
  }

  boolean isPassing() {
    return passing;
  }
}
