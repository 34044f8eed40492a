package extrato.month.backup;

import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What only a person can say: that a database has moved, that it is a copy, that it takes over a
 * folder, or that its older state is meant. Nothing is deleted by any of it.
 */
public final class Changeover {
  private final Database database;
  private final Settings settings;
  private final Clock clock;
  private final String runId;

  public Changeover(Database database, Settings settings, Clock clock, String runId) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    this.runId = runId;
  }

  /** Marks folders that are there or can be made; says what was done, and what was not possible. */
  public List<String> markFolders() {
    Belonging belonging = Belonging.of(database, settings);
    Identity identity = belonging.identity().orElseThrow();
    List<String> done = new ArrayList<>(belonging.settle(database, clock));
    Path folder = settings.backups().folder();
    if (belonging.look(folder).standing() == MarkedFolder.Standing.EMPTY) {
      FolderMarker.mark(folder, identity, settings.zone(), clock);
      done.add(folder + " is marked as this database's");
    }
    return done;
  }

  /** The database is where it is now. Empty when that was known. */
  public Optional<String> moved() {
    Identity identity = own();
    if (!identity.isElsewhere() && !identity.isToBeNoted()) {
      return Optional.empty();
    }
    database.note(identity::notePlace);
    return Optional.of(
        identity.isElsewhere()
            ? "this database has moved: its new place is noted"
            : "nothing was moved: this database had no place on record, and it is noted now");
  }

  /** The database is another one from now on, with folders of its own. */
  public String copy() {
    own();
    Belonging belonging = Belonging.of(database, settings);
    for (Path folder : folders()) {
      if (belonging.look(folder).standing() != MarkedFolder.Standing.EMPTY) {
        throw new Failure.FileTrouble(
            folder + " has the backups of the database that this one is a copy of, or of another",
            "set EXTRATO_BACKUP_DIR and EXTRATO_BACKUP_COPY to folders of the copy's own, then run"
                + " it again",
            null);
      }
    }
    UUID id = UUID.randomUUID();
    database.note(
        handle -> {
          Identity.rename(handle, id);
          Identity.of(handle).orElseThrow().notePlace(handle);
          KnownGenerations.forgetFolder(handle);
        });
    for (Path folder : folders()) {
      FolderMarker.mark(folder, own(), settings.zone(), clock);
    }
    if (settings.backups().copies() != null) {
      database.note(Identity::noteSecondCopy);
    }
    return "this database is a copy, and one of its own from now on: " + id;
  }

  /**
   * What became of a folder that was taken over.
   *
   * @param done in words
   * @param newer the months whose newest backup there holds more than the database
   */
  public record Adopted(List<String> done, int backups, List<NewerBackup> newer) {
    public Adopted {
      done = List.copyOf(done);
      newer = List.copyOf(newer);
    }
  }

  /**
   * The folder's backups are this database's from now on.
   *
   * @param folder null for those of the settings
   */
  public Adopted adopt(@Nullable Path folder) {
    Belonging belonging = Belonging.of(database, settings);
    belonging.checkPlace();
    Identity identity = own();
    List<Path> folders = folder == null ? folders() : List.of(folder);
    List<MarkedFolder> looked = folders.stream().map(belonging::look).toList();
    looked.forEach(one -> refuseOthers(belonging, one));
    List<String> done = new ArrayList<>();
    looked.forEach(one -> mark(one, identity, done));
    if (settings.backups().copies() != null && folders.contains(settings.backups().copies())) {
      database.note(Identity::noteSecondCopy);
    }
    Path dir = folder == null ? settings.backups().folder() : folder;
    SetBack look =
        SetBack.of(
            Belonging.of(database, settings),
            dir,
            folder == null ? settings.backups().copies() : null,
            settings.zone());
    Judgement judgement = judge(look);
    int backups = look.everyUnknown().size();
    look.takeOver(database, judgement, runId);
    return new Adopted(done, backups, judgement.newer());
  }

  /** What one database has on record must not be mixed with what another one wrote. */
  private static void refuseOthers(Belonging belonging, MarkedFolder folder) {
    FolderMarker marker = folder.marker();
    if (marker != null
        && folder.standing() == MarkedFolder.Standing.OTHERS
        && belonging.known().hasOwn()) {
      throw new Failure.FileTrouble(
          folder.path()
              + " is marked as another database's ("
              + marker.databaseId()
              + "), and this one has backups of its own on record",
          "set EXTRATO_BACKUP_DIR to the folder of this database; single files are restored with"
              + " `extrato restore --from FILE`",
          null);
    }
  }

  private void mark(MarkedFolder folder, Identity identity, List<String> done) {
    String zone = settings.zone().getId();
    FolderMarker now = folder.marker();
    if (now != null && folder.standing() == MarkedFolder.Standing.OURS) {
      if (!now.zone().equals(zone)) {
        FolderMarker.of(identity, settings.zone(), clock, now.before()).replace(folder.path());
        done.add(folder.path() + " is of a studio in " + zone + " from now on, not " + now.zone());
      }
      return;
    }
    TreeSet<String> before = new TreeSet<>(folder.others());
    before.remove(identity.databaseId());
    FolderMarker marker = FolderMarker.of(identity, settings.zone(), clock, List.copyOf(before));
    if (folder.marker() == null) {
      marker.write(folder.path());
    } else {
      marker.replace(folder.path());
    }
    done.add(
        before.isEmpty()
            ? folder.path() + " is marked as this database's"
            : folder.path() + " is taken over from " + String.join(", ", before));
  }

  /** The database's state is the one that is meant, whatever its backups hold more. */
  public List<NewerBackup> older() {
    Belonging belonging = Belonging.of(database, settings);
    belonging.check();
    SetBack look = SetBack.of(belonging, settings);
    List<NewerBackup> passedOver = new ArrayList<>(judge(look).newer());
    SetBack.note(database, look.everyUnknown(), runId, KnownGenerations.Source.SUBSTITUIDA);
    List<SetBack.Newest> known = database.read(look::newestThatHoldMore);
    for (SetBack.Newest newest : known) {
      passedOver.add(newest.backup());
      database.note(handle -> KnownGenerations.passOver(handle, newest.manifest()));
    }
    return passedOver;
  }

  private Judgement judge(SetBack look) {
    return database.read(look::judgeEverything);
  }

  private List<Path> folders() {
    return Stream.of(settings.backups().folder(), settings.backups().copies())
        .flatMap(Stream::ofNullable)
        .toList();
  }

  private Identity own() {
    return database
        .briefly(Identity::of)
        .orElseThrow(
            () ->
                new Failure.Unfit(
                    "the tool has no tables in this database", "`extrato init` makes them"));
  }
}
