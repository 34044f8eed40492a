package extrato.month.backup;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** An overview of all backups in a folder: manifests are read, the files themselves are not. */
public final class BackupShelf {
  private static final Pattern MONTH = Pattern.compile("(20[0-9]{2}|2100)_(0[1-9]|1[0-2])");

  private final Path dir;
  private final ZoneId zone;
  private final @Nullable String databaseId;
  private final List<String> tookOver;

  /**
   * @param databaseId null if it is not known; the backups' databases are then not compared
   */
  public BackupShelf(Path dir, ZoneId zone, @Nullable String databaseId) {
    this.dir = dir;
    this.zone = zone;
    this.databaseId = databaseId;
    this.tookOver = databaseId == null ? List.of() : tookOver(dir, databaseId);
  }

  /** The databases whose backups count as this database's own. */
  private static List<String> tookOver(Path dir, String databaseId) {
    try {
      return FolderMarker.takenOver(dir, databaseId);
    } catch (Failure e) {
      // The check of whose folder this is reports the problem.
      return List.of();
    }
  }

  /** The months that have a folder with at least one file named like a backup. */
  public NavigableSet<Month> months() {
    NavigableSet<Month> months = new TreeSet<>();
    if (!PlainFolder.isThere(dir)) {
      return months;
    }
    try {
      for (String folder : PlainFolder.names(dir)) {
        Matcher name = MONTH.matcher(folder);
        if (name.matches()) {
          Month month = new Month(Integer.parseInt(name.group(1)), Integer.parseInt(name.group(2)));
          if (!new BackupFolder(dir, month).numbers().isEmpty()) {
            months.add(month);
          }
        }
      }
    } catch (IOException e) {
      throw BackupFolder.trouble("the folder " + dir + " cannot be read", e);
    }
    return months;
  }

  /** All files named like a backup of the month, newest first. */
  public List<ShelvedBackup> of(Month month) {
    BackupFolder folder = new BackupFolder(dir, month);
    return folder.numbers().stream()
        .map(number -> look(folder, number, new Generation(folder, month, number)))
        .toList();
  }

  private ShelvedBackup look(BackupFolder folder, int number, Generation generation) {
    Path csv = generation.csv();
    if (!PlainFile.isAnything(folder.manifest(number))) {
      return new ShelvedBackup(
          number, csv, length(csv), null, false, "it has no manifest: not written by this tool");
    }
    try {
      Manifest manifest = generation.soundManifest();
      return new ShelvedBackup(number, csv, length(csv), manifest, true, strange(manifest));
    } catch (Flaw e) {
      String where = e.file().equals(csv) ? "" : "its manifest: ";
      return new ShelvedBackup(number, csv, length(csv), null, true, where + e.why());
    } catch (IOException e) {
      String why = "it cannot be read: " + Reason.of(e);
      return new ShelvedBackup(number, csv, length(csv), null, true, why);
    }
  }

  private @Nullable String strange(Manifest manifest) {
    if (databaseId != null
        && !manifest.database().id().equals(databaseId)
        && !tookOver.contains(manifest.database().id())) {
      return "it is a backup of another database, " + manifest.database().name();
    }
    return manifest.zone().equals(zone.getId())
        ? null
        : "it was written for the zone " + manifest.zone();
  }

  /** The length in bytes; −1 if it cannot be read. */
  static long length(Path csv) {
    try {
      return PlainFile.size(csv);
    } catch (IOException e) {
      return -1;
    }
  }
}
