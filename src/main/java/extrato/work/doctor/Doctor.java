package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.runs.Progress;
import extrato.support.failure.Failure;
import extrato.work.overview.Overview;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Examines everything that a closing depends on, and does not stop at the first problem. */
public final class Doctor {
  private Doctor() {}

  public static List<Check> examine(Installation installation, Progress progress) {
    Findings here = new Findings(progress);
    here.look("tool", () -> List.of(ToolCheck.of(installation)));
    here.look("settings", () -> SettingsChecks.of(installation));
    here.look("folders", () -> FolderChecks.of(installation.settings()));
    here.look("notices", () -> NoticeChecks.of(installation.settings()));
    here.look("zone", () -> List.of(ZoneChecks.zone(installation)));
    here.look("cron", () -> List.of(CronCheck.of(installation)));
    Findings asked = new Findings(progress);
    Optional<Overview> overview = ask(installation, asked);
    here.look(
        "backups",
        () -> overview.map(BackupChecks::of).orElseGet(() -> BackupChecks.of(installation)));
    return Stream.of(here, asked).flatMap(findings -> findings.checks().stream()).toList();
  }

  private static Optional<Overview> ask(Installation installation, Findings findings) {
    Database database = installation.database();
    if (database != null) {
      return new DatabaseChecks(installation, database, findings).run();
    }
    findings.add(unreachable(installation));
    findings.leaveOut(
        "server", "clock", "tables", "rights", "foreign keys", "triggers", "last run", "months");
    return Optional.empty();
  }

  private static Check unreachable(Installation installation) {
    Failure failure = installation.unreachable();
    if (installation.settings().database().url() == null && !installation.problems().isEmpty()) {
      return Check.fail(
          "database", "no database to ask: the settings are wrong", "correct the settings first");
    }
    return failure == null
        ? Check.fail("database", "cannot be reached", "")
        : Check.fail("database", "cannot be reached: " + failure.text(), failure.hint());
  }
}
