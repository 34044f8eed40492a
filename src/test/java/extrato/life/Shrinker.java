package extrato.life;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Removes from a failing life the steps that it does not need to break the same law in the same
 * way.
 */
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
    int size = Math.max(1, failing.size() / 2);
    for (boolean smaller = true; smaller || size > 1; size = Math.max(1, size / 2)) {
      int before = failing.size();
      for (int from = 0; from < failing.size(); ) {
        Set<Step> out = Set.copyOf(failing.subList(from, Math.min(from + size, failing.size())));
        Attempt attempt = without(failing, broken, out::contains, deadline);
        if (attempt.fails()) {
          failing = attempt.steps();
          best = attempt.ended();
        } else {
          from += size;
        }
      }
      if (size <= failing.size() / 4) {
        for (Deed deed : kinds(failing)) {
          Attempt attempt = without(failing, broken, step -> step.deed() == deed, deadline);
          if (attempt.fails()) {
            failing = attempt.steps();
            best = attempt.ended();
          }
        }
      }
      smaller = failing.size() < before && System.nanoTime() < deadline;
    }
    return best;
  }

  private static Set<Deed> kinds(List<Step> steps) {
    EnumSet<Deed> kinds = EnumSet.noneOf(Deed.class);
    steps.forEach(step -> kinds.add(step.deed()));
    return kinds;
  }

  private record Attempt(boolean fails, List<Step> steps, Life.Ended ended) {}

  private Attempt without(List<Step> steps, Broken broken, Predicate<Step> out, long deadline) {
    List<Step> rest = new ArrayList<>(steps.stream().filter(out.negate()).toList());
    if (rest.isEmpty() || rest.size() == steps.size() || System.nanoTime() > deadline) {
      return new Attempt(false, steps, new Life.Ended(null, null, 0, 0, 0, ""));
    }
    Life.Ended ended = lives.apply(rest);
    boolean same = ended.broken() != null && ended.broken().kind().equals(broken.kind());
    return new Attempt(same, same ? new ArrayList<>(rest.subList(0, ended.lived())) : rest, ended);
  }
}
