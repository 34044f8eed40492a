package extrato.month.backup;

import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies a generation to another folder (a mounted disk or a NAS) under the same name and reads it
 * back there, or copies it from there to its place.
 */
final class SecondCopy {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private final Generation source;
  private final BackupFolder folder;
  private final Path csv;
  private final Path manifest;

  private SecondCopy(Generation source, BackupFolder folder) {
    this.source = source;
    this.folder = folder;
    this.csv = folder.path().resolve(source.csv().getFileName());
    this.manifest = folder.path().resolve(source.manifestFile().getFileName());
  }

  /** Makes sure that the folder holds the generation, complete and identical. */
  static void ensure(Generation generation, BackupFolder folder) {
    SecondCopy copy = new SecondCopy(generation, folder);
    try {
      if (!copy.isThere()) {
        copy.checkIsElsewhere();
        folder.create();
        folder.sweep();
        copy.write();
      }
      copy.checkIsElsewhere();
    } catch (IOException e) {
      throw BackupFolder.trouble("the second copy could not be written to " + folder.path(), e);
    }
  }

  /** Copies a second copy back to the place of the first. */
  static Generation bringBack(Generation secondCopy, BackupFolder folder) {
    SecondCopy back = new SecondCopy(secondCopy, folder);
    try {
      if (!back.isThere()) {
        back.write();
      }
      return new Generation(back.csv, back.manifest, folder.month());
    } catch (IOException e) {
      throw BackupFolder.trouble("the backup could not be brought back to " + folder.path(), e);
    }
  }

  /** Why the folder does not hold the generation; empty if it does. */
  static String trouble(Generation generation, BackupFolder folder) {
    SecondCopy copy = new SecondCopy(generation, folder);
    try {
      copy.checkIsElsewhere();
      return copy.isThere() ? "" : "the second copy is missing: " + copy.csv;
    } catch (Failure e) {
      return e.text();
    } catch (IOException e) {
      return BackupFolder.trouble("the second copy cannot be read", e).text();
    }
  }

  /** A second copy that is the same file or folder would be lost with the first. */
  private void checkIsElsewhere() throws IOException {
    Path first = source.csv().toAbsolutePath().getParent();
    if (first != null) {
      checkIsAnother(first, folder.path());
    }
    checkIsAnother(source.csv(), csv);
    checkIsAnother(source.manifestFile(), manifest);
  }

  private static void checkIsAnother(Path first, Path second) throws IOException {
    if (PlainFile.isAnything(second)
        && PlainFile.identity(first).equals(PlainFile.identity(second))) {
      throw new Failure.FileTrouble(
          "the second copy is the first one: " + second + " and " + first + " are the same",
          "give EXTRATO_BACKUP_COPY a folder of its own, on another disk",
          null);
    }
  }

  private void write() throws IOException {
    Path file = temporary(csv);
    Path temporaryManifest = temporary(manifest);
    try {
      // Both files are complete before either gets its name, as with the first copy.
      if (!PlainFile.isAnything(csv)) {
        copy(source.csv(), file, source.manifest().file().sha256());
      }
      if (!PlainFile.isAnything(manifest)) {
        copy(source.manifestFile(), temporaryManifest, BackupFile.sha256(source.manifestFile()));
      }
      publish(file, csv);
      publish(temporaryManifest, manifest);
    } finally {
      Disk.order(() -> Files.deleteIfExists(file));
      Disk.order(() -> Files.deleteIfExists(temporaryManifest));
    }
    BackupFolder.flush(folder.path());
    if (!isThere()) {
      throw new IOException("what was read back is not what was written");
    }
    log.info("second copy written: {}", csv);
  }

  private static Path temporary(Path target) {
    return target.resolveSibling("." + target.getFileName() + BackupFolder.TEMPORARY);
  }

  /** If the target already existed, there is nothing to publish. */
  private static void publish(Path temporary, Path target) throws IOException {
    if (PlainFile.isAnything(temporary)) {
      BackupFolder.publish(temporary, target);
    }
  }

  /** Whether both files exist. Fails if one of them differs, because it is not our copy. */
  private boolean isThere() throws IOException {
    boolean hasManifest = PlainFile.isAnything(manifest);
    boolean hasCsv = PlainFile.isAnything(csv);
    if (hasManifest
        && !Arrays.equals(PlainFile.bytes(manifest), PlainFile.bytes(source.manifestFile()))) {
      throw damaged(manifest);
    }
    if (hasCsv && !BackupFile.sha256(csv).equals(source.manifest().file().sha256())) {
      throw damaged(csv);
    }
    return hasManifest && hasCsv;
  }

  private static Failure damaged(Path file) {
    return new Failure.NotProven(
        "the second copy is damaged: " + file,
        "move it away; `extrato backup` then writes it again");
  }

  private static void copy(Path source, Path temporary, String digest) throws IOException {
    try (FileChannel in = PlainFile.openedForReading(source);
        PlainOutput out = BackupFile.create(temporary)) {
      out.copyAllOf(in);
      out.force();
    }
    if (!BackupFile.sha256(temporary).equals(digest)) {
      throw new IOException("what was read back from " + temporary + " is not what it should be");
    }
  }
}
