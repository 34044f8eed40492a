package extrato.support.files;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;

/** A folder, perhaps on a disk that does not answer. */
public final class PlainFolder {
  private PlainFolder() {}

  public static boolean isThere(Path folder) {
    return Disk.waitUnchecked(() -> Files.isDirectory(folder));
  }

  /** Refuses a folder that is a link which anybody may have put there. */
  public static void check(Path folder) throws IOException {
    Disk.order(() -> PlainFile.followed(folder));
  }

  public static List<String> names(Path folder) throws IOException {
    return entries(folder).stream().map(entry -> String.valueOf(entry.getFileName())).toList();
  }

  /**
   * What is in the folder. Where the locale cannot say a name, a path that is made of it would lead
   * nowhere; these lead there all the same.
   */
  public static List<Path> entries(Path folder) throws IOException {
    return Disk.waitFor(
        () -> {
          try (var entries = Files.list(folder)) {
            return entries.toList();
          }
        });
  }

  /** Creates the folder, and those above it that are missing, with exactly these rights. */
  public static void create(Path folder, String mode) throws IOException {
    Disk.order(() -> create(folder.toAbsolutePath(), PosixFilePermissions.fromString(mode)));
  }

  private static void create(Path folder, Set<PosixFilePermission> rights) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path above = folder.getParent();
    if (above != null) {
      create(above, rights);
    }
    try {
      Files.createDirectory(folder, PosixFilePermissions.asFileAttribute(rights));
      PlainFile.giveRights(folder, rights);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
    }
  }
}
