package extrato.backup;

import extrato.failure.Failure;
import extrato.studio.Month;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** One backup of a month: a CSV file and the manifest that vouches for it. */
public final class Generation {
  private final Path csv;
  private final Path manifestFile;
  private final Month month;

  Generation(BackupFolder folder, Month month, int number) {
    this(folder.csv(number), folder.manifest(number), month);
  }

  Generation(Path csv, Path manifestFile, Month month) {
    this.csv = csv;
    this.manifestFile = manifestFile;
    this.month = month;
  }

  /** Any backup file, wherever it lies; its manifest lies beside it. */
  public static Generation ofFile(Path csv, Month month) {
    String name = csv.getFileName().toString();
    String stem = name.endsWith(".csv") ? name.substring(0, name.length() - ".csv".length()) : name;
    return new Generation(csv, csv.resolveSibling(stem + ".manifest.json"), month);
  }

  public Path csv() {
    return csv;
  }

  Path manifestFile() {
    return manifestFile;
  }

  /**
   * The manifest, when it is sound, of this month, and of a file that is there in its full length.
   */
  public Manifest manifest() {
    try {
      return soundManifest();
    } catch (Flaw e) {
      throw damaged(e.file(), e.why());
    } catch (NoSuchFileException e) {
      throw new Failure.NotProven(
          csv + " has no manifest that would prove it",
          "write a backup with `extrato backup " + month.asOptions() + "`");
    } catch (IOException e) {
      throw unreadable(manifestFile, e);
    }
  }

  /** The same for a list, where a damaged backup is no failure but a line. */
  Manifest soundManifest() throws Flaw, IOException {
    Manifest manifest;
    try {
      manifest = Manifest.parse(Files.readAllBytes(manifestFile));
    } catch (Manifest.Unsound e) {
      throw new Flaw(manifestFile, e.reason());
    }
    if (!manifest.isOf(month)) {
      throw new Flaw(manifestFile, "it is the manifest of month " + manifest.month());
    }
    if (!manifest.file().equals(csv.getFileName().toString())) {
      throw new Flaw(manifestFile, "it vouches for another file, " + manifest.file());
    }
    checkLength(manifest);
    return manifest;
  }

  private void checkLength(Manifest manifest) throws Flaw, IOException {
    if (!Files.isRegularFile(csv)) {
      throw new Flaw(csv, Files.exists(csv) ? "it is not a file" : "the file is gone");
    }
    long bytes = Files.size(csv);
    if (bytes != manifest.bytes()) {
      throw new Flaw(csv, "it has " + bytes + " bytes, its manifest says " + manifest.bytes());
    }
  }

  /** What is wrong with a backup, and with which of its two files. */
  static final class Flaw extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path file;

    Flaw(Path file, String why) {
      super(why);
      this.file = file;
    }

    Path file() {
      return file;
    }

    String why() {
      return String.valueOf(getMessage());
    }
  }

  Failure damaged(Path file, String why) {
    return new Failure.NotProven(
        "the backup is damaged: " + file + ": " + why,
        "write a new one with `extrato backup " + month.asOptions() + "`");
  }

  static Failure unreadable(Path file, IOException e) {
    return BackupFolder.trouble(file + " cannot be read", e);
  }
}
