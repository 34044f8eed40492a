package extrato.work.doctor;

import extrato.month.backup.BackupShelf;
import extrato.month.backup.ShelvedBackup;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.work.overview.Overview;
import extrato.work.overview.Standing;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Whether each month's newest backup exists in full length, with a sound manifest. */
final class BackupChecks {
  private static final String NAME = "backups";

  private BackupChecks() {}

  /** Checks what the folder alone can tell. */
  static List<Check> of(Installation installation) {
    BackupShelf shelf =
        new BackupShelf(
            installation.settings().backups().folder(), installation.studioZone(), null);
    Map<Month, ShelvedBackup> newest = new TreeMap<>();
    shelf.months().forEach(month -> newest(shelf.of(month)).ifPresent(b -> newest.put(month, b)));
    return checks(newest);
  }

  /** The same, when the database says which backups are its own. */
  static List<Check> of(Overview overview) {
    Map<Month, ShelvedBackup> newest = new TreeMap<>();
    for (Standing standing : overview.months()) {
      standing.newest().ifPresent(backup -> newest.put(standing.month(), backup));
    }
    return checks(newest);
  }

  private static Optional<ShelvedBackup> newest(List<ShelvedBackup> backups) {
    return backups.stream().filter(ShelvedBackup::isGeneration).findFirst();
  }

  private static List<Check> checks(Map<Month, ShelvedBackup> newest) {
    List<Check> checks = new ArrayList<>();
    newest.forEach(
        (month, backup) -> {
          String problem = backup.problem();
          if (problem != null) {
            checks.add(
                Check.fail(
                    NAME,
                    String.format(
                        Locale.ROOT,
                        "%s: the newest backup does not count, %s: %s",
                        month.slashed(),
                        backup.csv(),
                        problem),
                    "`extrato backup " + month.asOptions() + "` writes a new one"));
          }
        });
    long sound = newest.values().stream().filter(ShelvedBackup::isSound).count();
    if (sound > 0 || checks.isEmpty()) {
      checks.add(Check.ok(NAME, sound == 0 ? "none yet" : sound(sound)));
    }
    return checks;
  }

  private static String sound(long months) {
    return Count.of(months, "month")
        + (months == 1 ? " has" : " have")
        + " a newest backup in its full length; `extrato verify` proves each";
  }
}
