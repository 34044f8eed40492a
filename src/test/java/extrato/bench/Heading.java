package extrato.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;

/** What stands above figures: when, with which versions and on what they were measured. */
final class Heading {
  private Heading() {}

  static String of(String server, int rounds) throws IOException {
    return String.format(
            Locale.ROOT,
            "%s · %s · Java %s · %d processors · medians of %d turns",
            LocalDate.now(ZoneOffset.UTC),
            server,
            System.getProperty("java.version"),
            Runtime.getRuntime().availableProcessors(),
            rounds)
        + model();
  }

  private static String model() throws IOException {
    Path cpuinfo = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(cpuinfo)) {
      return "";
    }
    try (Stream<String> lines = Files.lines(cpuinfo)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> " · " + line.replaceAll(".*:\\s*", ""))
          .findFirst()
          .orElse("");
    }
  }
}
