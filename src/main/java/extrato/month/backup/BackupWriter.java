package extrato.month.backup;

import extrato.month.selection.LiveGlance;
import extrato.month.selection.MonthRows;
import extrato.month.selection.TakenIds;
import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.MonthBooks;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import extrato.support.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a month as its next generation, unless the newest one holds exactly the same. */
final class BackupWriter {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  /** A guess at the length of a record's line, to check for room on the disk before writing. */
  private static final long BYTES_PER_RECORD = 400;

  private final Backups backups;
  private final Generations generations;
  private final Settings settings;
  private final Clock clock;
  private final String runId;
  private final String toolVersion;

  BackupWriter(Backups backups, Settings settings, Clock clock, String runId, String toolVersion) {
    this.backups = backups;
    this.generations = new Generations(settings);
    this.settings = settings;
    this.clock = clock;
    this.runId = runId;
    this.toolVersion = toolVersion;
  }

  /**
   * @param database where the backup is noted before its file gets its name, because the books are
   *     read-only here
   */
  Backups.Written write(MonthBooks books, Database database, Consumer<String> warn) {
    Month month = books.month();
    // A backup of an older state would count as the newest, and bury the only copy of newer
    // records.
    backups
        .newer(books)
        .ifPresent(
            newer -> {
              throw newer.failure();
            });
    TakenIds.check(books, warn);
    LiveGlance live = LiveGlance.of(books);
    MonthRows rows = MonthRows.of(books);
    HeldBefore before = new HeldBefore(books, backups);
    if (!live.any() && !rows.hasArchive()) {
      before.warnOfAnEmptyMonth(warn);
      return Backups.Written.nothing(live);
    }
    if (rows.hasArchive()) {
      // A backup of a damaged archive would count as the newest, and confirm the damage.
      ArchiveProof.check(books, backups);
    }
    BackupFolder folder = generations.folder(month);
    folder.create();
    folder.sweep();
    folder.checkRoom(roughly(month, live));
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
        backups.ensureSecondCopy(newest.get());
        return new Backups.Written(newest, Optional.of(newest.get().manifest()), false, live);
      }
      before.checkThatNoneIsMissing(rows, csv, file.tables(), warn);
      Generation generation = publish(folder, books, database, file, csv, manifest);
      boolean begun = backups.isFirstSecondCopy();
      backups.ensureSecondCopy(generation);
      if (begun) {
        database.note(Identity::noteSecondCopy);
      }
      return new Backups.Written(
          Optional.of(generation), Optional.of(generation.manifest()), true, live);
    } catch (IOException e) {
      throw notWritten(folder, month, e);
    } catch (UncheckedIOException e) {
      throw notWritten(folder, month, Objects.requireNonNull(e.getCause()));
    } finally {
      discard(csv);
      discard(manifest);
    }
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
    Manifest proof =
        new Manifest(
            month.toString(),
            settings.zone().getId(),
            number,
            new Manifest.SourceDatabase(
                identity.databaseId(),
                books.query("select pg_catalog.current_database()").mapTo(String.class).one(),
                identity.here().server(),
                identity.here().database()),
            new Manifest.Writing(clock.instant().toString(), runId, toolVersion),
            new Manifest.DataFile(
                generation.csv().getFileName().toString(), file.bytes(), file.sha256()),
            file.tables());
    books.checkInterruption();
    BackupFile.writeWhole(manifest, proof.render());
    BackupFile.readBack(csv, file);
    FolderMarker.mark(settings.backups().folder(), identity, settings.zone(), clock);
    // Note it in the database first: a file that the database does not know was written by a later
    // state.
    database.note(
        handle -> KnownGenerations.note(handle, proof, runId, KnownGenerations.Source.ESCRITA));
    BackupFolder.publish(csv, generation.csv());
    BackupFolder.publish(manifest, generation.manifestFile());
    BackupFolder.flush(folder.path());
    BackupFolder.flush(settings.backups().folder());
    log.info(
        "backup of {} written: {}, {} records, {} bytes",
        month.slashed(),
        generation.csv(),
        proof.rows(),
        file.bytes());
    return generation;
  }

  /** Whether this generation is sound and holds exactly the records that were just written. */
  private boolean holds(Generation generation, BackupFile.Written file, MonthBooks books) {
    try {
      Manifest manifest = generation.manifest();
      backups.proveOrigin(generation, manifest, books);
      return manifest.tables().equals(file.tables())
          && manifest.file().sha256().equals(file.sha256())
          && BackupFile.sha256(generation.csv()).equals(file.sha256());
    } catch (Failure e) {
      log.warn("the newest backup does not count: {}", e.text());
      return false;
    } catch (IOException e) {
      log.warn("the newest backup does not count: {} cannot be read", generation.csv());
      return false;
    }
  }

  private long roughly(Month month, LiveGlance live) {
    return Math.max(
        live.roughly() * BYTES_PER_RECORD,
        generations.newest(month).map(newest -> BackupShelf.length(newest.csv())).orElse(0L));
  }

  private static Failure notWritten(BackupFolder folder, Month month, IOException e) {
    return BackupFolder.trouble(
        "the backup of " + month.slashed() + " could not be written to " + folder.path(), e);
  }

  /**
   * Only logs a failure: the next run removes the file, and the run's own failure must stay
   * visible.
   */
  private static void discard(Path temporary) {
    try {
      Disk.order(() -> Files.deleteIfExists(temporary));
    } catch (IOException e) {
      log.warn("{} is left behind: {}", temporary, String.valueOf(e.getMessage()));
    }
  }
}
