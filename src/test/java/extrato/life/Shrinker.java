package extrato.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** Leaves out of a failing life what it does not need in order to fail by the same law. */
final class Shrinker {
  private final Function<List<Step>, Life.Ended> lives;
  private final Duration patience;

  Shrinker(Function<List<Step>, Life.Ended> lives, Duration patience) {
    this.lives = lives;
    this.patience = patience;
  }

  Life.Ended shrink(List<Step> steps, Life.Ended ended) {
    Broken broken = ended.broken();
    if (broken == null) {
      return ended;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    List<Step> failing = new ArrayList<>(steps.subList(0, ended.lived()));
    Life.Ended best = ended;
    // First whole kinds of deeds, then ever smaller stretches of time.
    for (Deed deed : Deed.values()) {
      Attempt attempt = without(failing, broken, step -> step.deed() == deed, deadline);
      if (attempt.fails()) {
        failing = attempt.steps();
        best = attempt.ended();
      }
    }
    for (int size = Math.max(1, failing.size() / 2); ; size = Math.max(1, size / 2)) {
      boolean smaller = false;
      for (int from = 0; from < failing.size(); ) {
        List<Step> out = failing.subList(from, Math.min(from + size, failing.size()));
        List<Step> gone = List.copyOf(out);
        Attempt attempt = without(failing, broken, gone::contains, deadline);
        if (attempt.fails()) {
          failing = attempt.steps();
          best = attempt.ended();
          smaller = true;
        } else {
          from += size;
        }
      }
      if (size == 1 && !smaller || System.nanoTime() > deadline) {
        return best;
      }
    }
  }

  private record Attempt(boolean fails, List<Step> steps, Life.Ended ended) {}

  private Attempt without(List<Step> steps, Broken broken, Predicate<Step> out, long deadline) {
    List<Step> rest = new ArrayList<>(steps.stream().filter(out.negate()).toList());
    if (rest.isEmpty() || rest.size() == steps.size() || System.nanoTime() > deadline) {
      return new Attempt(false, steps, new Life.Ended(null, null, 0, 0, 0, ""));
    }
    Life.Ended ended = lives.apply(rest);
    boolean same = ended.broken() != null && ended.broken().law().equals(broken.law());
    return new Attempt(same, same ? new ArrayList<>(rest.subList(0, ended.lived())) : rest, ended);
  }
}
