package extrato.runs;

import extrato.support.failure.Failure;
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

  /** Of a run that failed so. */
  public static Outcome of(Failure failure) {
    if (failure instanceof Failure.Legacy) {
      return LEGACY;
    }
    if (failure instanceof Failure.Inapplicable || failure instanceof Failure.Unanswered) {
      return REFUSED;
    }
    return switch (failure.code()) {
      case ALREADY_CLOSED -> ALREADY_CLOSED;
      case NOT_PROVEN -> NOT_PROVEN;
      case BUSY -> BUSY;
      case STOPPED -> ROLLED_BACK;
      case UNFIT, BAD_ARGUMENTS, WANTS_FLAG, REFUSED_DATA, NOT_COVERED -> REFUSED;
      case UNKNOWN -> UNKNOWN;
      case INTERRUPTED, TERMINATED -> INTERRUPTED;
      default -> FAILED;
    };
  }
}
