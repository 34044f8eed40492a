package extrato.month.backup;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.Disk;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A month's folder of backups. A file with its final name is complete: it was written under a
 * temporary name, flushed and read back, and then named without replacing anything. The manifest
 * comes last.
 */
final class BackupFolder {
  static final String TEMPORARY = ".tmp";

  /** The largest number that a file's name may have. */
  private static final int LAST = 999_999_999;

  private final Path folder;
  private final Month month;
  private final Pattern names;

  BackupFolder(Path backupDir, Month month) {
    this.folder = backupDir.resolve(month.underscored());
    this.month = month;
    this.names =
        Pattern.compile(
            "backup_"
                + month.underscored()
                + "(?:_([2-9]|[1-9][0-9]{1,8}))?\\.(csv|manifest\\.json)");
  }

  Path path() {
    return folder;
  }

  Month month() {
    return month;
  }

  Path csv(int generation) {
    return folder.resolve(stem(generation) + ".csv");
  }

  Path manifest(int generation) {
    return folder.resolve(stem(generation) + ".manifest.json");
  }

  Path temporary(String runId, String kind) {
    return folder.resolve("." + stem(1) + "." + runId + "." + kind + TEMPORARY);
  }

  /** The numbers that have a manifest, newest first. */
  List<Integer> generations() {
    List<Integer> numbers = new ArrayList<>();
    for (String name : list()) {
      Matcher matcher = names.matcher(name);
      if (matcher.matches() && name.endsWith(".manifest.json")) {
        numbers.add(number(matcher));
      }
    }
    numbers.sort(Comparator.reverseOrder());
    return numbers;
  }

  /** The numbers that a manifest or any other file has taken, newest first. */
  List<Integer> numbers() {
    return list().stream()
        .map(names::matcher)
        .filter(Matcher::matches)
        .map(BackupFolder::number)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** The number after the last one that a manifest or any other file has taken. */
  int nextFree() {
    int last = numbers().stream().findFirst().orElse(0);
    if (last == LAST) {
      throw new Failure.FileTrouble(
          "the folder " + folder + " has a file with the highest possible number, " + LAST,
          "move it away: the next backup takes the number after the newest one",
          null);
    }
    return last + 1;
  }

  void create() {
    try {
      create(folder);
    } catch (IOException e) {
      throw trouble("the folder " + folder + " cannot be made", e);
    }
  }

  /** Stops if the disk does not have room for that many bytes. */
  void checkRoom(long needed) {
    try {
      long free = Disk.waitFor(() -> Files.getFileStore(folder).getUsableSpace());
      if (free < needed) {
        throw new Failure.FileTrouble(
            "the disk of "
                + folder
                + " has "
                + free
                + " bytes free, the backup needs about "
                + needed,
            "make room, or point EXTRATO_BACKUP_DIR at another disk",
            null);
      }
    } catch (IOException e) {
      throw trouble("the free space of " + folder + " cannot be read", e);
    }
  }

  /** Creates a folder that only its owner can open, if there is none. */
  static void create(Path folder) throws IOException {
    PlainFolder.check(folder);
    PlainFolder.create(folder, "rwx------");
  }

  /** Removes what killed runs left. Only the one run that is at work may call this. */
  void sweep() {
    try {
      for (String name : PlainFolder.names(folder)) {
        if (isTemporary(name)) {
          Disk.order(() -> Files.deleteIfExists(folder.resolve(name)));
        }
      }
    } catch (IOException e) {
      throw trouble("the folder " + folder + " cannot be cleaned", e);
    }
  }

  /** Gives the file its final name; fails if the name is taken. */
  static void publish(Path temporary, Path target) throws IOException {
    Disk.order(() -> named(temporary, target));
  }

  private static void named(Path temporary, Path target) throws IOException {
    try {
      // Only a hard link gives a file its name at once and never replaces another.
      Files.createLink(target, temporary);
      Files.delete(temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.move(temporary, target);
    }
  }

  /** Makes the folder's entries as durable as its files. */
  static void flush(Path folder) throws IOException {
    Disk.order(
        () -> {
          try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
          }
        });
  }

  static Failure trouble(String what, IOException cause) {
    return new Failure.FileTrouble(
        what + ": " + Reason.of(cause), "check the disk and the rights of the folder", cause);
  }

  private static boolean isTemporary(String name) {
    return name.startsWith(".backup_") && name.endsWith(TEMPORARY);
  }

  private List<String> list() {
    try {
      PlainFolder.check(folder);
      return PlainFolder.isThere(folder) ? PlainFolder.names(folder) : List.of();
    } catch (IOException e) {
      throw trouble("the folder " + folder + " cannot be read", e);
    }
  }

  private String stem(int generation) {
    return "backup_" + month.underscored() + (generation == 1 ? "" : "_" + generation);
  }

  private static int number(Matcher matcher) {
    return matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
  }
}
