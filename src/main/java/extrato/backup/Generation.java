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
    Manifest manifest = soundManifest();
    if (!manifest.isOf(month)) {
      throw damaged(manifestFile, "it is the manifest of month " + manifest.month());
    }
    if (!manifest.file().equals(csv.getFileName().toString())) {
      throw damaged(manifestFile, "it vouches for another file, " + manifest.file());
    }
    checkLength(manifest);
    return manifest;
  }

  private Manifest soundManifest() {
    try {
      return Manifest.parse(Files.readAllBytes(manifestFile));
    } catch (Manifest.Unsound e) {
      throw damaged(manifestFile, e.reason());
    } catch (NoSuchFileException e) {
      throw new Failure.NotProven(
          csv + " has no manifest that would prove it",
          "write a backup with `extrato backup " + month.asOptions() + "`");
    } catch (IOException e) {
      throw unreadable(manifestFile, e);
    }
  }

  private void checkLength(Manifest manifest) {
    try {
      if (!Files.isRegularFile(csv)) {
        throw damaged(csv, Files.exists(csv) ? "it is not a file" : "the file is gone");
      }
      long bytes = Files.size(csv);
      if (bytes != manifest.bytes()) {
        throw damaged(csv, "it has " + bytes + " bytes, its manifest says " + manifest.bytes());
      }
    } catch (IOException e) {
      throw unreadable(csv, e);
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
