package extrato.work.serve;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** How many requests were answered, by their status, and how many wait for their answer. */
final class Traffic {
  private final Map<Integer, Long> answers = new TreeMap<>();
  private int waiting;

  synchronized void came() {
    waiting++;
  }

  synchronized void left() {
    waiting--;
    notifyAll();
  }

  synchronized void answered(int status) {
    answers.merge(status, 1L, Long::sum);
  }

  synchronized Map<Integer, Long> answers() {
    return new TreeMap<>(answers);
  }

  /** Waits until everybody has an answer, or for as long as that. */
  synchronized void awaitQuiet(Duration patience) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    for (long left = patience.toNanos(); waiting > 0 && left > 0; left = end - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
