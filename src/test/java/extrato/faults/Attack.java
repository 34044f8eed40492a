package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of fault, tried as often as the build's property {@code faults.<size>} says. Every trial
 * draws from a random source of its own, which {@code -Dfaults.seed} brings back.
 */
final class Attack {
  private static final Logger log = LoggerFactory.getLogger(Attack.class);
  private static final int SHOWN = 5;

  private final String name;
  private final long seed;
  private final Map<String, Integer> ends = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private int trials;

  private Attack(String name, long seed) {
    this.name = name;
    this.seed = seed;
  }

  static Attack named(String name) {
    String given = System.getProperty("faults.seed", "");
    Attack attack =
        new Attack(name, given.isBlank() ? new Random().nextInt(1_000_000) : Long.parseLong(given));
    log.info("{}: -Dfaults.seed={}", name, attack.seed);
    return attack;
  }

  /** How many trials the build asks for. */
  static int size(String property) {
    return Integer.getInteger("faults." + property);
  }

  /** The random source of something besides the trials. */
  Random random() {
    return new Random(seed);
  }

  /** Goes on after a trial that failed: how many fail is a figure too. */
  Attack repeat(int times, Trial trial) {
    for (int i = 0; i < times; i++) {
      attempt(trial, new Random(seed * 1_000_003 + trials));
      report();
    }
    return this;
  }

  /** A trial of many that are too quick to write each of them down. */
  void attempt(Trial trial) {
    attempt(trial, new Random(seed * 1_000_003 + trials));
  }

  private void attempt(Trial trial, Random random) {
    trials++;
    try {
      ends.merge(trial.end(random), 1, Integer::sum);
    } catch (AssertionError | Exception e) {
      failures.add("trial " + trials + " of -Dfaults.seed=" + seed + ": " + e);
      log.error("{}, trial {}", name, trials, e);
    }
  }

  private void report() {
    FaultTable.put(name, trials, failures.size(), seed, ends);
  }

  /** The last word: every trial must have been survived. */
  void check() {
    report();
    assertThat(failures.stream().limit(SHOWN).toList())
        .as("%d of %d trials of `%s` that failed", failures.size(), trials, name)
        .isEmpty();
    assertThat(trials).as("trials of `%s`", name).isPositive();
  }

  /** Does its worst, asserts what must hold, and says in a word how it ended. */
  interface Trial {
    String end(Random random) throws Exception;
  }
}
