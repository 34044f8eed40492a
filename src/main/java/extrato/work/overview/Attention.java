package extrato.work.overview;

import extrato.studio.Month;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something about a month, or about database and folders as a whole, that a person should look at.
 *
 * @param month null where it is about all of them
 * @param text what it is, without the month
 * @param cure a command to begin with
 */
public record Attention(@Nullable Month month, Reason reason, String text, String cure) {
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
    SET_BACK,
    BACKUP_FOLDER,
    COPIED_OR_MOVED,
    RUN_FAILED,
    RUN_DIED;

    /** As it stands in {@code --json}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** In one line, the month first. */
  public String line() {
    return month == null ? text : month.slashed() + " " + text;
  }
}
