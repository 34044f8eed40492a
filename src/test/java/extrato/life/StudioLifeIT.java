package extrato.life;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Lives the lives of some studios. The build's properties {@code life.*} say how many, how long and
 * from which seed. A life that breaks a law is shrunk and printed. {@code target/lives} has its
 * steps, {@code target/life.md} a row for each life.
 */
class StudioLifeIT {
  private static final Pattern COMMA = Pattern.compile(", *");

  private final long first = number("life.seed", (int) (System.nanoTime() & 0xfffff));
  private final int seeds = number("life.seeds", 4);
  private final Plan.Size size =
      new Plan.Size(number("life.years", 3), number("life.records", 5), without());
  private final Duration patience = Duration.ofSeconds(number("life.shrinking", 60));
  private final Set<String> known = words("life.known").collect(Collectors.toSet());

  /** A life and how it ended; if it broke a law, also the shrunk life. */
  private record Lived(long seed, Life.Ended ended, Life.Ended shrunk, double seconds) {
    String row() {
      Broken broken = ended.broken();
      return String.format(
          Locale.ROOT,
          "| %d | %d | %d | %d | %.0f | %s |",
          seed,
          ended.lived(),
          ended.runs(),
          ended.records(),
          seconds,
          broken == null
              ? ""
              : broken.law()
                  + ": "
                  + String.valueOf(broken.getMessage()).lines().findFirst().orElse(""));
    }
  }

  @Test
  void everyLife_whateverHappens_losesNothingAndHidesNothing() throws Exception {
    System.out.println("lives from seed " + first);
    ExecutorService threads = Executors.newFixedThreadPool(number("life.threads", 2));
    List<Future<Lived>> lives = new ArrayList<>();
    for (long seed = first; seed < first + seeds; seed++) {
      long one = seed;
      lives.add(threads.submit(() -> live(one)));
    }
    List<String> rows = new ArrayList<>();
    List<String> broken = new ArrayList<>();
    for (Future<Lived> life : lives) {
      Lived lived = life.get();
      rows.add(lived.row());
      if (lived.shrunk.broken() != null) {
        broken.add("seed " + lived.seed + "\n" + lived.shrunk.transcript() + "\n");
      }
    }
    threads.shutdown();
    keep("life.md", head() + String.join("\n", rows));
    assertThat(broken).as("lives that broke a law").isEmpty();
  }

  private String head() {
    return String.format(
            Locale.ROOT,
            "lives of %d years, %.0f deeds of the studio's people in a month%n%n",
            size.years(),
            size.records())
        + "| seed | steps | runs of the program | records | seconds | broken |\n"
        + "| --- | --- | --- | --- | --- | --- |\n";
  }

  private Lived live(long seed) {
    long begun = System.nanoTime();
    List<Step> steps = Plan.of(seed, size).steps();
    Life.Ended ended = new Life(seed, steps, known).live();
    double seconds = (System.nanoTime() - begun) / 1e9;
    Lived lived = new Lived(seed, ended, ended, seconds);
    System.out.println(lived.row());
    keep("lives/seed-" + seed + ".txt", ended.transcript());
    if (ended.broken() == null) {
      return lived;
    }
    Life.Ended shrunk =
        new Shrinker(rest -> new Life(seed, rest, known).live(), patience).shrink(steps, ended);
    keep("lives/seed-" + seed + "-shrunk.txt", shrunk.transcript());
    return new Lived(seed, ended, shrunk, seconds);
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
    words(property).map(Deed::valueOf).forEach(deeds::add);
    return deeds;
  }

  private static Stream<String> words(String property) {
    return COMMA.splitAsStream(System.getProperty(property, "")).filter(word -> !word.isBlank());
  }

  private static void keep(String name, String text) {
    try {
      Path file = Path.of(System.getProperty("extrato.home", "")).resolve("target").resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(String name, int otherwise) {
    String value = System.getProperty(name, "");
    return value.isBlank() ? otherwise : Integer.parseInt(value);
  }
}
