package extrato.work.serve;

import java.util.Map;
import java.util.TreeMap;

/** How many requests were answered, by their status. */
final class Traffic {
  private final Map<Integer, Long> answers = new TreeMap<>();

  synchronized void answered(int status) {
    answers.merge(status, 1L, Long::sum);
  }

  synchronized Map<Integer, Long> answers() {
    return new TreeMap<>(answers);
  }
}
