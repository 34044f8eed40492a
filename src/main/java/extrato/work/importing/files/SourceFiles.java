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
    List<SourceFile> files = new ArrayList<>();
    for (Path one : named) {
      if (PlainFolder.isThere(one)) {
        names(one).forEach(name -> files.add(file(one.resolve(name), table)));
      } else if (PlainFile.isAnything(one)) {
        files.add(file(one, table));
      } else {
        throw new Failure.FileTrouble(
            one + " cannot be read: no such file or folder", "check its name", null);
      }
    }
    if (files.isEmpty()) {
      throw new Failure.BadArguments(
          "there is no file to import", "name files or a folder of them");
    }
    return files;
  }

  private static SourceFile file(Path path, Optional<ImportTable> table) {
    if (PlainFile.isPipeOrDevice(path)) {
      throw new Failure.FileTrouble(
          path + " is a pipe or a device, which cannot be read twice; nothing was changed",
          "give it as standard input, as in: gunzip -c sheet.gz | extrato import --table gastos -",
          null);
    }
    return new SourceFile(
        path, String.valueOf(path.getFileName()), table.or(() -> SourceFile.tableOf(path)));
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
