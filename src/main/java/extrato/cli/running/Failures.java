package extrato.cli.running;

import extrato.postgres.Interruption;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place that turns every exception into text for the operator. */
public final class Failures {
  private static final Logger log = LoggerFactory.getLogger("extrato.cli");

  private final Interruption interruption;

  Failures(Interruption interruption) {
    this.interruption = interruption;
  }

  public Failure explain(Throwable e) {
    Failure signal = interruption.failure();
    if (signal != null && isStalled(e)) {
      return signal;
    }
    if (e instanceof Failure failure) {
      return failure;
    }
    if (signal != null) {
      return signal;
    }
    if (SqlStates.isFromDatabase(e)) {
      return SqlStates.asFailure(e, "");
    }
    log.error("unexpected failure", e);
    return new Failure.Bug(
        "unexpected failure: " + e.getClass().getSimpleName(),
        "this is a bug: the log has its trace",
        e);
  }

  /** Whether the work was abandoned after a signal because a disk did not answer. */
  private static boolean isStalled(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof Disk.Stalled) {
        return true;
      }
    }
    return false;
  }
}
