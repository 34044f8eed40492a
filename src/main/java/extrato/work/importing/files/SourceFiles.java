package extrato.work.importing.files;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files that an operator named: some of them by their folder. */
public final class SourceFiles {
  private SourceFiles() {}

  /**
   * @param table of all of them; where it is not said, their names or first columns say it
   */
  public static List<SourceFile> of(List<Path> named, Optional<ImportTable> table) {
    List<Path> paths = new ArrayList<>();
    for (Path one : named) {
      if (PlainFolder.isThere(one)) {
        names(one).forEach(name -> paths.add(one.resolve(name)));
      } else if (PlainFile.isAnything(one)) {
        paths.add(one);
      } else {
        throw new Failure.FileTrouble(
            one + " cannot be read: no such file or folder", "check its name", null);
      }
    }
    if (paths.isEmpty()) {
      throw new Failure.BadArguments(
          "there is no file to import", "name files or a folder of them");
    }
    return paths.stream().map(path -> file(path, shown(path, paths), table)).toList();
  }

  /** The file's name, with its folder where another file is called the same. */
  private static String shown(Path path, List<Path> all) {
    Path name = path.getFileName();
    boolean isAlone =
        all.stream().allMatch(one -> one.equals(path) || !one.getFileName().equals(name));
    Path folder = path.getParent();
    return isAlone || folder == null || folder.getFileName() == null
        ? String.valueOf(name)
        : folder.getFileName() + "/" + name;
  }

  private static SourceFile file(Path path, String shown, Optional<ImportTable> table) {
    if (PlainFile.isPipeOrDevice(path)) {
      throw new Failure.FileTrouble(
          path + " is a pipe or a device, which cannot be read twice; nothing was changed",
          "give it as standard input, as in: gunzip -c sheet.gz | extrato import --table gastos -",
          null);
    }
    return new SourceFile(path, shown, table.or(() -> SourceFile.tableOf(path)));
  }

  private static List<String> names(Path folder) {
    try {
      return PlainFolder.names(folder).stream()
          .filter(name -> !name.startsWith(".") && !name.endsWith(".manifest.json"))
          .filter(name -> PlainFile.isThere(folder.resolve(name)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          folder + " cannot be read: " + Reason.of(e), "check its name and its rights", e);
    }
  }
}
