package extrato.work.doctor;

import extrato.support.failure.Reason;
import extrato.support.files.Disk;
import extrato.support.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Whether the folders exist, can be written, are closed to others, and have room. */
final class FolderChecks {
  private static final long MEGABYTE = 1_000_000;
  private static final long TOO_LITTLE = 50 * MEGABYTE;
  private static final long LITTLE = 500 * MEGABYTE;

  private final List<Check> checks = new ArrayList<>();
  private final String name;
  private final String setting;
  private final Path folder;

  private FolderChecks(String name, String setting, Path folder) {
    this.name = name;
    this.setting = setting;
    this.folder = folder;
  }

  /** A disk that does not answer holds the check up only until a signal comes. */
  static List<Check> of(Settings settings) {
    return Disk.waitUnchecked(() -> look(settings));
  }

  private static List<Check> look(Settings settings) {
    List<Check> all = new ArrayList<>();
    all.addAll(
        new FolderChecks("backup folder", "EXTRATO_BACKUP_DIR", settings.backups().folder())
            .look("go=", PosixFilePermissions.fromString("---rwxrwx")));
    Path copy = settings.backups().copies();
    if (copy != null) {
      FolderChecks second = new FolderChecks("second copy", "EXTRATO_BACKUP_COPY", copy);
      second.look("go=", PosixFilePermissions.fromString("---rwxrwx"));
      second.checks.addAll(second.place().elsewhere(settings.backups().folder()));
      all.addAll(second.checks);
    }
    all.addAll(
        new FolderChecks("log folder", "EXTRATO_LOG_DIR", settings.monitoring().log().folder())
            .look("o=", PosixFilePermissions.fromString("------rwx")));
    Path statements = settings.statements().folder();
    if (statements != null) {
      FolderChecks people =
          new FolderChecks("statement folder", "EXTRATO_STATEMENT_DIR", statements);
      people.look("o=", PosixFilePermissions.fromString("------rwx"));
      people.checks.addAll(
          people.place().apartFrom(settings.backups().folder(), "the backup folder"));
      if (copy != null) {
        people.checks.addAll(people.place().apartFrom(copy, "the second copy"));
      }
      all.addAll(people.checks);
    }
    return all;
  }

  private FolderPlace place() {
    return new FolderPlace(name, setting, folder);
  }

  /**
   * @param closing the chmod that removes {@code tooOpen}
   */
  private List<Check> look(String closing, Set<PosixFilePermission> tooOpen) {
    try {
      if (!Files.exists(folder)) {
        canBeMade();
      } else if (!Files.isDirectory(folder)) {
        checks.add(Check.fail(name, folder + " is not a folder", anotherPlace()));
      } else if (canBeWritten()) {
        contentsCanBeWritten();
        room(isClosed(closing, tooOpen));
      }
    } catch (UncheckedIOException e) {
      checks.add(Check.fail(name, folder + " cannot be read", anotherPlace()));
    } catch (IOException e) {
      checks.add(Check.fail(name, folder + " cannot be examined: " + Reason.of(e), anotherPlace()));
    }
    return checks;
  }

  private void canBeMade() throws IOException {
    Path above = FolderPlace.nearest(folder);
    if (!Files.isDirectory(above) || !Files.isWritable(above)) {
      checks.add(
          Check.fail(
              name,
              folder + " is not there, and this user may not make it in " + above,
              String.format(Locale.ROOT, "mkdir -p %s && chown %s %s", folder, user(), folder)));
    } else if (name.equals("second copy")) {
      checks.add(
          Check.warning(
              name,
              folder + " is not there yet",
              "see whether its disk is mounted; the next backup makes the folder where it is"));
    } else {
      checks.add(Check.ok(name, folder + " is not there yet and can be made, " + free(above)));
    }
  }

  /** Writes a file, because a full quota or a read-only mount does not show in the rights. */
  private boolean canBeWritten() {
    try {
      Path probe = Files.createTempFile(folder, ".extrato-doctor-", ".tmp");
      Files.delete(probe);
      return true;
    } catch (IOException e) {
      checks.add(
          Check.fail(
              name,
              folder + " cannot be written: " + Reason.of(e),
              writable() + ", or set " + setting + " to another folder"));
      return false;
    }
  }

  /**
   * A disk that accepts nothing, and a folder that even root may not write, are not a matter of the
   * owner.
   */
  private String writable() {
    boolean readOnly;
    try {
      readOnly = Files.getFileStore(folder).isReadOnly();
    } catch (IOException e) {
      readOnly = false;
    }
    if (readOnly) {
      return "mount its disk for writing";
    }
    return user().equals("root")
        ? "see what keeps root from writing there: a full disk, or a share that takes nothing from"
            + " root"
        : String.format(Locale.ROOT, "chown -R %s %s", user(), folder);
  }

  /**
   * Files that another user has created here, for example root by hand, would stop tonight's run.
   */
  private void contentsCanBeWritten() throws IOException {
    try (Stream<Path> contents = Files.list(folder)) {
      List<Path> foreign =
          contents
              .filter(path -> Files.isDirectory(path) || path.toString().endsWith(".log"))
              .filter(path -> !Files.isWritable(path))
              .sorted()
              .toList();
      if (!foreign.isEmpty()) {
        checks.add(
            Check.fail(
                name,
                String.format(
                    Locale.ROOT,
                    "%s cannot be written by this user%s",
                    foreign.get(0),
                    foreign.size() > 1 ? " (and " + (foreign.size() - 1) + " more)" : ""),
                String.format(Locale.ROOT, "chown -R %s %s", user(), folder)));
      }
    }
  }

  private String isClosed(String closing, Set<PosixFilePermission> tooOpen) throws IOException {
    Set<PosixFilePermission> mode;
    try {
      mode = Files.getPosixFilePermissions(folder);
    } catch (UnsupportedOperationException e) {
      return "no modes on this file system";
    }
    Set<PosixFilePermission> open = EnumSet.copyOf(tooOpen);
    open.retainAll(mode);
    String shown = PosixFilePermissions.toString(mode);
    if (!open.isEmpty()) {
      checks.add(
          Check.warning(
              name,
              String.format(
                  Locale.ROOT,
                  "%s (%s) is open to other users, and what is in it is personal",
                  folder,
                  shown),
              "chmod " + closing + " " + folder));
    }
    return shown;
  }

  private void room(String mode) throws IOException {
    long bytes = Files.getFileStore(folder).getUsableSpace();
    String said = String.format(Locale.ROOT, "%s, %s, %s", folder, mode, free(folder));
    if (bytes < TOO_LITTLE) {
      checks.add(Check.fail(name, said, "make room, or set " + setting + " to another disk"));
    } else if (bytes < LITTLE) {
      checks.add(Check.warning(name, said, "make room before the months grow"));
    } else {
      checks.add(Check.ok(name, said));
    }
  }

  private static String free(Path path) throws IOException {
    long bytes = Files.getFileStore(path).getUsableSpace();
    return bytes >= 1000 * MEGABYTE
        ? bytes / (1000 * MEGABYTE) + " GB free"
        : bytes / MEGABYTE + " MB free";
  }

  private String anotherPlace() {
    return "set " + setting + " to another folder";
  }

  private static String user() {
    return System.getProperty("user.name", "");
  }
}
