package extrato.postgres;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
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

  private final Disk.Hurry hurry;
  private final Map<Runnable, Thread> cancellers = new HashMap<>();
  private final Set<Runnable> listeners = new HashSet<>();
  private @Nullable ExitCode requested;
  private boolean committing;

  /** Of the whole process. */
  public Interruption() {
    this(Disk.Hurry.ofTheProcess());
  }

  private Interruption(Disk.Hurry hurry) {
    this.hurry = hurry;
  }

  /** Of one run among several in this process. */
  public static Interruption ofOneRun() {
    return new Interruption(new Disk.Hurry());
  }

  /** From now on, this thread and those that it starts belong to the run. */
  public void holdsHere() {
    hurry.use();
  }

  /** Runs on the signal's thread. */
  public synchronized void request(ExitCode signal) {
    requested = signal;
    hurry.tell();
    listeners.forEach(Runnable::run);
    if (!committing) {
      cancellers.values().stream()
          .filter(thread -> thread.getState() == Thread.State.NEW)
          .forEach(Thread::start);
    }
  }

  /** Repeats the cancel: between two statements it has no effect, and the next may take long. */
  private void cancelUntilOver(Runnable cancel) {
    while (cancelled(cancel)) {
      LockSupport.parkNanos(BETWEEN_CANCELS.toNanos());
    }
  }

  /** Synchronized with the work's end, because a late cancel would hit the statement after it. */
  private synchronized boolean cancelled(Runnable cancel) {
    if (cancellers.containsKey(cancel)) {
      cancel.run();
    }
    return cancellers.containsKey(cancel);
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
    // Made by the run's own thread, whose log its lines belong to.
    Thread canceller = new Thread(() -> cancelUntilOver(cancel), "cancel");
    canceller.setDaemon(true);
    cancellers.put(cancel, canceller);
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
    cancellers.remove(cancel);
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
