package extrato.runs.metrics;

import java.util.Arrays;
import java.util.Optional;

/**
 * The metrics, all of them gauges. Those about a month have the label month, the others also have
 * command.
 */
enum Metric {
  LAST_RUN("extrato_last_run_timestamp_seconds", "When the last run ended."),
  LAST_SUCCESS("extrato_last_success_timestamp_seconds", "When the last successful run ended."),
  EXIT_CODE("extrato_last_run_exit_code", "Exit code of the last run."),
  DURATION("extrato_last_run_duration_seconds", "How long the last run took."),
  STEP("extrato_last_run_step_seconds", "How long a step of the last run took."),
  RECORDS("extrato_month_records", "Records of the month, by table."),
  LATE("extrato_month_late_records", "Live records of a closed month, when last looked at."),
  LAST_PROOF(
      "extrato_month_last_proof_timestamp_seconds",
      "When the backup was last found to be what the database holds."),
  BACKUP_BYTES("extrato_month_backup_bytes", "Size of the newest backup that a run used.");

  private final String text;
  private final String help;

  Metric(String text, String help) {
    this.text = text;
    this.help = help;
  }

  static Optional<Metric> named(String text) {
    return Arrays.stream(values()).filter(metric -> metric.text.equals(text)).findFirst();
  }

  String text() {
    return text;
  }

  String help() {
    return help;
  }
}
