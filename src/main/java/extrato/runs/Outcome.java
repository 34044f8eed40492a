package extrato.runs;

import java.util.Locale;

/** How a run ended, as it stands in the run's record and in {@code --json}. */
public enum Outcome {
  RUNNING,
  DONE,
  MERGED,
  UNCHANGED,
  EMPTY,
  DISABLED,
  ALREADY_CLOSED,
  LEGACY,
  REFUSED,
  BUSY,
  NOT_PROVEN,
  ROLLED_BACK,
  INTERRUPTED,
  FAILED,
  UNKNOWN;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
