package extrato.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * Lives the lives of some studios. Its size and its first seed are the build's properties {@code
 * life.*}; a life that fails is shrunk and printed, and stands in {@code target/lives}.
 */
class StudioLifeIT {
  private static final int SEEDS = number("life.seeds", 4);
  private static final int YEARS = number("life.years", 3);
  private static final int THREADS = number("life.threads", 2);
  private static final int SHRINKING_SECONDS = number("life.shrinking", 60);

  @Test
  void everyLife_whateverHappens_losesNothingAndHidesNothing() throws Exception {
    long first = number("life.seed", (int) (System.nanoTime() & 0xfffff));
    System.out.println("lives from seed " + first);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<String>> lives = new ArrayList<>();
    for (long seed = first; seed < first + SEEDS; seed++) {
      long one = seed;
      lives.add(threads.submit(() -> live(one)));
    }
    List<String> broken = new ArrayList<>();
    for (Future<String> life : lives) {
      try {
        String failure = life.get();
        if (!failure.isEmpty()) {
          broken.add(failure);
        }
      } catch (ExecutionException e) {
        broken.add(String.valueOf(e.getCause()));
        e.getCause().printStackTrace(System.out);
      }
    }
    threads.shutdown();
    assertThat(broken).as("lives that broke a law").isEmpty();
  }

  private static String live(long seed) {
    long begun = System.nanoTime();
    long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    double records = number("life.records", 5);
    Plan plan = Plan.of(seed, new Plan.Size(YEARS, records, without()));
    Life.Ended ended = new Life(seed, plan.steps(), known()).live();
    System.out.printf(
        "seed %d: %d of %d steps, %d runs, %d records, %.1f s (%.1f s of this thread)%s%n",
        seed,
        ended.lived(),
        plan.steps().size(),
        ended.runs(),
        ended.records(),
        (System.nanoTime() - begun) / 1e9,
        (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9,
        ended.broken() == null
            ? ""
            : ": " + ended.broken().law() + ": " + ended.broken().getMessage());
    if (ended.broken() == null) {
      return "";
    }
    keep("seed-" + seed + ".txt", ended);
    Life.Ended shrunk =
        new Shrinker(
                steps -> new Life(seed, steps, known()).live(),
                Duration.ofSeconds(SHRINKING_SECONDS))
            .shrink(plan.steps(), ended);
    keep("seed-" + seed + "-shrunk.txt", shrunk);
    return "seed "
        + seed
        + " broke the law `"
        + shrunk.broken().law()
        + "`: "
        + shrunk.broken().getMessage()
        + "\n"
        + shrunk.transcript()
        + "\n";
  }

  private static Set<Deed> without() {
    Set<Deed> without = deeds("life.without");
    Set<Deed> only = deeds("life.only");
    if (!only.isEmpty()) {
      without.addAll(EnumSet.complementOf(EnumSet.copyOf(only)));
    }
    return without;
  }

  private static Set<Deed> deeds(String property) {
    Set<Deed> deeds = EnumSet.noneOf(Deed.class);
    for (String name : System.getProperty(property, "").split(",")) {
      if (!name.isBlank()) {
        deeds.add(Deed.valueOf(name.strip()));
      }
    }
    return deeds;
  }

  /** Laws that are only noted where they are broken, to see what else is. */
  private static Set<String> known() {
    return Set.of(System.getProperty("life.known", "").split(","));
  }

  private static void keep(String name, Life.Ended ended) {
    try {
      Path folder =
          Files.createDirectories(
              Path.of(System.getProperty("extrato.home", "")).resolve("target/lives"));
      Files.writeString(folder.resolve(name), ended.transcript() + "\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static int number(String name, int otherwise) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? otherwise : Integer.parseInt(value);
  }
}
