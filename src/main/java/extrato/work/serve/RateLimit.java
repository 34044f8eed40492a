package extrato.work.serve;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** How often somebody may ask within a minute. */
final class RateLimit {
  private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);

  private final int most;
  private final LongSupplier nanos;
  private final Map<String, Deque<Long>> asked = new HashMap<>();

  /**
   * @param nanos a clock that nobody sets
   */
  RateLimit(int most, LongSupplier nanos) {
    this.most = most;
    this.nanos = nanos;
  }

  /** Counts one more; returns the seconds to wait where that is too many, else 0. */
  synchronized int seconds(String who) {
    long now = nanos.getAsLong();
    asked.values().forEach(times -> drop(times, now));
    asked.values().removeIf(Deque::isEmpty);
    Deque<Long> times = asked.computeIfAbsent(who, unused -> new ArrayDeque<>());
    if (times.size() < most) {
      times.addLast(now);
      return 0;
    }
    return (int) TimeUnit.NANOSECONDS.toSeconds(times.getFirst() + WINDOW - now) + 1;
  }

  private static void drop(Deque<Long> times, long now) {
    while (!times.isEmpty() && now - times.getFirst() >= WINDOW) {
      times.removeFirst();
    }
  }
}
