package extrato.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A whole process, from before it starts until it has ended.
 *
 * @param processorSeconds what it had of the processors; on a machine that others use, the better
 *     measure; 0 where the system does not tell
 * @param peakKilobytes the most memory that it held at once, its own and what it shares; 0 where
 *     the system does not tell
 * @param steps how long its steps took, where it tells
 */
record Measured(double seconds, double processorSeconds, long peakKilobytes, String steps) {
  private static final int MILLIS_BETWEEN_LOOKS = 5;

  static Measured run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path out = Files.createTempFile(folder, "bench", ".out");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(out.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    long began = System.nanoTime();
    Process process = builder.start();
    Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
    long peak = 0;
    Duration used = Duration.ZERO;
    while (!process.waitFor(MILLIS_BETWEEN_LOOKS, TimeUnit.MILLISECONDS)) {
      peak = Math.max(peak, peak(status));
      used = process.info().totalCpuDuration().orElse(used);
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    String printed = Files.readString(out);
    assertThat(process.exitValue()).as("%s said %s", command, printed).isZero();
    return new Measured(seconds, used.toMillis() / 1e3, peak, "");
  }

  /** One after the other. */
  Measured and(Measured next) {
    return new Measured(
        seconds + next.seconds,
        processorSeconds + next.processorSeconds,
        Math.max(peakKilobytes, next.peakKilobytes),
        steps + next.steps);
  }

  Measured withSteps(String its) {
    return new Measured(seconds, processorSeconds, peakKilobytes, its);
  }

  private static long peak(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // It has ended since.
    }
  }
}
