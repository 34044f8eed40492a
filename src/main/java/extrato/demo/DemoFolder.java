package extrato.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;

/** The folder of a demo. It is marked as one, so that a new demo never removes anything else. */
public final class DemoFolder {
  /** What the studio is called. */
  public static final String STUDIO = "Agulha & Tinta";

  private static final String MARK = ".extrato-demo";

  private final Path folder;

  private DemoFolder(Path folder) {
    this.folder = folder;
  }

  /** Creates the folder. If an earlier demo used it, removes what that demo wrote. */
  public static DemoFolder fresh(Path folder) {
    DemoFolder demo = new DemoFolder(folder.toAbsolutePath().normalize());
    try {
      demo.refuseForeign();
      Files.createDirectories(demo.folder);
      Files.writeString(
          demo.folder.resolve(MARK),
          "This folder was made by `extrato demo`, which clears it at will.\n",
          UTF_8);
      clear(demo.backups());
      clear(demo.logs());
      clear(demo.statements());
    } catch (IOException e) {
      throw trouble(demo.folder, e);
    }
    return demo;
  }

  public Path postgres() {
    return folder.resolve("postgres");
  }

  /** A settings file that makes every command work on this demo. */
  public Path settings() {
    return folder.resolve("extrato.env");
  }

  public void writeSettings() {
    try {
      Files.writeString(
          settings(),
          String.format(
              Locale.ROOT,
              """
              # Written by `extrato demo`: export EXTRATO_CONFIG with this file's name, and every command works on the demo.
              DATABASE_URL="embedded:%s"
              EXTRATO_BACKUP_DIR="%s"
              EXTRATO_LOG_DIR="%s"
              EXTRATO_STATEMENT_DIR="%s"
              EXTRATO_STUDIO_NAME="%s"
              EXTRATO_ENV=local
              """,
              postgres(),
              backups(),
              logs(),
              statements(),
              STUDIO),
          UTF_8);
    } catch (IOException e) {
      throw trouble(folder, e);
    }
  }

  /** Where its closings leave their statements. */
  public Path statements() {
    return folder.resolve("statements");
  }

  private Path backups() {
    return folder.resolve("backups");
  }

  private Path logs() {
    return folder.resolve("logs");
  }

  private void refuseForeign() throws IOException {
    if (Files.exists(folder) && !Files.exists(folder.resolve(MARK)) && !isEmpty()) {
      throw new Failure.FileTrouble(
          folder + " has something in it that no demo made",
          "name another folder with --folder",
          null);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }

  private static void clear(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Failure trouble(Path folder, IOException e) {
    return new Failure.FileTrouble(
        "the demo's folder " + folder + " cannot be written: " + Reason.of(e),
        "name another with --folder",
        e);
  }
}
