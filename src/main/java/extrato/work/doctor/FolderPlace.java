package extrato.work.doctor;

import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Where a folder is, beside others. */
record FolderPlace(String name, String setting, Path folder) {
  /** Whoever may read statements must not reach backups, and pruning looks at backups alone. */
  List<Check> apartFrom(Path other, String what) {
    Path own = real(folder);
    Path its = real(other);
    if (!own.startsWith(its)) {
      return List.of();
    }
    String said =
        own.equals(its)
            ? folder + " is " + what + " itself"
            : folder + " is inside " + what + ", " + other;
    return List.of(Check.fail(name, said, "set " + setting + " to a folder of its own"));
  }

  /** Where it is, or will be, without the detours of links. */
  private static Path real(Path path) {
    Path above = nearest(path);
    try {
      return above.toRealPath().resolve(above.relativize(path.toAbsolutePath())).normalize();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  /** Whether it is on another disk than the first copy. */
  List<Check> elsewhere(Path first) {
    try {
      if (PlainFile.isAnything(folder)
          && PlainFile.isAnything(first)
          && PlainFile.identity(folder).equals(PlainFile.identity(first))) {
        return List.of(
            Check.fail(
                name,
                folder + " is the backup folder itself, " + first + ": there is no second copy",
                "set " + setting + " to a folder of its own, on another disk"));
      }
      FileStore disk = Files.getFileStore(nearest(folder));
      return disk.equals(Files.getFileStore(nearest(first)))
          ? List.of(
              Check.warning(
                  name,
                  folder + " is on the same disk as the first copy, and is lost with it",
                  "set " + setting + " to a folder on another disk"))
          : List.of();
    } catch (IOException e) {
      return List.of(
          Check.warning(
              name,
              "its disk cannot be determined: " + Reason.of(e),
              "set " + setting + " to another folder"));
    }
  }

  /** The nearest folder above that is there. */
  static Path nearest(Path path) {
    Path above = path.toAbsolutePath();
    while (!Files.exists(above) && above.getParent() != null) {
      above = above.getParent();
    }
    return above;
  }
}
