package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One kind of fault, tried as often as the build's property {@code faults.<size>} says. Each trial
 * has a random source of its own, which {@code -Dfaults.seed} repeats.
 */
final class Attack {
  private static final Logger log = LoggerFactory.getLogger(Attack.class);
  private static final int SHOWN = 5;

  private final String name;
  private final long seed;
  private final Map<String, Integer> ends = new HashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final AtomicInteger begun = new AtomicInteger();
  private final long began = System.nanoTime();
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

  /** A random source for things other than the trials. */
  Random random() {
    return new Random(seed);
  }

  /** Goes on after a failed trial, because the number of failures is reported too. */
  Attack repeat(int times, Trial trial) {
    for (int i = 0; i < times; i++) {
      attempt(trial);
      report();
    }
    return this;
  }

  /** Like {@link #repeat}, for trials that mostly wait: runs {@code atOnce} of them in parallel. */
  Attack repeatAtOnce(int times, int atOnce, Trial trial) {
    ExecutorService threads = Executors.newFixedThreadPool(atOnce);
    for (int i = 0; i < times; i++) {
      threads.execute(
          () -> {
            attempt(trial);
            report();
          });
    }
    threads.shutdown();
    try {
      assertThat(threads.awaitTermination(1, TimeUnit.HOURS)).as("end of `%s`", name).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    return this;
  }

  /** Runs one of many trials that are too quick to be written down one by one. */
  void attempt(Trial trial) {
    int number = begun.incrementAndGet();
    try {
      String end = trial.end(randomOf(number));
      ended(end);
    } catch (AssertionError | Exception e) {
      log.error("{}, trial {}", name, number, e);
      failed("trial " + number + " of -Dfaults.seed=" + seed + ": " + e);
    }
  }

  /** Mixes the seed, because similar seeds of a {@link Random} begin with nearly the same draws. */
  private Random randomOf(int number) {
    return new Random(new SplittableRandom(seed * 1_000_003 + number).nextLong());
  }

  private synchronized void ended(String end) {
    trials++;
    ends.merge(end, 1, Integer::sum);
  }

  private synchronized void failed(String how) {
    trials++;
    failures.add(how);
  }

  private synchronized void report() {
    FaultTable.put(name, trials, failures.size(), seed, ends);
  }

  /** Call this last: fails unless every trial was survived. */
  void check() {
    report();
    long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    log.info("{}: {} trials in {} ms", name, trials, took);
    assertThat(failures.stream().limit(SHOWN).toList())
        .as("%d of %d trials of `%s` that failed", failures.size(), trials, name)
        .isEmpty();
    assertThat(trials).as("trials of `%s`", name).isPositive();
  }

  /** Causes the fault, asserts what must hold, and returns in a word how it ended. */
  interface Trial {
    String end(Random random) throws Exception;
  }
}
