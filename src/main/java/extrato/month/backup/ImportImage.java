package extrato.month.backup;

import extrato.postgres.RowConsumer;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import extrato.support.files.PlainOutput;
import extrato.support.json.JsonText;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an import wrote and what it changed, record by record, in a folder of its own: a CSV for
 * each table, as in a backup, and a manifest. The folder gets its name when it is complete.
 */
public final class ImportImage {
  /** The name of the manifest in the folder. */
  public static final String MANIFEST = "import.manifest.json";

  private static final Logger log = LoggerFactory.getLogger("extrato.importing");
  static final String DIGEST = "\"manifest_sha256\" : \"";
  static final String NO_DIGEST = "0".repeat(Sha256.HEX_LENGTH);
  private static final int BUFFER = 1 << 16;
  private static final Pattern LEFT_BEHIND = Pattern.compile("\\.[0-9a-f]{8}");

  /** Of what a file tells. */
  public enum Kind {
    /** Records that came. */
    ADDED(".csv"),
    /** Records that were changed, as they were. */
    BEFORE(".before.csv"),
    /** The same records, as they were then. */
    AFTER(".after.csv"),
    /** Records that went. */
    REMOVED(".removed.csv");

    private final String suffix;

    Kind(String suffix) {
      this.suffix = suffix;
    }

    private String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(String word) throws IOException {
      return Stream.of(values())
          .filter(kind -> kind.word().equals(word))
          .findFirst()
          .orElseThrow(() -> new IOException("the manifest is of a newer version"));
    }
  }

  private final Path folder;
  private final Path temporary;
  private final List<Map<String, Object>> tables = new ArrayList<>();

  private ImportImage(Path folder, Path temporary) {
    this.folder = folder;
    this.temporary = temporary;
  }

  /**
   * @param imports the folder of all images
   * @param needed about how many bytes the image takes
   */
  public static ImportImage begin(Path imports, String runId, long needed) {
    ImportImage image = new ImportImage(imports.resolve(runId), imports.resolve("." + runId));
    try {
      BackupFolder.create(Objects.requireNonNull(imports.getParent()));
      BackupFolder.create(imports);
      sweep(imports);
      BackupFolder.create(image.temporary);
      long free = Disk.waitFor(() -> Files.getFileStore(imports).getUsableSpace());
      if (free < needed) {
        image.discard();
        throw new Failure.FileTrouble(
            "the disk of "
                + imports
                + " has "
                + free
                + " bytes free, the image of the import needs about "
                + needed
                + "; nothing was changed",
            "make room, or point EXTRATO_BACKUP_DIR at another disk",
            null);
      }
      return image;
    } catch (IOException e) {
      throw image.trouble(e);
    }
  }

  /** Removes what killed runs left: only the one run that is at work comes here. */
  private static void sweep(Path imports) throws IOException {
    for (String name : PlainFolder.names(imports)) {
      if (LEFT_BEHIND.matcher(name).matches()) {
        remove(imports.resolve(name));
      }
    }
  }

  /** Where it is kept. */
  public Path folder() {
    return folder;
  }

  /**
   * Writes records of a table.
   *
   * @param rows writes the lines of a CSV
   */
  public void table(
      String table, Kind kind, List<String> header, long count, Consumer<RowConsumer> rows) {
    Path file = temporary.resolve(table + kind.suffix);
    MessageDigest digest = Sha256.digest();
    try {
      try (PlainOutput written = BackupFile.create(file)) {
        OutputStream out =
            new DigestOutputStream(new BufferedOutputStream(written, BUFFER), digest);
        out.write(BackupFile.BOM);
        out.write(
            (header.stream().map(ImportImage::csv).collect(Collectors.joining(",")) + "\n")
                .getBytes(StandardCharsets.UTF_8));
        rows.accept(line -> write(out, line));
        out.flush();
        written.force();
      }
      String sha256 = Sha256.hex(digest);
      if (!BackupFile.sha256(file).equals(sha256)) {
        throw new IOException("what was read back from " + file + " is not what was written");
      }
      Map<String, Object> fields = new LinkedHashMap<>();
      fields.put("table", table);
      fields.put("kind", kind.word());
      fields.put("file", String.valueOf(file.getFileName()));
      fields.put("rows", count);
      fields.put("bytes", PlainFile.size(file));
      fields.put("sha256", sha256);
      tables.add(fields);
    } catch (UncheckedIOException e) {
      throw trouble(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  private static String csv(String name) {
    return name.matches("\\w+") ? name : '"' + name.replace("\"", "\"\"") + '"';
  }

  private static void write(OutputStream out, byte[] line) {
    try {
      out.write(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Gives the folder its name.
   *
   * @param about what else the manifest says
   */
  public void publish(Map<String, Object> about) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("format", 1);
    fields.putAll(about);
    fields.put("tables", tables);
    fields.put("manifest_sha256", NO_DIGEST);
    String open = JsonText.indented(fields) + "\n";
    String own = Sha256.hexOf(open.getBytes(StandardCharsets.UTF_8));
    try {
      BackupFile.writeWhole(
          temporary.resolve(MANIFEST),
          open.replace(DIGEST + NO_DIGEST, DIGEST + own).getBytes(StandardCharsets.UTF_8));
      BackupFolder.flush(temporary);
      Disk.order(() -> Files.move(temporary, folder));
      BackupFolder.flush(Objects.requireNonNull(folder.getParent()));
    } catch (IOException e) {
      throw trouble(e);
    }
  }

  /** Takes it away again, because nothing of it was committed. */
  public void discard() {
    for (Path made : List.of(temporary, folder)) {
      try {
        remove(made);
      } catch (IOException e) {
        log.warn("{} is left behind: {}", made, String.valueOf(e.getMessage()));
      }
    }
  }

  private static void remove(Path made) throws IOException {
    if (PlainFolder.isThere(made)) {
      for (String name : PlainFolder.names(made)) {
        Disk.order(() -> Files.deleteIfExists(made.resolve(name)));
      }
      Disk.order(() -> Files.deleteIfExists(made));
    }
  }

  private Failure trouble(IOException e) {
    return BackupFolder.trouble("the image of the import could not be written to " + folder, e)
        .leaving("; nothing was changed");
  }
}
