package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What monitors read of the runs, and what is shipped for them. */
@ExtendWith(StudioExtension.class)
final class MetricsIT {
  private static final Path SERVE = Path.of("src/main/java/extrato/work/serve/MetricsCall.java");

  private static final Path MONITORING =
      Path.of(System.getProperty("extrato.home", "."), "docs", "monitoring");
  private static final Pattern METRIC = Pattern.compile("\\bextrato_[a-z_]+");
  private static final String NOON = "1759665600.000";

  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator =
        Operator.of(studio, home)
            .with("EXTRATO_METRICS_FILE", home.resolve("extrato.prom").toString());
  }

  @Test
  void monthly_writesWhatBecameOfTheMonth(StudioDatabase studio) throws IOException {
    int payments = studio.ids("pagamentos", "data >= '2025-09-01' and data < '2025-10-01'").size();

    operator.succeed("monthly");

    assertThat(samples())
        .containsEntry(run("extrato_last_run_exit_code"), "0")
        .containsEntry(run("extrato_last_run_timestamp_seconds"), NOON)
        .containsEntry(run("extrato_last_success_timestamp_seconds"), NOON)
        .containsEntry(month("extrato_month_last_proof_timestamp_seconds"), NOON)
        .containsEntry(month("extrato_month_late_records"), "0")
        .containsEntry(
            month("extrato_month_backup_bytes"),
            String.valueOf(Files.size(operator.backup(AwkwardMonth.MONTH, 1))))
        .containsEntry(
            "extrato_month_records{month=\"2025-09\",table=\"pagamentos\"}",
            String.valueOf(payments))
        .containsKey(
            "extrato_last_run_step_seconds{month=\"2025-09\",command=\"monthly\",step=\"backup\"}");
  }

  @Test
  void monthly_thatFailsLater_keepsTheLastSuccessAndProof() throws IOException {
    operator.succeed("monthly");
    Files.delete(operator.backup(AwkwardMonth.MONTH, 1));
    operator.at("2025-10-06T12:00:00Z").run("monthly").expect(4);

    assertThat(samples())
        .containsEntry(run("extrato_last_run_exit_code"), "4")
        .containsEntry(run("extrato_last_run_timestamp_seconds"), "1759752000.000")
        .containsEntry(run("extrato_last_success_timestamp_seconds"), NOON)
        .containsEntry(month("extrato_month_last_proof_timestamp_seconds"), NOON);
  }

  @Test
  void lateRecords_countUntilTheyAreMerged(StudioDatabase studio) throws IOException {
    operator.succeed("monthly");
    studio.execute(
        "insert into gastos (data, valor, descricao, forma_pagamento, created_by)"
            + " select '2025-09-09', 10, 'Tinta', 'Pix', min(id) from users");
    operator.succeed("monthly");
    assertThat(samples()).containsEntry(month("extrato_month_late_records"), "1");

    operator.succeed("extrato", "--force");
    assertThat(samples()).containsEntry(month("extrato_month_late_records"), "0");
  }

  /** Otherwise the alert of the month that failed would never end. */
  @Test
  void catchUp_countsForTheOlderMonth(StudioDatabase studio) throws IOException {
    studio.execute(
        "insert into gastos (data, valor, descricao, forma_pagamento, created_by)"
            + " select '2025-07-09', 10, 'Tinta', 'Pix', min(id) from users");
    operator.succeed("monthly", "--catch-up");

    assertThat(samples())
        .containsEntry(run("extrato_last_run_exit_code").replace("2025-09", "2025-07"), "0")
        .containsEntry(run("extrato_last_run_exit_code"), "0");
  }

  @Tag("slow")
  @Test
  void answersAndRehearsals_changeNothing() throws IOException {
    operator.succeed("monthly");
    String before = text();
    Operator later = operator.at("2025-10-06T12:00:00Z");
    later.run("extrato").expect(3);
    later.run("restore", "--year", "2025", "--month", "9").expect(11);
    later.succeed("restore", "--year", "2025", "--month", "9", "--dry-run");

    assertThat(text()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void aFileThatCannotBeWritten_isWarnedOfAndChangesNothing() {
    Path nowhere = home.resolve("nowhere/extrato.prom");

    assertThat(operator.with("EXTRATO_METRICS_FILE", nowhere.toString()).succeed("monthly").err())
        .contains("warning: metrics not written: " + nowhere);
  }

  @Tag("slow")
  @Test
  void everythingWritten_isAsPrometheusWantsIt() throws Exception {
    DebianPackage.PROMETHEUS.assumeInstalled();
    liveThroughAll();

    DebianPackage.PROMETHEUS.succeed(home.resolve("extrato.prom"), List.of("check", "metrics"));
  }

  @Tag("slow")
  @Test
  void alerts_areAsPrometheusWantsThem() throws Exception {
    DebianPackage.PROMETHEUS.assumeInstalled();

    DebianPackage.PROMETHEUS.succeed(
        List.of("check", "rules", MONITORING.resolve("alerts.yml").toString()));
    DebianPackage.PROMETHEUS.succeed(
        List.of("test", "rules", MONITORING.resolve("alerts.test.yml").toString()));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"alerts.yml", "dashboard.json", "../monitoring.md"})
  void everyMetricThatIsAskedFor_isWritten(String asking) throws IOException {
    liveThroughAll();

    Set<String> written = new TreeSet<>(metrics(text()));
    // What `serve` tells of itself has no file.
    written.addAll(metrics(Files.readString(SERVE)));
    assertThat(metrics(Files.readString(MONITORING.resolve(asking))))
        .isNotEmpty()
        .isSubsetOf(written);
  }

  private void liveThroughAll() {
    operator.closeSeptember();
    operator.succeed("drill");
    operator.succeed("monthly");
    operator.succeed("restore", "--year", "2025", "--month", "9", "--force");
  }

  private static Set<String> metrics(String text) {
    Set<String> metrics = new TreeSet<>();
    METRIC.matcher(text).results().map(MatchResult::group).forEach(metrics::add);
    return metrics;
  }

  private static String run(String metric) {
    return metric + "{month=\"2025-09\",command=\"monthly\"}";
  }

  private static String month(String metric) {
    return metric + "{month=\"2025-09\"}";
  }

  private String text() throws IOException {
    return Files.readString(home.resolve("extrato.prom"));
  }

  private Map<String, String> samples() throws IOException {
    Map<String, String> samples = new TreeMap<>();
    for (String line : text().lines().filter(line -> !line.startsWith("#")).toList()) {
      int space = line.lastIndexOf(' ');
      samples.put(line.substring(0, space), line.substring(space + 1));
    }
    return samples;
  }
}
