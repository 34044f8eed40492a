package extrato.work.closing;

import extrato.month.selection.LeftOut;
import extrato.studio.Month;

/**
 * What the operator asked for.
 *
 * @param force merge late records into a closed month
 * @param early close a month that is not over
 * @param backupFirst whether a backup of these very records is to come before, so that a rehearsal
 *     asks for none
 * @param leftOut the live records that stay live and take no part
 */
public record ClosingRequest(
    Month month,
    boolean force,
    boolean early,
    boolean dryRun,
    boolean backupFirst,
    LeftOut leftOut) {
  public ClosingRequest(Month month, boolean force, boolean early, boolean dryRun) {
    this(month, force, early, dryRun, LeftOut.NOTHING);
  }

  public ClosingRequest(
      Month month, boolean force, boolean early, boolean dryRun, LeftOut leftOut) {
    this(month, force, early, dryRun, false, leftOut);
  }

  /** What {@code monthly} would do, which writes the backup itself. */
  static ClosingRequest rehearsal(Month month, boolean force, LeftOut leftOut) {
    return new ClosingRequest(month, force, false, true, true, leftOut);
  }
}
