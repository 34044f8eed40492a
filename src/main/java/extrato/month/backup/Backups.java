package extrato.month.backup;

import extrato.month.selection.LiveGlance;
import extrato.month.selection.MonthRows;
import extrato.month.selection.TakenIds;
import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import extrato.support.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The backups of this installation: writes them, finds them, proves them. */
public final class Backups {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  /** A guess at a record's line, for asking whether the disk has room before writing. */
  private static final long BYTES_PER_RECORD = 400;

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

  /** All generations of the month in this installation's folders, the newest first. */
  List<Generation> all(Month month) {
    return generations.all(month);
  }

  /** The months that have a backup, or a second copy of one. */
  public NavigableSet<Month> months() {
    return generations.months();
  }

  /** The generation of these bytes, if it is left. */
  public Optional<Generation> withDigest(Month month, String sha256) {
    return generations.withDigest(month, sha256);
  }

  /** No closing may go on before its backup lies in the second folder too, where there is one. */
  public void ensureSecondCopy(Generation generation) {
    Path copies = settings.backupCopy();
    if (copies != null && isFirstSecondCopy()) {
      // Whose the copies are is known by the same mark.
      FolderMarker.of(settings.backupDir()).ifPresent(marker -> marker.write(copies));
    }
    generations.ensureSecondCopy(generation);
  }

  private boolean isFirstSecondCopy() {
    Path copies = settings.backupCopy();
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
    Month month = books.month();
    // A backup of an older state would count as the newest, and bury the only copy of what is more.
    SetBack.inMonth(books, settings).stream()
        .findFirst()
        .ifPresent(
            newer -> {
              throw newer.failure();
            });
    TakenIds.check(books, warn);
    LiveGlance live = LiveGlance.of(books);
    MonthRows rows = MonthRows.of(books);
    HeldBefore before = new HeldBefore(books, this);
    if (!live.any() && !rows.hasArchive()) {
      before.warnOfAnEmptyMonth(warn);
      return Written.nothing(live);
    }
    if (rows.hasArchive()) {
      // A backup of a damaged archive would count as the newest, and vouch for the damage.
      ArchiveProof.check(books, this);
    }
    BackupFolder folder = generations.folder(month);
    folder.create();
    folder.sweep();
    checkSpace(folder, live);
    Path csv = folder.temporary(runId, "csv");
    Path manifest = folder.temporary(runId, "manifest");
    try {
      BackupFile.Written file = BackupFile.write(csv, rows);
      Optional<Generation> newest =
          generations
              .newest(month)
              .filter(generation -> holds(generation, file, books))
              .flatMap(generations::inItsPlace);
      if (newest.isPresent()) {
        log.info("backup of {} unchanged: {}", month.slashed(), newest.get().csv());
        ensureSecondCopy(newest.get());
        return new Written(newest, Optional.of(newest.get().manifest()), false, live);
      }
      before.checkThatNoneIsMissing(rows, csv, warn);
      Generation generation = publish(folder, books, database, file, csv, manifest);
      boolean begun = isFirstSecondCopy();
      ensureSecondCopy(generation);
      if (begun) {
        database.note(Identity::noteSecondCopy);
      }
      return new Written(Optional.of(generation), Optional.of(generation.manifest()), true, live);
    } catch (IOException e) {
      throw notWritten(folder, month, e);
    } catch (UncheckedIOException e) {
      throw notWritten(folder, month, Objects.requireNonNull(e.getCause()));
    } finally {
      discard(csv);
      discard(manifest);
    }
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
    return manifest.databaseId().equals(id)
        || Stream.of(settings.backupDir(), settings.backupCopy())
            .filter(Objects::nonNull)
            .anyMatch(folder -> FolderMarker.takenOver(folder, id).contains(manifest.databaseId()));
  }

  /** Proves that the backup was made for this database and this zone. */
  public void proveOrigin(Generation generation, Manifest manifest, MonthBooks books) {
    proveZone(generation, manifest);
    if (!isOfThisDatabase(manifest, books)) {
      throw new Failure.NotProven(
          generation.csv()
              + " is a backup of another database ("
              + manifest.databaseName()
              + ", "
              + manifest.databaseId()
              + ")",
          "check DATABASE_URL and EXTRATO_BACKUP_DIR");
    }
  }

  private static Failure notWritten(BackupFolder folder, Month month, IOException e) {
    return BackupFolder.trouble(
        "the backup of " + month.slashed() + " could not be written to " + folder.path(), e);
  }

  private Generation publish(
      BackupFolder folder,
      MonthBooks books,
      Database database,
      BackupFile.Written file,
      Path csv,
      Path manifest)
      throws IOException {
    Month month = books.month();
    Identity identity = Identity.of(books.handle()).orElseThrow();
    int number = generations.nextFree(month);
    Generation generation = new Generation(folder, month, number);
    Manifest said =
        new Manifest(
            Manifest.FORMAT,
            toolVersion,
            month.toString(),
            settings.zone().getId(),
            identity.databaseId(),
            books.query("select pg_catalog.current_database()").mapTo(String.class).one(),
            identity.here().server(),
            identity.here().database(),
            clock.instant().toString(),
            runId,
            number,
            generation.csv().getFileName().toString(),
            file.bytes(),
            file.sha256(),
            file.tables(),
            "");
    books.checkInterruption();
    BackupFile.writeWhole(manifest, said.render());
    BackupFile.readBack(csv, file);
    Belonging.mark(settings.backupDir(), identity, settings, clock);
    // First the database knows of it: a file that it does not know was written by a later state.
    database.note(
        handle -> KnownGenerations.note(handle, said, runId, KnownGenerations.Source.ESCRITA));
    BackupFolder.publish(csv, generation.csv());
    BackupFolder.publish(manifest, generation.manifestFile());
    BackupFolder.flush(folder.path());
    BackupFolder.flush(settings.backupDir());
    log.info(
        "backup of {} written: {}, {} records, {} bytes",
        month.slashed(),
        generation.csv(),
        said.rows(),
        file.bytes());
    return generation;
  }

  /** Whether this sound generation holds exactly the records that were just written. */
  private boolean holds(Generation generation, BackupFile.Written file, MonthBooks books) {
    try {
      Manifest manifest = generation.manifest();
      proveOrigin(generation, manifest, books);
      return manifest.tables().equals(file.tables())
          && manifest.sha256().equals(file.sha256())
          && BackupFile.sha256(generation.csv()).equals(file.sha256());
    } catch (Failure e) {
      log.warn("the newest backup does not count: {}", e.text());
      return false;
    } catch (IOException e) {
      log.warn("the newest backup does not count: {} cannot be read", generation.csv());
      return false;
    }
  }

  private void checkSpace(BackupFolder folder, LiveGlance live) {
    long needed =
        Math.max(
            live.roughly() * BYTES_PER_RECORD,
            generations
                .newest(folder.month())
                .map(newest -> BackupShelf.length(newest.csv()))
                .orElse(0L));
    try {
      long free = Disk.waitFor(() -> Files.getFileStore(folder.path()).getUsableSpace());
      if (free < needed) {
        throw new Failure.FileTrouble(
            "the disk of "
                + folder.path()
                + " has "
                + free
                + " bytes free, the backup needs about "
                + needed,
            "make room, or point EXTRATO_BACKUP_DIR at another disk",
            null);
      }
    } catch (IOException e) {
      throw BackupFolder.trouble("the free space of " + folder.path() + " cannot be read", e);
    }
  }

  private static String databaseId(Snapshot books) {
    return books.query("select database_id::text from extrato.studio").mapTo(String.class).one();
  }

  /** A leftover is harmless and the next run removes it: it must not hide why the run failed. */
  private static void discard(Path temporary) {
    try {
      Disk.order(() -> Files.deleteIfExists(temporary));
    } catch (IOException e) {
      log.warn("{} is left behind: {}", temporary, String.valueOf(e.getMessage()));
    }
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
