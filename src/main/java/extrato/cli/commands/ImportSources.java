package extrato.cli.commands;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.SpooledInput;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.SourceFile;
import extrato.work.importing.files.SourceFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The files that were named; standard input is kept in one without a name. */
final class ImportSources implements AutoCloseable {
  private static final String STANDARD_INPUT = "-";

  private final List<SourceFile> files = new ArrayList<>();
  private @Nullable SpooledInput spooled;

  /**
   * @param interruption throws when a signal asked the run to stop
   */
  ImportSources(
      Function<String, Path> file,
      List<String> named,
      Optional<ImportTable> table,
      Runnable interruption) {
    List<Path> paths =
        named.stream().filter(name -> !name.equals(STANDARD_INPUT)).map(file).toList();
    if (!paths.isEmpty()) {
      files.addAll(SourceFiles.of(paths, table));
    }
    if (named.contains(STANDARD_INPUT)) {
      files.add(new SourceFile(spooled(interruption)::open, "standard input", table));
    }
  }

  private SpooledInput spooled(Runnable interruption) {
    try {
      SpooledInput read = SpooledInput.read(bytes -> interruption.run());
      spooled = read;
      return read;
    } catch (IOException e) {
      throw new Failure.FileTrouble(
          "standard input could not be kept in a file: " + Reason.of(e),
          "make room in the temporary folder, or name a file",
          e);
    }
  }

  List<SourceFile> files() {
    return files;
  }

  @Override
  public void close() {
    try {
      if (spooled != null) {
        spooled.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
