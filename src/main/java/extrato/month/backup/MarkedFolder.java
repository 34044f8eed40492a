package extrato.month.backup;

import extrato.studio.Month;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A folder of backups, and whose it is: its marker says so, or, without a marker, its backups.
 *
 * @param others other databases that wrote backups in the folder
 */
record MarkedFolder(
    Path path, Standing standing, @Nullable FolderMarker marker, List<String> others) {

  enum Standing {
    /** The marker is this database's. */
    OURS,
    /** There is no marker and no backup. */
    EMPTY,
    /** There is no marker, and the newest backup of each month is this database's. */
    UNMARKED,
    /** The marker or a month's newest backup is another database's. */
    OTHERS
  }

  MarkedFolder {
    others = List.copyOf(others);
  }

  /**
   * @param databaseId null if the tool has no tables there, and so no backups
   */
  static MarkedFolder look(Path path, ZoneId zone, @Nullable String databaseId) {
    Optional<FolderMarker> marker = FolderMarker.of(path);
    if (marker.isPresent()) {
      FolderMarker mark = marker.get();
      return mark.databaseId().equals(databaseId)
          ? new MarkedFolder(path, Standing.OURS, mark, List.of())
          : new MarkedFolder(path, Standing.OTHERS, mark, earlier(mark));
    }
    return unmarked(path, new BackupShelf(path, zone, null), databaseId);
  }

  private static MarkedFolder unmarked(Path path, BackupShelf shelf, @Nullable String databaseId) {
    Standing standing = Standing.EMPTY;
    TreeSet<String> others = new TreeSet<>();
    for (Month month : shelf.months()) {
      List<String> ids =
          shelf.of(month).stream()
              .filter(ShelvedBackup::isSound)
              .map(backup -> backup.soundManifest().database().id())
              .toList();
      ids.stream().filter(id -> !id.equals(databaseId)).forEach(others::add);
      if (!ids.isEmpty() && !ids.get(0).equals(databaseId)) {
        standing = Standing.OTHERS;
      } else if (!ids.isEmpty() && standing == Standing.EMPTY) {
        standing = Standing.UNMARKED;
      }
    }
    return new MarkedFolder(path, standing, null, List.copyOf(others));
  }

  private static List<String> earlier(FolderMarker mark) {
    List<String> all = new ArrayList<>(mark.before());
    all.add(mark.databaseId());
    return all;
  }
}
