package extrato.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the bench. In the normal tests the months are small and no time is asserted: it must not
 * rot. {@code bench/run} asks for real sizes.
 */
class BenchE2E {
  private static final List<Integer> RECORDS =
      Arrays.stream(System.getProperty("bench.records", "1000").split(",", -1))
          .map(Integer::valueOf)
          .toList();
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 1);
  private static final Path INTO =
      Bench.CHECKOUT.resolve(System.getProperty("bench.into", "target/bench"));

  @TempDir Path folder;

  @Tag("slow")
  @Test
  void everybody_closesTheSameMonth() throws IOException, InterruptedException {
    List<Standings> all = new ArrayList<>();
    List<String> report = new ArrayList<>();
    try (BenchServer server = server()) {
      report.add(Heading.of(server.version(), ROUNDS));
      report.add("");
      for (int records : RECORDS) {
        Map<Contestant, List<Measured>> turns =
            new Bench(server, folder).run(Bench.contestants(), records, ROUNDS);
        Standings standings = new Standings(records, turns);
        all.add(standings);
        report.addAll(standings.table());
      }
    }
    Files.createDirectories(INTO);
    Files.write(INTO.resolve("bench.md"), report);
    Files.writeString(INTO.resolve("bench.svg"), Picture.of(all));
    report.forEach(System.out::println);

    assertThat(all).allSatisfy(one -> assertThat(one.median(Bench.OURS)).isPositive());
    assertThat(all.get(0).names())
        .contains(Bench.OURS, Bench.MONTHLY, Bench.BACKUP, Bench.VERIFY, Bench.RESTORE);
  }

  private static BenchServer server() {
    String address = System.getProperty("bench.server", "");
    return address.isEmpty()
        ? BenchServer.start(Bench.SCRIPTS)
        : BenchServer.at(address, Bench.SCRIPTS);
  }
}
