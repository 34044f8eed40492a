package extrato.work.serve;

import extrato.support.failure.Failure;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Limits how many requests may do something at once. Others wait for a while, and are then told to
 * come back later.
 */
final class ConcurrencyLimit {
  private final Semaphore free;
  private final int patienceSeconds;

  ConcurrencyLimit(int atOnce, int patienceSeconds) {
    this.free = new Semaphore(atOnce);
    this.patienceSeconds = patienceSeconds;
  }

  /** Whoever is in must {@link #release}. */
  void acquire() {
    try {
      if (free.tryAcquire(patienceSeconds, TimeUnit.SECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new Failure.Busy("too many requests at once", "ask again a little later");
  }

  void release() {
    free.release();
  }
}
