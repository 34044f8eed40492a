package extrato.work.overview;

import extrato.studio.Month;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person should look at, about a month or about database and folders as a whole.
 *
 * @param month null if it is about everything
 * @param text what it is, without the month
 * @param cure the first command to run
 */
public record Attention(@Nullable Month month, Reason reason, String text, String cure) {
  /** Why a month needs attention. */
  public enum Reason {
    NOT_CLOSED,
    STILL_OPEN,
    LATE_RECORDS,
    ID_TAKEN,
    STATEMENT_GONE,
    OVERWRITTEN,
    CLOSED_BY_OTHERS,
    BACKUP_MISSING,
    SET_BACK,
    LEDGER_BEHIND,
    BACKUP_FOLDER,
    COPIED_OR_MOVED,
    RUN_FAILED,
    RUN_DIED;

    /** As in {@code --json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One line that begins with the month. */
  public String line() {
    return month == null ? text : month.slashed() + " " + text;
  }
}
