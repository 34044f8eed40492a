package extrato.overview;

import extrato.studio.Month;
import java.util.Locale;

/**
 * Something about a month that a person should look at.
 *
 * @param text what it is, without the month
 * @param cure a command to begin with
 */
public record Attention(Month month, Reason reason, String text, String cure) {
  /** Why a month wants attention. */
  public enum Reason {
    NOT_CLOSED,
    STILL_OPEN,
    LATE_RECORDS,
    ID_TAKEN,
    STATEMENT_GONE,
    OVERWRITTEN,
    CLOSED_BY_OTHERS,
    BACKUP_MISSING,
    RUN_FAILED,
    RUN_DIED;

    /** As it stands in {@code --json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In one line, the month first. */
  public String line() {
    return month.slashed() + " " + text;
  }
}
