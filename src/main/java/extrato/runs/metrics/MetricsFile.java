package extrato.runs.metrics;

import extrato.support.files.Disk;
import extrato.support.files.PlainFile;
import extrato.support.files.PlainFolder;
import extrato.support.files.PlainOutput;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The file that node_exporter may read at any moment, so it is written under another name and then
 * renamed. It has the last run of each month and command.
 *
 * @param studio whose it is where there are many; else null
 */
public record MetricsFile(Path file, @Nullable String studio) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(20);
  private static final String READABLE = "rw-r--r--";
  private static final String ASIDE = ".tmp";

  /** Replaces the lines of the run's month and command, and keeps the others. */
  public void add(Measured run) throws IOException {
    try (FileChannel channel =
            PlainFile.lockFile(file.resolveSibling(hidden() + ".lock"), READABLE);
        FileLock lock = locked(channel)) {
      // Without the lock, two runs that end at once would each keep the lines that the other
      // replaces.
      assert lock.isValid();
      Samples samples = Samples.parse(PlainFile.isAnything(file) ? PlainFile.text(file) : "");
      samples.add(run, studio);
      sweep();
      replace(samples.text());
    }
  }

  /**
   * Gives up after a while: another program that can write there must not delay a run by its lock.
   */
  private static FileLock locked(FileChannel channel) throws IOException {
    long began = System.nanoTime();
    while (true) {
      FileLock lock = Disk.waitFor(() -> Optional.ofNullable(channel.tryLock())).orElse(null);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - began > PATIENCE.toNanos()) {
        throw new IOException("another program holds its lock");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /**
   * Writes to a name that nobody can predict, because a predictable one could be a link to
   * anything.
   */
  private void replace(String text) throws IOException {
    byte[] random = new byte[8];
    new SecureRandom().nextBytes(random);
    Path aside = file.resolveSibling(hidden() + "." + HexFormat.of().formatHex(random) + ASIDE);
    // Readable, because the collector runs as another user.
    try (PlainOutput out = PlainFile.create(aside, READABLE)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    Disk.order(() -> Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE));
  }

  /** Removes what killed runs left; while the lock is held, no other run is writing. */
  private void sweep() throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    for (String name : folder == null ? List.<String>of() : PlainFolder.names(folder)) {
      if (name.startsWith(hidden() + ".") && name.endsWith(ASIDE)) {
        Disk.order(() -> Files.deleteIfExists(file.resolveSibling(name)));
      }
    }
  }

  /** How names begin that the collector does not read. */
  private String hidden() {
    return "." + file.getFileName();
  }
}
