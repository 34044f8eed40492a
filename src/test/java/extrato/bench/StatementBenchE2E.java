package extrato.bench;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What it costs to write a large month's statement, as whole processes: beside a run that only
 * reads it, in seconds and in memory.
 */
@Tag("slow")
@ExtendWith(StudioExtension.class)
class StatementBenchE2E {
  private static final int RECORDS = Integer.getInteger("bench.statement", 50_000);
  private static final int TIMES = 3;
  private static final long MOST_KILOBYTES = 130_000;

  @TempDir Path folder;

  @Test
  void aLargeMonth_isWrittenInLittleMemory(StudioDatabase studio) throws Exception {
    Path checkout = Path.of(System.getProperty("extrato.home", "."));
    studio.execute(
        Files.readString(checkout.resolve("bench/month.sql"))
            .replace(":records", String.valueOf(RECORDS)));
    studio.execute("analyze");
    PackagedProgram program =
        PackagedProgram.installedIn(folder.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_STATEMENT_LIMIT", String.valueOf(Math.min(RECORDS, 50_000)));
    program.succeed("backup", "--month", "2025-09");
    program.succeed("extrato", "--month", "2025-09");

    Measured reading = median(program, List.of());
    report("reading alone", reading, reading);
    for (String format : List.of("html", "xlsx", "pdf")) {
      Path file = folder.resolve("s." + format);
      Measured written = median(program, List.of("--" + format, file.toString()));
      report(format + ", " + Files.size(file) / 1024 + " kB", written, reading);
      assertThat(written.peakKilobytes()).as(format).isLessThan(MOST_KILOBYTES);
    }
    program.uninstall();
  }

  private Measured median(PackagedProgram program, List<String> options)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(program.script("extrato").toString());
    command.addAll(List.of("show", "--month", "2025-09", "--quiet"));
    command.addAll(options);
    List<Measured> all = new ArrayList<>();
    for (int time = 0; time < TIMES; time++) {
      all.add(Measured.run(folder, program.environment(), command));
    }
    return all.stream()
        .sorted(Comparator.comparingDouble(Measured::seconds))
        .skip(TIMES / 2)
        .findFirst()
        .orElseThrow();
  }

  private static void report(String what, Measured run, Measured reading) {
    String line =
        String.format(
            Locale.ROOT,
            "| %,d records, %s | %.2f s | %+.2f s | %d MB |",
            RECORDS,
            what,
            run.seconds(),
            run.seconds() - reading.seconds(),
            run.peakKilobytes() / 1024);
    System.out.println(line);
  }
}
