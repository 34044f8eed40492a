package extrato.db;

import extrato.failure.ExitCode;
import extrato.failure.Failure;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A signal's way into the work: asked for at any moment, noticed between two rows or two
 * statements, and without effect while a commit is under way, because then only the server's answer
 * decides.
 */
public final class Interruption {
  private final Set<Runnable> cancels = new HashSet<>();
  private @Nullable ExitCode requested;
  private boolean committing;

  /** Called by the signal's thread. */
  public synchronized void request(ExitCode signal) {
    requested = signal;
    if (!committing) {
      cancels.forEach(Runnable::run);
    }
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

  /** What to call to make a statement that is under way return early. */
  public synchronized AutoCancel onRequest(Runnable cancel) {
    cancels.add(cancel);
    return () -> forget(cancel);
  }

  /** The failure to report when work failed because of the signal; null when no signal came. */
  public synchronized @Nullable Failure failure() {
    return requested == null ? null : interrupted(requested);
  }

  private synchronized void forget(Runnable cancel) {
    cancels.remove(cancel);
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
