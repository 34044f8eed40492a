package extrato.postgres;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Brings a signal into the work. A signal may come at any moment, and is noticed between two rows
 * or two statements. It has no effect during a commit, because then only the server's answer
 * decides.
 */
public final class Interruption {
  private static final Duration BETWEEN_CANCELS = Duration.ofMillis(100);

  private final Set<Runnable> cancels = new HashSet<>();
  private final Set<Runnable> listeners = new HashSet<>();
  private @Nullable ExitCode requested;
  private boolean committing;

  /** Runs on the signal's thread. */
  public synchronized void request(ExitCode signal) {
    requested = signal;
    Disk.hurry();
    listeners.forEach(Runnable::run);
    Set<Runnable> underWay = Set.copyOf(cancels);
    if (!committing && !underWay.isEmpty()) {
      Thread canceller = new Thread(() -> cancelUntilOver(underWay), "cancel");
      canceller.setDaemon(true);
      canceller.start();
    }
  }

  /** Repeats the cancel: between two statements it has no effect, and the next may take long. */
  private void cancelUntilOver(Set<Runnable> underWay) {
    while (cancelled(underWay)) {
      LockSupport.parkNanos(BETWEEN_CANCELS.toNanos());
    }
  }

  /** Synchronized with the work's end, because a late cancel would hit the statement after it. */
  private synchronized boolean cancelled(Set<Runnable> underWay) {
    underWay.stream().filter(cancels::contains).forEach(Runnable::run);
    return underWay.stream().anyMatch(cancels::contains);
  }

  public synchronized boolean isRequested() {
    return requested != null;
  }

  public synchronized void check() {
    if (requested != null && !committing) {
      throw interrupted(requested);
    }
  }

  /** From now on, a signal waits for the commit's answer. */
  public synchronized void beginCommit() {
    check();
    committing = true;
  }

  public synchronized void endCommit() {
    committing = false;
  }

  /**
   * Registers what makes a statement return early. Throws if a signal has already asked the run to
   * stop.
   */
  public synchronized AutoCancel onRequest(Runnable cancel) {
    check();
    cancels.add(cancel);
    return () -> forget(cancel);
  }

  /** Registers what a signal calls after the run's work, even if a signal ended that work. */
  public synchronized AutoCancel onSignal(Runnable listener) {
    listeners.add(listener);
    return () -> ignore(listener);
  }

  /** The failure to report if the work failed because of a signal; null if no signal came. */
  public synchronized @Nullable Failure failure() {
    return requested == null ? null : interrupted(requested);
  }

  private synchronized void forget(Runnable cancel) {
    cancels.remove(cancel);
  }

  private synchronized void ignore(Runnable listener) {
    listeners.remove(listener);
  }

  private static Failure.Interrupted interrupted(ExitCode signal) {
    return new Failure.Interrupted(
        signal,
        (signal == ExitCode.TERMINATED ? "terminated" : "interrupted")
            + "; transaction rolled back, database unchanged");
  }

  /** Ends a registration. */
  public interface AutoCancel extends AutoCloseable {
    @Override
    void close();
  }
}
