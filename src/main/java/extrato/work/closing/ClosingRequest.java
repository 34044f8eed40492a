package extrato.work.closing;

import extrato.month.selection.LeftOut;
import extrato.studio.Month;

/**
 * What the operator asked for.
 *
 * @param force merge late records into a closed month
 * @param early close a month that is not over
 * @param leftOut the live records that stay live and take no part
 */
public record ClosingRequest(
    Month month, boolean force, boolean early, boolean dryRun, LeftOut leftOut) {
  public ClosingRequest(Month month, boolean force, boolean early, boolean dryRun) {
    this(month, force, early, dryRun, LeftOut.NOTHING);
  }
}
