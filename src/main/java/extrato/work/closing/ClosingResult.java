package extrato.work.closing;

import extrato.month.archive.Totals;
import extrato.runs.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * What a closing did, or what it would do if it is a dry run.
 *
 * @param version the statement's version; 0 if none was written
 * @param totals null for a month without records
 */
public record ClosingResult(
    Outcome outcome,
    int version,
    @Nullable Totals totals,
    @Nullable String totalsJson,
    long batches) {
  /** Whether there is a new version of the month's statement. */
  public boolean hasStatement() {
    return totalsJson != null;
  }

  static ClosingResult nothing(Outcome outcome, int version) {
    return new ClosingResult(outcome, version, null, null, 0);
  }
}
