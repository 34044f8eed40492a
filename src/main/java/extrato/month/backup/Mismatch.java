package extrato.month.backup;

import extrato.support.failure.Failure;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A reason why this database and its folders do not belong together.
 *
 * @param folder null if the database itself is another one
 */
public record Mismatch(@Nullable Path folder, String text, String cure) {

  static Mismatch ofPlace() {
    return new Mismatch(
        null,
        "this database is a copy of the one that the tool was at work in, or that one has"
            + " moved: it is on another server, or has another number there",
        "`extrato init --moved` when the old one is gone for good; `extrato init --copy`,"
            + " with an EXTRATO_BACKUP_DIR of its own, when it goes on beside it");
  }

  static Mismatch ofZone(String zone, Path folder, FolderMarker marker) {
    return new Mismatch(
        null,
        String.format(
            Locale.ROOT,
            "EXTRATO_TZ is %s, the backups in %s are of a studio in %s: its months would"
                + " begin and end at other moments",
            zone,
            folder,
            marker.zone()),
        "set EXTRATO_TZ to "
            + marker.zone()
            + "; when the studio has moved, `extrato init --adopt` notes its new zone");
  }

  /** A folder without a marker, although this database has backups on record. */
  static Mismatch unmarked(Path folder) {
    return new Mismatch(
        folder,
        folder
            + " is not the folder that this database's backups are in: it has no "
            + FolderMarker.NAME
            + ", and there are backups on record; is the disk mounted?",
        "mount it, or bring the folder's files here; `extrato init --adopt` begins a new folder"
            + " when the old one is lost");
  }

  static Mismatch others(MarkedFolder folder) {
    FolderMarker marker = folder.marker();
    return new Mismatch(
        folder.path(),
        String.format(
            Locale.ROOT,
            "%s holds the backups of another database (%s); is the right disk mounted, is this the"
                + " right database?",
            folder.path(),
            marker == null
                ? String.join(", ", folder.others())
                : marker.databaseId() + ", since " + marker.sinceDay()),
        "check DATABASE_URL, EXTRATO_BACKUP_DIR and EXTRATO_BACKUP_COPY; when this database takes"
            + " the place of that one, `extrato init --adopt` takes its folder over");
  }

  Failure failure() {
    return folder == null
        ? new Failure.Unfit(text, cure)
        : new Failure.FileTrouble(text, cure, null);
  }
}
