package extrato.backup;

import extrato.failure.Failure;
import extrato.settings.Settings;
import extrato.studio.Month;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings every generation to a second folder, a mounted disk or a NAS, and reads it back there. */
final class SecondCopy {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private SecondCopy() {}

  static void ensure(Settings settings, Month month, Generation generation) {
    Path copyDir = settings.backupCopy();
    if (copyDir == null) {
      return;
    }
    BackupFolder folder = new BackupFolder(copyDir, month);
    Path csv = folder.path().resolve(generation.csv().getFileName());
    Path manifest = folder.path().resolve(generation.manifestFile().getFileName());
    try {
      if (isThere(generation, csv, manifest)) {
        return;
      }
      folder.create();
      folder.sweep();
      copy(generation.csv(), csv);
      copy(generation.manifestFile(), manifest);
      BackupFolder.flush(folder.path());
      if (!isThere(generation, csv, manifest)) {
        throw new IOException("what was read back is not what was written");
      }
      log.info("second copy written: {}", csv);
    } catch (IOException e) {
      throw BackupFolder.trouble("the second copy could not be written to " + folder.path(), e);
    }
  }

  private static boolean isThere(Generation generation, Path csv, Path manifest)
      throws IOException {
    if (!Files.exists(manifest)) {
      return false;
    }
    boolean same =
        Arrays.equals(Files.readAllBytes(manifest), Files.readAllBytes(generation.manifestFile()))
            && Files.exists(csv)
            && BackupFile.sha256(csv).equals(BackupFile.sha256(generation.csv()));
    if (!same) {
      throw new Failure.NotProven(
          "the second copy is damaged: " + csv,
          "move it away; `extrato backup` then writes it again");
    }
    return true;
  }

  private static void copy(Path source, Path target) throws IOException {
    Path temporary = target.resolveSibling("." + target.getFileName() + BackupFolder.TEMPORARY);
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ);
        FileChannel out = BackupFile.create(temporary)) {
      long size = in.size();
      for (long at = 0; at < size; ) {
        at += in.transferTo(at, size - at, out);
      }
      out.force(true);
    }
    BackupFolder.publish(temporary, target);
  }
}
