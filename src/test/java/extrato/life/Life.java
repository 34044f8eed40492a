package extrato.life;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lives the steps, one after the other, and checks the laws after each. */
final class Life {
  private static final Path MEMORY = Path.of("/dev/shm");

  private final long seed;
  private final List<Step> steps;
  private final Set<String> known;

  Life(long seed, List<Step> steps, Set<String> known) {
    this.seed = seed;
    this.known = known;
    this.steps = List.copyOf(steps);
  }

  /**
   * How the life ended.
   *
   * @param broken the law that was broken; null if none was
   * @param lived how many steps were lived
   * @param runs how many runs of the program there were
   */
  record Ended(
      @Nullable Broken broken,
      @Nullable Step at,
      int lived,
      int runs,
      int records,
      String transcript) {}

  Ended live() {
    Path home = newHome();
    try (World world = new World(seed, home, known)) {
      world.itIs(steps.get(0).at());
      world.web.opens();
      int lived = 0;
      for (Step step : steps) {
        lived++;
        Broken broken = take(step, world);
        if (broken != null) {
          world.transcript.note("BROKEN " + broken.law() + ": " + broken.getMessage());
          return ended(broken, step, lived, world);
        }
      }
      return ended(null, null, lived, world);
    } finally {
      Disasters.deleteTree(home);
    }
  }

  private static @Nullable Broken take(Step step, World world) {
    world.itIs(step.at());
    world.transcript.step(step);
    try {
      step.deed().act.in(world, step.draws());
      world.look();
      world.disasters.takeStock();
      world.laws.hold();
      return null;
    } catch (Broken e) {
      return e;
    } catch (RuntimeException e) {
      StringWriter trace = new StringWriter();
      e.printStackTrace(new PrintWriter(trace));
      return new Broken("simulator", "the simulator itself failed: " + trace);
    }
  }

  private static Ended ended(@Nullable Broken broken, @Nullable Step at, int lived, World world) {
    int records = 0;
    for (Account.Entry unused : world.account().entries()) {
      records++;
    }
    return new Ended(broken, at, lived, world.tool.runs(), records, world.transcript.text());
  }

  private static Path newHome() {
    try {
      // Data need not reach a disk here, as with the test server's own.
      return Files.isWritable(MEMORY)
          ? Files.createTempDirectory(MEMORY, "extrato-life")
          : Files.createTempDirectory("extrato-life");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
