package extrato.work.overview;

import java.util.Locale;

/** How a month stands, in one word. */
public enum State {
  /** It has records, and nobody closed it. */
  OPEN,
  /** The same, and its newest backup holds as many records and as much money. */
  BACKED_UP,
  CLOSED,
  /** It is closed, and has live records all the same. */
  LATE_RECORDS,
  /** The old generator closed it: there is a statement, and nothing that proves it. */
  LEGACY,
  /** It was closed, taken back, and is open again. */
  RESTORED,
  /** It is open because its last run failed. */
  FAILED,
  /** It is open because its last run ended without a word. */
  DIED,
  /** A run is at work on it. */
  RUNNING,
  /** It has an archive, and no statement. */
  STATEMENT_GONE,
  /** Its statement is not the one that this tool wrote. */
  OVERWRITTEN,
  /** It has neither records nor a statement, only backups or runs. */
  EMPTY;

  /** As it stands in {@code --json}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As a person reads it. */
  public String words() {
    return word().replace('_', ' ');
  }
}
