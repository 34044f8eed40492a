package extrato.work.overview;

import java.util.Locale;

/** The state of a month, in one word. */
public enum State {
  /** It has records, and nobody has closed it. */
  OPEN,
  /**
   * Like OPEN, and its newest backup holds the same number of records and the same amount of money.
   */
  BACKED_UP,
  CLOSED,
  /** It is closed, but has live records. */
  LATE_RECORDS,
  /** The old generator closed it: there is a statement, and nothing that proves it. */
  LEGACY,
  /** It was closed and then restored, so it is open again. */
  RESTORED,
  /** It is open because its last run failed. */
  FAILED,
  /** It is open because its last run ended without reporting. */
  DIED,
  /** A run is at work on it. */
  RUNNING,
  /** It has an archive, but no statement. */
  STATEMENT_GONE,
  /** Its statement is not the one that this tool wrote. */
  OVERWRITTEN,
  /** It has neither records nor a statement, but backups or runs. */
  EMPTY;

  /** As in {@code --json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a person reads it. */
  public String words() {
    return word().replace('_', ' ');
  }
}
