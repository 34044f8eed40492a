package extrato.month.backup;

import extrato.month.selection.LiveGlance;
import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The backups of this installation: writes them, finds them, proves them. */
public final class Backups {
  private final Settings settings;
  private final Generations generations;
  private final Clock clock;
  private final String runId;
  private final String toolVersion;

  public Backups(Settings settings, Clock clock, String runId, String toolVersion) {
    this.settings = settings;
    this.generations = new Generations(settings);
    this.clock = clock;
    this.runId = runId;
    this.toolVersion = toolVersion;
  }

  /** The generation that counts; where its file is lost, that is its second copy. */
  public Optional<Generation> newest(Month month) {
    return generations.newest(month);
  }

  /** The first backup of the month that holds more than the database, or may have held more. */
  public Optional<NewerBackup> newer(MonthBooks books) {
    return SetBack.inMonth(books, settings).stream().findFirst();
  }

  /** The copy of it that is as it was written, in whichever folder; empty if none is. */
  public Optional<Generation> whole(Generation generation) {
    return generations.whole(generation);
  }

  /**
   * The newest backup to restore from: the copy that is sound.
   *
   * @throws Failure.NotProven if none is
   */
  public Optional<Generation> newestToRestore(Month month) {
    return newest(month).map(newest -> whole(newest).orElseGet(() -> proven(newest)));
  }

  private Generation proven(Generation newest) {
    try {
      proveFile(newest);
      return newest;
    } catch (Failure.NotProven e) {
      String older =
          all(newest.month()).stream()
              .flatMap(generation -> whole(generation).stream())
              .findFirst()
              .map(
                  sound ->
                      "; `extrato restore "
                          + newest.month().asOptions()
                          + " --from "
                          + sound.csv()
                          + " --older` brings back what the last sound one holds, which may be"
                          + " less")
              .orElse("");
      throw new Failure.NotProven(
          e.text(), "no copy of it is sound: bring one back from wherever there is one" + older);
    }
  }

  /** All generations of the month in this installation's folders, the newest first. */
  public List<Generation> all(Month month) {
    return generations.all(month);
  }

  /** The months that have a backup, or a second copy of one. */
  public NavigableSet<Month> months() {
    return generations.months();
  }

  /** The months of which only files are left that nothing proves. */
  public List<Month> withoutManifest() {
    return generations.withoutManifest();
  }

  /** The generation of these bytes, if it is left. */
  public Optional<Generation> withDigest(Month month, String sha256) {
    return generations.withDigest(month, sha256);
  }

  /** Why the month has no backup: none was written yet, or what was written is gone. */
  public Failure missing(MonthBooks books, String cure) {
    Month month = books.month();
    return Belonging.of(books.handle(), settings).known().hasOf(month)
        ? new Failure.NotProven(
            "the backup of "
                + month.slashed()
                + " is gone: there is one on record, and none with its manifest in "
                + generations.folder(month).path(),
            "bring it back, or " + cure)
        : new Failure.Inapplicable("month " + month.slashed() + " has no backup", cure);
  }

  /** The same where no database is asked: then the folder alone can tell. */
  public Failure missing(Month month, String cure) {
    checkFolder();
    return new Failure.Inapplicable("month " + month.slashed() + " has no backup", cure);
  }

  /** Stops where the folder looks like one of a disk that is not mounted. */
  public void checkFolder() {
    Path folder = settings.backups().folder();
    if (FolderMarker.of(folder).isEmpty() && months().isEmpty()) {
      throw new Failure.FileTrouble(
          folder + " holds no backups, and has no " + FolderMarker.NAME + "; is the disk mounted?",
          "mount it; where no backup was written yet, `extrato backup` writes the first one",
          null);
    }
  }

  /** No closing may go on before its backup lies in the second folder too, where there is one. */
  public void ensureSecondCopy(Generation generation) {
    Path copies = settings.backups().copies();
    if (copies != null && isFirstSecondCopy()) {
      // Whose the copies are is known by the same mark.
      FolderMarker.of(settings.backups().folder()).ifPresent(marker -> marker.write(copies));
    }
    generations.ensureSecondCopy(generation);
  }

  boolean isFirstSecondCopy() {
    Path copies = settings.backups().copies();
    return copies != null && FolderMarker.of(copies).isEmpty();
  }

  /** What is wrong with the second copy of a generation; empty when nothing is. */
  public Optional<String> secondCopyTrouble(Generation generation) {
    return generations.secondCopyTrouble(generation);
  }

  /**
   * After a restore: its file is known to hold nothing that is missing.
   *
   * @param restored null where the archive was put back
   */
  public void noteWhatIsBack(Database database, Month month, @Nullable Generation restored) {
    SetBack.noteWhatIsBack(database, settings, month, restored, runId);
  }

  /**
   * Writes the month as its next generation, unless the newest one holds exactly this already.
   *
   * @param database where the backup is noted before its file gets its name: these books only read
   * @param warn about records of other months, and about what the backup before this one held
   */
  public Written write(MonthBooks books, Database database, Consumer<String> warn) {
    return new BackupWriter(this, settings, clock, runId, toolVersion).write(books, database, warn);
  }

  /** Proves the file alone: no database is asked. */
  public Manifest proveFile(Generation generation) {
    Manifest manifest = generation.manifest();
    FileProof.check(generation, manifest);
    return manifest;
  }

  /** Proves that the backup was made for this zone: in another one a month has other records. */
  public void proveZone(Generation generation, Manifest manifest) {
    if (!manifest.zone().equals(settings.zone().getId())) {
      throw new Failure.Unfit(
          generation.csv()
              + " was written for the zone "
              + manifest.zone()
              + ", EXTRATO_TZ is "
              + settings.zone().getId(),
          "set EXTRATO_TZ back, or write a new backup if the new zone is right");
    }
  }

  /** Whether the backup was written from this very database. */
  public boolean isOfThisDatabase(Manifest manifest, Snapshot books) {
    // A database without the tool's tables has no identity, and made no backup.
    return books.hasOwnSchema() && isOwn(manifest, databaseId(books));
  }

  /** Whether this database wrote it, or took over the folder in which another one did. */
  private boolean isOwn(Manifest manifest, String id) {
    return manifest.database().id().equals(id)
        || Stream.of(settings.backups().folder(), settings.backups().copies())
            .filter(Objects::nonNull)
            .anyMatch(
                folder -> FolderMarker.takenOver(folder, id).contains(manifest.database().id()));
  }

  /** Proves that the backup was made for this database and this zone. */
  public void proveOrigin(Generation generation, Manifest manifest, MonthBooks books) {
    proveZone(generation, manifest);
    if (!isOfThisDatabase(manifest, books)) {
      throw new Failure.NotProven(
          generation.csv()
              + " is a backup of another database ("
              + manifest.database().name()
              + ", "
              + manifest.database().id()
              + ")",
          "check DATABASE_URL and EXTRATO_BACKUP_DIR");
    }
  }

  private static String databaseId(Snapshot books) {
    return books.query("select database_id::text from extrato.studio").mapTo(String.class).one();
  }

  /**
   * What became of a backup.
   *
   * @param generation empty for a month without records
   * @param changed whether a new generation was written
   */
  public record Written(
      Optional<Generation> generation,
      Optional<Manifest> manifest,
      boolean changed,
      LiveGlance live) {
    static Written nothing(LiveGlance live) {
      return new Written(Optional.empty(), Optional.empty(), false, live);
    }
  }
}
