package extrato.backup;

import extrato.failure.Failure;
import extrato.studio.Month;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A month's folder of backups. A file with its final name is complete: it was written beside its
 * place, flushed, read back, and given its name without replacing anything; the manifest came last.
 */
final class BackupFolder {
  static final String TEMPORARY = ".tmp";

  private final Path folder;
  private final Month month;
  private final Pattern names;

  BackupFolder(Path backupDir, Month month) {
    this.folder = backupDir.resolve(month.underscored());
    this.month = month;
    this.names =
        Pattern.compile(
            "backup_" + month.underscored() + "(?:_([2-9]|[1-9][0-9]+))?\\.(csv|manifest\\.json)");
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

  /** The numbers that have a manifest, the newest first. */
  List<Integer> generations() {
    List<Integer> found = new ArrayList<>();
    for (String name : list()) {
      Matcher matcher = names.matcher(name);
      if (matcher.matches() && name.endsWith(".manifest.json")) {
        found.add(number(matcher));
      }
    }
    found.sort(Comparator.reverseOrder());
    return found;
  }

  /** The numbers that are taken, by a manifest or by a file without one, the newest first. */
  List<Integer> numbers() {
    return list().stream()
        .map(names::matcher)
        .filter(Matcher::matches)
        .map(BackupFolder::number)
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** The number that neither a manifest nor anybody else's file has taken. */
  int nextFree() {
    return numbers().stream().findFirst().orElse(0) + 1;
  }

  void create() {
    try {
      create(folder);
    } catch (IOException e) {
      throw trouble("the folder " + folder + " cannot be made", e);
    }
  }

  /** Makes a folder that only its owner can look into, where there is none. */
  static void create(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
  }

  /** Removes what killed runs left; only to be called by the one run that is at work. */
  void sweep() {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(BackupFolder::isTemporary).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw trouble("the folder " + folder + " cannot be cleaned", e);
    }
  }

  /** Gives the file its final name; fails when the name is taken. */
  static void publish(Path temporary, Path target) throws IOException {
    try {
      // A hard link is the one way to name a file that can neither replace another nor be half
      // done.
      Files.createLink(target, temporary);
      Files.delete(temporary);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (FileSystemException | UnsupportedOperationException e) {
      Files.move(temporary, target);
    }
  }

  /** Makes the folder's entries as durable as the files' contents. */
  static void flush(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Failure trouble(String what, IOException cause) {
    return new Failure.FileTrouble(
        what + ": " + reason(cause), "check the disk and the rights of the folder", cause);
  }

  static String reason(IOException cause) {
    if (cause instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    if (cause instanceof java.nio.file.AccessDeniedException) {
      return "no right to do that";
    }
    if (cause instanceof java.nio.file.NoSuchFileException) {
      return "it is not there";
    }
    return String.valueOf(cause.getMessage());
  }

  private static boolean isTemporary(Path file) {
    String name = file.getFileName().toString();
    return name.startsWith(".backup_") && name.endsWith(TEMPORARY);
  }

  private List<String> list() {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
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
