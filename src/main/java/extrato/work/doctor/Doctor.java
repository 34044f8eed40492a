package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.runs.Progress;
import extrato.support.failure.Failure;
import extrato.work.overview.Overview;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at everything that a closing depends on, and does not stop at the first trouble. */
public final class Doctor {
  private Doctor() {}

  public static List<Check> examine(Patient patient, Progress progress) {
    Findings here = new Findings(progress);
    here.look("tool", () -> List.of(ToolCheck.of(patient)));
    here.look("settings", () -> SettingsChecks.of(patient));
    here.look("folders", () -> FolderChecks.of(patient.settings()));
    here.look("notices", () -> NoticeChecks.of(patient.settings()));
    here.look("zone", () -> List.of(ZoneChecks.zone(patient)));
    here.look("cron", () -> List.of(CronCheck.of(patient)));
    Findings asked = new Findings(progress);
    Optional<Overview> overview = ask(patient, asked);
    here.look(
        "backups", () -> overview.map(BackupChecks::of).orElseGet(() -> BackupChecks.of(patient)));
    return Stream.of(here, asked).flatMap(findings -> findings.checks().stream()).toList();
  }

  private static Optional<Overview> ask(Patient patient, Findings findings) {
    Database database = patient.database();
    if (database != null) {
      return new DatabaseChecks(patient, database, findings).run();
    }
    findings.add(unreachable(patient));
    findings.leaveOut(
        "server", "clock", "tables", "rights", "foreign keys", "triggers", "last run", "months");
    return Optional.empty();
  }

  private static Check unreachable(Patient patient) {
    Failure failure = patient.unreachable();
    if (patient.settings().database() == null && !patient.problems().isEmpty()) {
      return Check.fail(
          "database", "no database to ask: the settings are wrong", "correct the settings first");
    }
    return failure == null
        ? Check.fail("database", "cannot be reached", "")
        : Check.fail("database", "cannot be reached: " + failure.text(), failure.hint());
  }
}
