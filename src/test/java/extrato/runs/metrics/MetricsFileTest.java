package extrato.runs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.studio.Month;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsFileTest {
  private static final Instant NOON = Instant.parse("2025-10-05T12:00:00Z");

  @TempDir Path folder;

  @Test
  void add_firstRun_writesAllThatIsKnown() throws IOException {
    add(measured("monthly", new Month(2025, 9), 0));

    assertThat(file())
        .hasContent(
            """
            # HELP extrato_last_run_timestamp_seconds When the last run ended.
            # TYPE extrato_last_run_timestamp_seconds gauge
            extrato_last_run_timestamp_seconds{month="2025-09",command="monthly"} 1759665600.000
            # HELP extrato_last_success_timestamp_seconds When the last successful run ended.
            # TYPE extrato_last_success_timestamp_seconds gauge
            extrato_last_success_timestamp_seconds{month="2025-09",command="monthly"} 1759665600.000
            # HELP extrato_last_run_exit_code Exit code of the last run.
            # TYPE extrato_last_run_exit_code gauge
            extrato_last_run_exit_code{month="2025-09",command="monthly"} 0
            # HELP extrato_last_run_duration_seconds How long the last run took.
            # TYPE extrato_last_run_duration_seconds gauge
            extrato_last_run_duration_seconds{month="2025-09",command="monthly"} 1.500
            # HELP extrato_last_run_step_seconds How long a step of the last run took.
            # TYPE extrato_last_run_step_seconds gauge
            extrato_last_run_step_seconds{month="2025-09",command="monthly",step="backup"} 0.250
            # HELP extrato_month_records Records of the month, by table.
            # TYPE extrato_month_records gauge
            extrato_month_records{month="2025-09",table="gastos"} 7
            # HELP extrato_month_late_records Live records of a closed month, when last looked at.
            # TYPE extrato_month_late_records gauge
            extrato_month_late_records{month="2025-09"} 2
            # HELP extrato_month_last_proof_timestamp_seconds When the backup was last found to be what the database holds.
            # TYPE extrato_month_last_proof_timestamp_seconds gauge
            extrato_month_last_proof_timestamp_seconds{month="2025-09"} 1759665600.000
            # HELP extrato_month_backup_bytes Size of the newest backup that a run used.
            # TYPE extrato_month_backup_bytes gauge
            extrato_month_backup_bytes{month="2025-09"} 4096
            """);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void add_failure_keepsTheLastSuccess() throws IOException {
    add(measured("monthly", new Month(2025, 9), 0));
    add(failed("monthly", new Month(2025, 9), 4, NOON.plusSeconds(60)));

    assertThat(samples())
        .containsEntry(run("exit_code", "2025-09", "monthly"), "4")
        .containsEntry(run("timestamp_seconds", "2025-09", "monthly"), "1759665660.000")
        .containsEntry(
            "extrato_last_success_timestamp_seconds{month=\"2025-09\",command=\"monthly\"}",
            "1759665600.000")
        .containsEntry("extrato_month_late_records{month=\"2025-09\"}", "2");
  }

  @Test
  void add_otherMonthsAndCommands_areCarriedOn() throws IOException {
    add(measured("backup", new Month(2025, 9), 0));
    add(measured("monthly", new Month(2025, 8), 0));
    add(failed("monthly", new Month(2025, 9), 5, NOON));

    assertThat(samples())
        .containsEntry(run("exit_code", "2025-09", "backup"), "0")
        .containsEntry(run("exit_code", "2025-08", "monthly"), "0")
        .containsEntry(run("exit_code", "2025-09", "monthly"), "5");
  }

  @Test
  void add_stepsOfTheRunBefore_areForgotten() throws IOException {
    add(measured("monthly", new Month(2025, 9), 0));
    add(failed("monthly", new Month(2025, 9), 5, NOON));

    assertThat(samples().keySet()).noneMatch(sample -> sample.contains("step="));
  }

  @Test
  void add_monthAfterMonth_keepsThirteen() throws IOException {
    for (int i = 0; i < 40; i++) {
      Month month = new Month(2020 + i / 12, i % 12 + 1);
      add(measured("monthly", month, 0));
      add(measured("backup", month, 0));
    }

    assertThat(samples().keySet().stream().map(s -> s.replaceAll(".*month=\"([^\"]*).*", "$1")))
        .contains("2022-04", "2023-04")
        .doesNotContain("2022-03");
    assertThat(samples()).hasSize(13 * (2 * 5 + 4));
  }

  @Test
  void add_whatIsNotOurs_isNotCarriedOn() throws IOException {
    Files.writeString(
        file(),
        """
        extrato_last_run_exit_code{month="2025-08",command="monthly"} 3
        extrato_last_run_exit_code{month="2025-07",command="mon
        node_load1 1.5
        extrato_last_run_exit_code{month="2025-06"} many
        """);
    add(failed("monthly", new Month(2025, 9), 5, NOON));

    assertThat(samples()).containsEntry(run("exit_code", "2025-08", "monthly"), "3").hasSize(4);
  }

  /** Node_exporter's folder may be open to others, and this program may run as root. */
  @ParameterizedTest
  @ValueSource(strings = {".extrato.prom.tmp", ".extrato.prom.lock", "extrato.prom"})
  void add_neverWritesWhereALinkLeads(String name) throws IOException {
    Path victim = Files.writeString(folder.resolve("victim"), "untouched");
    Files.createSymbolicLink(folder.resolve(name), victim);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));

    if (name.endsWith(".tmp")) {
      add(measured("monthly", new Month(2025, 9), 0));
      assertThat(file()).isRegularFile();
    } else {
      assertThatThrownBy(() -> add(measured("monthly", new Month(2025, 9), 0)))
          .hasMessageContaining("it is a link, in a folder that others may write to");
    }
    assertThat(victim).hasContent("untouched");
  }

  @Test
  void add_sweepsWhatKilledRunsLeft() throws IOException {
    Files.writeString(folder.resolve(".extrato.prom.0123456789abcdef.tmp"), "half a line");

    add(measured("monthly", new Month(2025, 9), 0));

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("extrato.prom", ".extrato.prom.lock");
    }
  }

  @Test
  void add_leavesNothingBesideThatTheCollectorReads() throws IOException {
    add(measured("monthly", new Month(2025, 9), 0));

    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()).filter(n -> n.endsWith(".prom")))
          .containsExactly("extrato.prom");
    }
  }

  private Path file() {
    return folder.resolve("extrato.prom");
  }

  private void add(Measured run) throws IOException {
    new MetricsFile(file(), null).add(run);
  }

  private Map<String, String> samples() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    for (String line : Files.readAllLines(file())) {
      int space = line.lastIndexOf(' ');
      if (!line.startsWith("#")) {
        samples.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return samples;
  }

  private static String run(String what, String month, String command) {
    return String.format(
        Locale.ROOT, "extrato_last_run_%s{month=\"%s\",command=\"%s\"}", what, month, command);
  }

  private static Measured measured(String command, Month month, int exitCode) {
    return new Measured(
        command,
        month,
        new Measured.End(NOON, exitCode, Duration.ofMillis(1500), Map.of("backup", 250L)),
        new Measured.Found(Map.of("gastos", 7L), 2L, true, 4096L));
  }

  private static Measured failed(String command, Month month, int exitCode, Instant when) {
    return new Measured(
        command,
        month,
        new Measured.End(when, exitCode, Duration.ofMillis(1), Map.of()),
        new Measured.Found(Map.of(), null, false, null));
  }
}
