package extrato.month.backup;

import extrato.support.failure.Failure;
import extrato.support.failure.Reason;
import extrato.support.files.PlainFile;
import extrato.support.json.JsonFields;
import extrato.support.json.JsonText;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
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
  private static final int TAIL = 1 << 16;
  private static final int LONGEST = 1 << 26;

  /** The file that somebody named. */
  public static LedgerBackup named(Path file) {
    if (!file.toString().endsWith(LINES)) {
      throw new Failure.BadArguments(
          file + " is not a backup of the ledger", "it is called as in ledger_1" + LINES);
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

  boolean hasManifest() {
    return soundManifest().isPresent();
  }

  /** Empty where it is gone, or is not as it was written. */
  public Optional<LedgerManifest> soundManifest() {
    try {
      return Optional.of(LedgerManifest.read(manifestFile()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * The number of the last transfer in it: by its manifest, else by its lines.
   *
   * @throws Failure.NotProven where neither can be read: whether a ledger has all that it held,
   *     nobody knows
   */
  public long last() {
    return soundManifest().map(LedgerManifest::last).orElseGet(this::lastByItsLines);
  }

  private long lastByItsLines() {
    long last = 0;
    try (BufferedReader lines = openLines()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = transfer(line);
      }
      if (last == 0) {
        throw new IOException("it is empty");
      }
    } catch (IOException e) {
      throw new Failure.NotProven(
          "the newest backup of the ledger, "
              + file
              + ", is damaged, and what it held cannot be read: "
              + Reason.of(e),
          "put the second copy in its place; where there is none, and the database was not set back"
              + " since it was written, take it away and keep it: `extrato wallet backup` writes"
              + " the next");
    }
    log.warn("{} has no sound manifest: its lines count", file);
    return last;
  }

  /** The number of the transfer in a line. */
  public static long transfer(String line) throws IOException {
    return JsonFields.of(JsonText.read(line.getBytes(StandardCharsets.UTF_8))).number("id");
  }

  /** The last transfer, by what makes it one and no other: its key, its request and its time. */
  record Last(long id, String key, String request, String at) {}

  /** Read from the file's end; empty where that is no line of a ledger. */
  Optional<Last> lastTransfer() {
    try {
      JsonFields line = JsonFields.of(JsonText.read(lastLine()));
      return Optional.of(
          new Last(line.number("id"), line.text("key"), line.text("request"), line.text("at")));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private byte[] lastLine() throws IOException {
    try (FileChannel channel = PlainFile.openedForReading(file)) {
      long size = channel.size();
      for (int length = TAIL; ; length *= 2) {
        int taken = (int) Math.min(length, size);
        ByteBuffer tail = ByteBuffer.allocate(taken);
        while (tail.hasRemaining() && channel.read(tail, size - taken + tail.position()) >= 0) {}
        byte[] bytes = tail.array();
        int from = taken - 1;
        while (from > 0 && bytes[from - 1] != '\n') {
          from--;
        }
        if (from > 0 || taken == size) {
          return Arrays.copyOfRange(bytes, Math.max(from, 0), taken);
        }
        if (length > LONGEST) {
          throw new IOException("its last line has no beginning");
        }
      }
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

  public boolean isSound(LedgerManifest written) {
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
      return openLines();
    } catch (IOException e) {
      throw damaged(file, e);
    }
  }

  private BufferedReader openLines() throws IOException {
    return new BufferedReader(
        new InputStreamReader(PlainFile.reading(file), StandardCharsets.UTF_8));
  }

  public Failure damaged(IOException e) {
    return damaged(file, e);
  }

  private static Failure damaged(Path file, IOException e) {
    return new Failure.NotProven(
        file + " is not a backup that counts: " + Reason.of(e),
        "the second copy or an older one may be sound; `extrato wallet backup` writes the next");
  }
}
