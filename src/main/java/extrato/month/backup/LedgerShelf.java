package extrato.month.backup;

import extrato.postgres.Identity;
import extrato.support.failure.Failure;
import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import extrato.support.files.PlainOutput;
import extrato.support.settings.Settings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The backups of the ledger, in the folder {@code wallet} beside those of the months, and in that
 * of the second copies. Written as they are: beside its place, flushed, read back, named without
 * replacing anything, the manifest last; never changed.
 */
public final class LedgerShelf {
  private static final String FOLDER = "wallet";
  private static final Pattern NAME =
      Pattern.compile("ledger_([1-9][0-9]{0,8})\\.(?:ndjson|manifest\\.json)");
  private static final Pattern LEFT_BEHIND = Pattern.compile("\\.ledger\\..*\\.tmp");

  private final Settings settings;

  public LedgerShelf(Settings settings) {
    this.settings = settings;
  }

  /**
   * The newest by its number, whatever is left of it: an older one that is sound is not the newest.
   * Of its two copies the one of which more is left.
   */
  public Optional<LedgerBackup> newest() {
    return newestNumber()
        .flatMap(
            number ->
                copies("ledger_" + number + ".ndjson")
                    .min(
                        Comparator.comparing((LedgerBackup copy) -> !copy.hasManifest())
                            .thenComparing(copy -> !Files.exists(copy.file()))));
  }

  /** In either folder: one of them may have lost what the other has. */
  private Optional<Integer> newestNumber() {
    return folders().flatMap(folder -> numbers(folder).stream()).max(Integer::compare);
  }

  /** The same backup in each folder, sound or not. */
  Stream<LedgerBackup> copies(LedgerBackup backup) {
    return copies(String.valueOf(backup.file().getFileName()));
  }

  private Stream<LedgerBackup> copies(String name) {
    return folders().map(folder -> new LedgerBackup(folder.resolve(name)));
  }

  /** Its copies that are as they were written. */
  public Stream<LedgerBackup> soundCopies(LedgerBackup backup, LedgerManifest manifest) {
    return copies(backup).filter(copy -> copy.isSound(manifest));
  }

  /** Where each backup of the ledger must be. */
  private Stream<Path> folders() {
    return Stream.of(settings.backups().folder(), settings.backups().copies())
        .filter(Objects::nonNull)
        .map(backups -> backups.resolve(FOLDER));
  }

  /** Whether it is in each folder as it was written. */
  public boolean isWhole(LedgerBackup backup, LedgerManifest manifest) {
    return soundCopies(backup, manifest).count() == folders().count();
  }

  private static List<Integer> numbers(Path folder) {
    try {
      PlainFolder.check(folder);
      return (PlainFolder.isThere(folder) ? PlainFolder.names(folder) : List.<String>of())
          .stream()
              .map(NAME::matcher)
              .filter(Matcher::matches)
              .map(name -> Integer.valueOf(name.group(1)))
              .toList();
    } catch (IOException e) {
      throw BackupFolder.trouble("the folder " + folder + " cannot be read", e);
    }
  }

  /** Where a line goes. */
  public interface Sink extends Consumer<String> {}

  /** What was written. */
  public record Written(long bytes, String sha256) {}

  /**
   * Writes the next one.
   *
   * @param lines hands every line to the sink
   */
  public LedgerBackup write(
      Identity identity,
      Clock clock,
      String runId,
      Consumer<Sink> lines,
      Function<Written, LedgerManifest> manifest) {
    Path folder = settings.backups().folder().resolve(FOLDER);
    try {
      BackupFolder.create(folder);
      sweep(folder);
      FolderMarker.mark(settings.backups().folder(), identity, settings.zone(), clock);
      Path file = folder.resolve(".ledger." + runId + ".ndjson.tmp");
      Written written = writeLines(file, lines);
      LedgerBackup backup =
          new LedgerBackup(folder.resolve("ledger_" + (newestNumber().orElse(0) + 1) + ".ndjson"));
      publish(backup, file, manifest.apply(written).render());
      Path copies = settings.backups().copies();
      if (copies != null) {
        copy(backup, copies.resolve(FOLDER), runId);
      }
      return backup;
    } catch (IOException e) {
      throw notWritten(folder, e);
    } catch (UncheckedIOException e) {
      throw notWritten(folder, Objects.requireNonNull(e.getCause()));
    }
  }

  private static Failure notWritten(Path folder, IOException e) {
    return BackupFolder.trouble("the ledger could not be backed up to " + folder, e);
  }

  private static void sweep(Path folder) throws IOException {
    for (String name : PlainFolder.names(folder)) {
      if (LEFT_BEHIND.matcher(name).matches()) {
        Disk.order(() -> Files.deleteIfExists(folder.resolve(name)));
      }
    }
  }

  private static Written writeLines(Path file, Consumer<Sink> lines) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (PlainOutput plain = BackupFile.create(file)) {
      OutputStream out = new DigestOutputStream(new BufferedOutputStream(plain, 1 << 16), digest);
      lines.accept(line -> put(out, line));
      out.flush();
      plain.force();
    }
    Written written = new Written(PlainFile.size(file), Sha256.hex(digest));
    if (!BackupFile.sha256(file).equals(written.sha256())) {
      throw new IOException("what was read back from " + file + " is not what was written");
    }
    return written;
  }

  private static void put(OutputStream out, String line) {
    try {
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void publish(LedgerBackup backup, Path file, byte[] manifest) throws IOException {
    Path beside =
        file.resolveSibling(String.valueOf(file.getFileName()).replace(".ndjson", ".manifest"));
    BackupFile.writeWhole(beside, manifest);
    BackupFolder.publish(file, backup.file());
    BackupFolder.publish(beside, backup.manifestFile());
    BackupFolder.flush(Objects.requireNonNull(file.getParent()));
  }

  private static void copy(LedgerBackup backup, Path folder, String runId) throws IOException {
    BackupFolder.create(folder);
    sweep(folder);
    Path file = folder.resolve(".ledger." + runId + ".ndjson.tmp");
    try (PlainOutput out = BackupFile.create(file);
        var source = PlainFile.openedForReading(backup.file())) {
      out.copyAllOf(source);
      out.force();
    }
    LedgerBackup second =
        new LedgerBackup(folder.resolve(String.valueOf(backup.file().getFileName())));
    publish(second, file, PlainFile.bytes(backup.manifestFile()));
    second.prove();
  }
}
