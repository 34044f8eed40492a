package extrato.postgres;

import extrato.support.failure.Failure;
import extrato.support.failure.Wording;

/** What the server refused while the books were changed, in words for the operator. */
public final class RolledBack {
  public static final String WORDS = "; transaction rolled back, database unchanged";

  private RolledBack() {}

  /**
   * @param cure for values that the server refused
   */
  public static RuntimeException explained(RuntimeException e, Interruption signals, String cure) {
    if (e instanceof Failure || !SqlStates.isFromDatabase(e) || signals.isRequested()) {
      return e;
    }
    if (SqlStates.isRefusedValue(e) && !SqlStates.isMissingRight(e)) {
      Wording words = SqlStates.words(e).between("", WORDS);
      return new Failure.Stopped(words.text(), cure, e).showing(words);
    }
    return SqlStates.asFailure(e, WORDS);
  }
}
