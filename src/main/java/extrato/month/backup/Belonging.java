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

  private Belonging(
      Settings settings, @Nullable Identity identity, KnownGenerations known, boolean onRecord) {
    this.settings = settings;
    this.identity = identity;
    this.known = known;
    this.onRecord = onRecord;
  }

  /** Asks the database who it is, whether or not the tool has tables there. */
  public static Belonging of(Handle handle, Settings settings) {
    Identity identity = Identity.of(handle).orElse(null);
    KnownGenerations known =
        identity != null && identity.isComplete()
            ? KnownGenerations.of(handle)
            : KnownGenerations.none();
    boolean onRecord =
        identity != null
            && (known.hasAny()
                ? known.hasOwn()
                : handle.createQuery(ON_RECORD).mapTo(boolean.class).one());
    return new Belonging(settings, identity, known, onRecord);
  }

  /** The same in a transaction of its own. */
  public static Belonging of(Database database, Settings settings) {
    return database.briefly(handle -> of(handle, settings));
  }

  /** Whether the tool's tables were new enough to tell all of it. */
  public boolean isComplete() {
    return identity != null && identity.isComplete();
  }

  /** Stops a command that writes, before it has written anything. */
  public void check() {
    elsewhere().or(() -> folderMismatches().stream().findFirst()).ifPresent(Belonging::stop);
  }

  /**
   * Stops what would prove a month by a folder that is not this database's. A folder that is lost
   * is no reason, while its second copies are there to take its place.
   */
  public void checkForProof() {
    if (folderMismatches().isEmpty()) {
      return;
    }
    Path copies = settings.backups().copies();
    boolean lost = look(settings.backups().folder()).standing() == MarkedFolder.Standing.EMPTY;
    if (!lost || copies == null || look(copies).standing() != MarkedFolder.Standing.OURS) {
      folderMismatches().stream().findFirst().ifPresent(Belonging::stop);
    }
  }

  /** Stops where this is a copy of the database, or that one at another place. */
  public void checkPlace() {
    elsewhere().ifPresent(Belonging::stop);
  }

  private static void stop(Mismatch mismatch) {
    throw mismatch.failure();
  }

  /** Stops what would file records by another zone's months than those before. */
  public void checkZone() {
    otherZone().ifPresent(Belonging::stop);
  }

  private Optional<Mismatch> otherZone() {
    MarkedFolder folder = look(settings.backups().folder());
    FolderMarker marker = folder.marker();
    String zone = settings.zone().getId();
    return folder.standing() != MarkedFolder.Standing.OURS
            || marker == null
            || marker.zone().equals(zone)
        ? Optional.empty()
        : Optional.of(Mismatch.ofZone(zone, folder.path(), marker));
  }

  /** Everything that does not belong together. */
  public List<Mismatch> mismatches() {
    List<Mismatch> all = new ArrayList<>();
    elsewhere().ifPresent(all::add);
    all.addAll(folderMismatches());
    if (all.isEmpty()) {
      otherZone().ifPresent(all::add);
    }
    return all;
  }

  private Optional<Mismatch> elsewhere() {
    return identity != null && identity.isElsewhere()
        ? Optional.of(Mismatch.ofPlace())
        : Optional.empty();
  }

  private List<Mismatch> folderMismatches() {
    List<Mismatch> all = new ArrayList<>();
    mismatch(settings.backups().folder(), onRecord).ifPresent(all::add);
    Path copies = settings.backups().copies();
    if (copies != null) {
      mismatch(copies, identity != null && identity.hasSecondCopy()).ifPresent(all::add);
    }
    return all;
  }

  /**
   * @param expected whether backups of this database must be there
   */
  private Optional<Mismatch> mismatch(Path path, boolean expected) {
    MarkedFolder folder;
    try {
      folder = look(path);
    } catch (Failure.FileTrouble e) {
      return Optional.of(new Mismatch(path, e.text(), e.hint()));
    }
    return switch (folder.standing()) {
      case OURS -> Optional.empty();
      case OTHERS -> Optional.of(Mismatch.others(folder));
      case EMPTY -> expected ? Optional.of(Mismatch.unmarked(path)) : Optional.empty();
      // An earlier version left no mark, and no list of what it wrote.
      case UNMARKED -> known.hasOwn() ? Optional.of(Mismatch.unmarked(path)) : Optional.empty();
    };
  }

  /**
   * Notes what an earlier version could not: where the database is, and whose its folders are.
   * Returns what was done, in words. To be called when nothing was found to be wrong.
   */
  public List<String> settle(Database database, Clock clock) {
    List<String> done = new ArrayList<>();
    Identity own = identity;
    if (own == null) {
      return done;
    }
    if (own.isToBeNoted()) {
      database.note(own::notePlace);
    }
    adoptUnmarked(settings.backups().folder(), own, clock).ifPresent(done::add);
    Path copies = settings.backups().copies();
    if (copies != null) {
      adoptUnmarked(copies, own, clock).ifPresent(done::add);
      if (!own.hasSecondCopy() && look(copies).standing() == MarkedFolder.Standing.OURS) {
        database.note(Identity::noteSecondCopy);
      }
    }
    return done;
  }

  private Optional<String> adoptUnmarked(Path path, Identity own, Clock clock) {
    MarkedFolder folder = look(path);
    if (folder.standing() != MarkedFolder.Standing.UNMARKED) {
      return Optional.empty();
    }
    FolderMarker.of(own, settings.zone(), clock, folder.others()).write(path);
    return Optional.of(path + " is marked as this database's from now on, by " + FolderMarker.NAME);
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
}
