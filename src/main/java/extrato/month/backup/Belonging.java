package extrato.month.backup;

import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whether this database and these folders belong together. A disk that is not mounted, another
 * database, or a copy of it, must not look as if there were nothing to do.
 */
public final class Belonging {
  private static final String ON_RECORD = Sql.load(Belonging.class, "backups_on_record.sql");

  private final Settings settings;
  private final @Nullable Identity identity;
  private final KnownGenerations known;
  private final boolean onRecord;
  private final boolean complete;

  private Belonging(
      Settings settings,
      @Nullable Identity identity,
      KnownGenerations known,
      boolean onRecord,
      boolean complete) {
    this.settings = settings;
    this.identity = identity;
    this.known = known;
    this.onRecord = onRecord;
    this.complete = complete;
  }

  /**
   * Something that does not belong together.
   *
   * @param folder null where the database itself is another one
   */
  public record Trouble(@Nullable Path folder, String text, String cure) {

    Failure failure() {
      return folder == null
          ? new Failure.Unfit(text, cure)
          : new Failure.FileTrouble(text, cure, null);
    }
  }

  /** Asks the database who it is, whether or not the tool has tables there. */
  public static Belonging of(Handle handle, Settings settings) {
    Identity identity = Identity.of(handle).orElse(null);
    boolean newest = identity != null && identity.complete();
    KnownGenerations known = newest ? KnownGenerations.of(handle) : KnownGenerations.none();
    boolean onRecord =
        identity != null
            && (known.hasAny()
                ? known.hasOwn()
                : handle.createQuery(ON_RECORD).mapTo(boolean.class).one());
    return new Belonging(settings, identity, known, onRecord, newest);
  }

  /** The same in a transaction of its own. */
  public static Belonging of(Database database, Settings settings) {
    return database.briefly(handle -> of(handle, settings));
  }

  /** Whether the tool's tables were the newest, and could tell all of it. */
  public boolean isComplete() {
    return complete;
  }

  /** Stops a command that writes, before it has written anything. */
  public void check() {
    elsewhere().or(() -> folderTroubles().stream().findFirst()).ifPresent(Belonging::stop);
  }

  /**
   * Stops what would prove a month by a folder that is not this database's. A folder that is lost
   * is no reason, while its second copies are there to take its place.
   */
  public void checkForProof() {
    if (folderTroubles().isEmpty()) {
      return;
    }
    Path copies = settings.backupCopy();
    boolean lost = look(settings.backupDir()).standing() == MarkedFolder.Standing.EMPTY;
    if (!lost || copies == null || look(copies).standing() != MarkedFolder.Standing.OURS) {
      folderTroubles().stream().findFirst().ifPresent(Belonging::stop);
    }
  }

  /** Stops where this is a copy of the database, or that one at another place. */
  public void checkPlace() {
    elsewhere().ifPresent(Belonging::stop);
  }

  private static void stop(Trouble trouble) {
    throw trouble.failure();
  }

  /** Stops what would file records by another zone's months than those before. */
  public void checkZone() {
    otherZone().ifPresent(Belonging::stop);
  }

  private Optional<Trouble> otherZone() {
    MarkedFolder folder = look(settings.backupDir());
    FolderMarker marker = folder.marker();
    String zone = settings.zone().getId();
    return folder.standing() != MarkedFolder.Standing.OURS
            || marker == null
            || marker.zone().equals(zone)
        ? Optional.empty()
        : Optional.of(
            new Trouble(
                null,
                String.format(
                    Locale.ROOT,
                    "EXTRATO_TZ is %s, the backups in %s are of a studio in %s: its months would"
                        + " begin and end at other moments",
                    zone,
                    folder.path(),
                    marker.zone()),
                "set EXTRATO_TZ to "
                    + marker.zone()
                    + "; when the studio has moved, `extrato init --adopt` notes its new zone"));
  }

  /** Everything that does not belong together. */
  public List<Trouble> troubles() {
    List<Trouble> all = new ArrayList<>();
    elsewhere().ifPresent(all::add);
    all.addAll(folderTroubles());
    if (all.isEmpty()) {
      otherZone().ifPresent(all::add);
    }
    return all;
  }

  private Optional<Trouble> elsewhere() {
    return identity != null && identity.isElsewhere()
        ? Optional.of(
            new Trouble(
                null,
                "this database is a copy of the one that the tool was at work in, or that one has"
                    + " moved: it is on another server, or has another number there",
                "`extrato init --moved` when the old one is gone for good; `extrato init --copy`,"
                    + " with an EXTRATO_BACKUP_DIR of its own, when it goes on beside it"))
        : Optional.empty();
  }

  private List<Trouble> folderTroubles() {
    List<Trouble> all = new ArrayList<>();
    trouble(settings.backupDir(), onRecord).ifPresent(all::add);
    Path copies = settings.backupCopy();
    if (copies != null) {
      trouble(copies, identity != null && identity.hasSecondCopy()).ifPresent(all::add);
    }
    return all;
  }

  /**
   * @param expected whether backups of this database must be there
   */
  private Optional<Trouble> trouble(Path path, boolean expected) {
    MarkedFolder folder;
    try {
      folder = look(path);
    } catch (Failure.FileTrouble e) {
      return Optional.of(new Trouble(path, e.text(), e.hint()));
    }
    return switch (folder.standing()) {
      case OURS -> Optional.empty();
      case OTHERS -> Optional.of(others(folder));
      case EMPTY -> expected ? Optional.of(unmarked(path)) : Optional.empty();
      // An earlier version left no mark, and no list of what it wrote.
      case UNMARKED -> known.hasOwn() ? Optional.of(unmarked(path)) : Optional.empty();
    };
  }

  private static Trouble unmarked(Path path) {
    return new Trouble(
        path,
        path
            + " is not the folder that this database's backups are in: it has no "
            + FolderMarker.NAME
            + ", and there are backups on record; is the disk mounted?",
        "mount it, or bring the folder's files here; `extrato init --adopt` begins a new folder"
            + " when the old one is lost");
  }

  private static Trouble others(MarkedFolder folder) {
    FolderMarker marker = folder.marker();
    return new Trouble(
        folder.path(),
        String.format(
            Locale.ROOT,
            "%s holds the backups of another database (%s); is the right disk mounted, is this the"
                + " right database?",
            folder.path(),
            marker == null
                ? String.join(", ", folder.others())
                : marker.databaseId() + ", since " + marker.since()),
        "check DATABASE_URL, EXTRATO_BACKUP_DIR and EXTRATO_BACKUP_COPY; when this database takes"
            + " the place of that one, `extrato init --adopt` takes its folder over");
  }

  /**
   * Notes what an earlier version could not: where the database is, and whose its folders are.
   * Returns what was done, in words. To be called when nothing was found to be wrong.
   */
  public List<String> settle(Database database, Clock clock) {
    List<String> done = new ArrayList<>();
    Identity its = identity;
    if (its == null) {
      return done;
    }
    if (its.isToBeNoted()) {
      database.note(its::notePlace);
    }
    adoptUnmarked(settings.backupDir(), its, clock).ifPresent(done::add);
    Path copies = settings.backupCopy();
    if (copies != null) {
      adoptUnmarked(copies, its, clock).ifPresent(done::add);
      if (!its.hasSecondCopy() && look(copies).standing() == MarkedFolder.Standing.OURS) {
        database.note(Identity::noteSecondCopy);
      }
    }
    return done;
  }

  private Optional<String> adoptUnmarked(Path path, Identity its, Clock clock) {
    MarkedFolder folder = look(path);
    if (folder.standing() != MarkedFolder.Standing.UNMARKED) {
      return Optional.empty();
    }
    marker(its, settings, clock, folder.others()).write(path);
    return Optional.of(path + " is marked as this database's from now on, by " + FolderMarker.NAME);
  }

  /** Marks an empty folder as this database's; anything else is left as it is. */
  static void mark(Path path, Identity its, Settings settings, Clock clock) {
    if (FolderMarker.of(path).isEmpty()) {
      marker(its, settings, clock, List.of()).write(path);
    }
  }

  static FolderMarker marker(Identity its, Settings settings, Clock clock, List<String> before) {
    return new FolderMarker(
        FolderMarker.FORMAT,
        its.databaseId(),
        its.schema(),
        settings.zone().getId(),
        clock.instant().toString(),
        before);
  }

  MarkedFolder look(Path path) {
    return MarkedFolder.look(
        path, settings.zone(), identity == null ? null : identity.databaseId());
  }

  Optional<Identity> identity() {
    return Optional.ofNullable(identity);
  }

  KnownGenerations known() {
    return known;
  }

  boolean isOnRecord() {
    return onRecord;
  }
}
