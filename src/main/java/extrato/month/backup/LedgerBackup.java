package extrato.month.backup;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A backup of the ledger: a line for each transfer, in a file of its own with a manifest beside it.
 *
 * @param file the lines
 */
public record LedgerBackup(Path file) {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");
  private static final String LINES = ".ndjson";
  private static final String MANIFEST = ".manifest.json";

  /** The file that somebody named. */
  public static LedgerBackup named(Path file) {
    if (!file.toString().endsWith(LINES)) {
      throw new Failure.BadArguments(
          file + " is no backup of the ledger", "it is called as in ledger_1" + LINES);
    }
    return new LedgerBackup(file);
  }

  Path manifestFile() {
    String name = String.valueOf(file.getFileName());
    return file.resolveSibling(name.substring(0, name.length() - LINES.length()) + MANIFEST);
  }

  public LedgerManifest manifest() {
    try {
      return LedgerManifest.read(manifestFile());
    } catch (IOException e) {
      throw damaged(manifestFile(), e);
    }
  }

  /** Proves that the file is what was written. */
  public LedgerManifest prove() {
    LedgerManifest manifest = manifest();
    try {
      if (PlainFile.size(file) != manifest.bytes()
          || !BackupFile.sha256(file).equals(manifest.sha256())) {
        throw new IOException("it is not what its manifest says");
      }
    } catch (IOException e) {
      throw damaged(file, e);
    }
    return manifest;
  }

  boolean isSound(LedgerManifest written) {
    try {
      return prove().equals(written);
    } catch (Failure e) {
      log.warn("{}", e.text());
      return false;
    }
  }

  /** Its lines, one by one. */
  public BufferedReader lines() {
    try {
      return new BufferedReader(
          new InputStreamReader(PlainFile.reading(file), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  public Failure damaged(IOException e) {
    return damaged(file, e);
  }

  private static Failure damaged(Path file, IOException e) {
    return new Failure.NotProven(
        file + " is no backup that counts: " + Reason.of(e),
        "the second copy or an older one may be sound; `extrato wallet backup` writes the next");
  }
}
