package extrato.bench;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.documents.xlsx.WorkbookRace;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What it costs to write a large month's statement, as whole processes in turns: beside a run that
 * only reads it, and beside Apache POI's streaming writer.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
class StatementBenchE2E {
  /** The most that a statement lists, and so the most that is read from it. */
  private static final int LISTED = 50_000;

  private static final int ROUNDS = Integer.getInteger("bench.rounds", 1);
  private static final Path INTO =
      Bench.CHECKOUT.resolve(System.getProperty("bench.into", "target/bench"));

  private static final long MOST_MEGABYTES = 130;
  private static final double MOST_BESIDE_READING = 2;
  private static final double MOST_OF_A_MILLION = 10;
  private static final double MOST_BESIDE_POI = 0.35;

  private static final String READING = "reading alone";
  private static final String BY_HAND = "its rows by this program's writer";
  private static final String BY_POI = "its rows by Apache POI's";

  @TempDir Path folder;

  static List<Integer> records() {
    return Arrays.stream(System.getProperty("bench.statement", "50000").split(",", -1))
        .map(Integer::valueOf)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("records")
  void aLargeMonth_isWrittenFast_inLittleMemory(int records, StudioDatabase studio)
      throws IOException, InterruptedException {
    studio.execute(
        Files.readString(Bench.CHECKOUT.resolve("bench/month.sql"))
            .replace(":records", String.valueOf(records)));
    studio.execute("analyze");
    PackagedProgram program =
        PackagedProgram.installedIn(folder.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_STATEMENT_LIMIT", String.valueOf(LISTED));
    program.succeed("backup", "--month", "2025-09");
    program.succeed("extrato", "--month", "2025-09");

    Map<String, List<String>> ways = ways(program, records);
    Map<String, List<Measured>> turns = new LinkedHashMap<>();
    for (int round = 0; round < ROUNDS; round++) {
      for (Map.Entry<String, List<String>> way : ways.entrySet()) {
        turns
            .computeIfAbsent(way.getKey(), name -> new ArrayList<>())
            .add(Measured.run(folder, program.environment(), way.getValue()));
      }
    }
    report(records, turns, versions(studio));
    program.uninstall();
    check(records, turns);
  }

  private Map<String, List<String>> ways(PackagedProgram program, int records) {
    List<String> show =
        List.of(program.script("extrato").toString(), "show", "--month", "2025-09", "--quiet");
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put(READING, show);
    for (String format : List.of("html", "xlsx", "pdf")) {
      List<String> writing = new ArrayList<>(show);
      writing.addAll(List.of("--" + format, folder.resolve("s." + format).toString()));
      ways.put("--" + format, writing);
    }
    ways.put(BY_HAND, race("own", records));
    ways.put(BY_POI, race("poi", records));
    return ways;
  }

  /** At the memory that the program itself has. */
  private List<String> race(String who, int records) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-cp",
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(part -> Path.of(part).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)),
        WorkbookRace.class.getName(),
        who,
        String.valueOf(records),
        folder.resolve(who + ".xlsx").toString());
  }

  private static void check(int records, Map<String, List<Measured>> turns) {
    for (String format : List.of("--html", "--xlsx", "--pdf")) {
      assertThat(peak(of(turns, format))).as(format).isLessThan(MOST_MEGABYTES);
      double used = processor(turns, format);
      if (records <= LISTED) {
        assertThat(used - processor(turns, READING)).as(format).isLessThan(MOST_BESIDE_READING);
      } else {
        assertThat(used).as(format).isLessThan(MOST_OF_A_MILLION);
      }
    }
    assertThat(processor(turns, BY_HAND) / processor(turns, BY_POI)).isLessThan(MOST_BESIDE_POI);
  }

  private static String versions(StudioDatabase studio) throws IOException {
    return Heading.of(String.valueOf(studio.value("select split_part(version(), ' (', 1)")), ROUNDS)
        + " · Apache POI "
        + SXSSFWorkbook.class.getPackage().getImplementationVersion();
  }

  private void report(int records, Map<String, List<Measured>> turns, String versions)
      throws IOException {
    List<String> lines = new ArrayList<>(List.of("", versions, ""));
    lines.add(
        String.format(
            Locale.ROOT,
            "| %,d records, medians of %d turns | file | seconds | beside reading |"
                + " of the processor | beside reading | peak memory |",
            records,
            ROUNDS));
    lines.add("|---|---:|---:|---:|---:|---:|---:|");
    for (String way : turns.keySet()) {
      lines.add(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f s | %s | %.2f s | %s | %d MB |",
              way.startsWith("--") ? "`" + way + "`" : way,
              size(way),
              seconds(turns, way),
              beside(way, seconds(turns, way) - seconds(turns, READING)),
              processor(turns, way),
              beside(way, processor(turns, way) - processor(turns, READING)),
              peak(of(turns, way))));
    }
    lines.add("");
    lines.add(
        String.format(
            Locale.ROOT,
            "The writer took %.2f of POI's time, and %.2f of its seconds of the processor.",
            seconds(turns, BY_HAND) / seconds(turns, BY_POI),
            processor(turns, BY_HAND) / processor(turns, BY_POI)));
    Files.createDirectories(INTO);
    Files.write(INTO.resolve("statement-" + records + ".md"), lines);
    lines.forEach(System.out::println);
  }

  private static String beside(String way, double seconds) {
    return way.startsWith("--") ? String.format(Locale.ROOT, "%+.2f s", seconds) : "";
  }

  private String size(String way) throws IOException {
    return way.startsWith("--")
        ? String.format(
            Locale.ROOT, "%.1f MB", Files.size(folder.resolve("s." + way.substring(2))) / 1e6)
        : "";
  }

  private static double seconds(Map<String, List<Measured>> turns, String way) {
    return median(of(turns, way), Measured::seconds);
  }

  private static double processor(Map<String, List<Measured>> turns, String way) {
    return median(of(turns, way), Measured::processorSeconds);
  }

  private static List<Measured> of(Map<String, List<Measured>> turns, String way) {
    return turns.getOrDefault(way, List.of());
  }

  private static long peak(List<Measured> runs) {
    return runs.stream().mapToLong(Measured::peakKilobytes).max().orElse(0) / 1024;
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> of) {
    return runs.stream().mapToDouble(of).sorted().skip(runs.size() / 2).findFirst().orElse(0);
  }
}
