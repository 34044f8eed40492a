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
 * A signal's way into the work: asked for at any moment, noticed between two rows or two
 * statements, and without effect while a commit is under way, because then only the server's answer
 * decides.
 */
public final class Interruption {
  private static final Duration BETWEEN_CANCELS = Duration.ofMillis(100);

  private final Set<Runnable> cancels = new HashSet<>();
  private final Set<Runnable> listeners = new HashSet<>();
  private @Nullable ExitCode requested;
  private boolean committing;

  /** Called by the signal's thread. */
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

  /** A cancel that arrives between two statements cancels nothing, and the next may take long. */
  private void cancelUntilOver(Set<Runnable> underWay) {
    while (cancelled(underWay)) {
      LockSupport.parkNanos(BETWEEN_CANCELS.toNanos());
    }
  }

  /** Not beside the work's own end: a cancel that came late would hit what comes after it. */
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

  /** From here on a signal waits for the commit's answer. */
  public synchronized void beginCommit() {
    check();
    committing = true;
  }

  public synchronized void endCommit() {
    committing = false;
  }

  /**
   * What to call to make a statement that is under way return early. Throws when a signal asked the
   * run to stop already.
   */
  public synchronized AutoCancel onRequest(Runnable cancel) {
    check();
    cancels.add(cancel);
    return () -> forget(cancel);
  }

  /** What to call at the next signal, when the run is over, whatever signal ended it. */
  public synchronized AutoCancel onSignal(Runnable listener) {
    listeners.add(listener);
    return () -> ignore(listener);
  }

  /** The failure to report when work failed because of the signal; null when no signal came. */
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

  /** Ends the registration of a cancel. */
  public interface AutoCancel extends AutoCloseable {
    @Override
    void close();
  }
}
