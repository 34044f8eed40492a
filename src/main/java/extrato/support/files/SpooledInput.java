package extrato.support.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Standard input in a file of its own, for whoever has to read it twice; it goes when closed. It is
 * locked until then, so that the next run knows what a killed one has left behind, and removes it.
 */
public final class SpooledInput implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger("extrato.files");
  private static final String PREFIX = "extrato";
  private static final String SUFFIX = ".stdin";
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final FileChannel channel;

  private SpooledInput(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param progress is told how many bytes have come, and may throw to stop
   */
  public static SpooledInput read(LongConsumer progress) throws IOException {
    return read(new FileInputStream(FileDescriptor.in), progress);
  }

  static SpooledInput read(InputStream from, LongConsumer progress) throws IOException {
    // Only its owner can read such a file.
    Path file = Files.createTempFile(PREFIX, SUFFIX);
    SpooledInput spooled = new SpooledInput(file, FileChannel.open(file, StandardOpenOption.WRITE));
    try (InputStream in = from) {
      spooled.channel.lock();
      sweep(file);
      spooled.fill(in, progress);
      return spooled;
    } catch (IOException | RuntimeException e) {
      spooled.close();
      throw e;
    }
  }

  private void fill(InputStream in, LongConsumer progress) throws IOException {
    var out = Channels.newOutputStream(channel);
    byte[] bytes = new byte[BUFFER];
    long all = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      out.write(bytes, 0, count);
      all += count;
      progress.accept(all);
    }
  }

  /** Removes what nobody holds any more. */
  private static void sweep(Path own) throws IOException {
    Path folder = Objects.requireNonNull(own.toAbsolutePath().getParent());
    for (String name : PlainFolder.names(folder)) {
      Path other = folder.resolve(name);
      if (name.startsWith(PREFIX) && name.endsWith(SUFFIX) && !other.equals(own.toAbsolutePath())) {
        removeUnlessHeld(other);
      }
    }
  }

  private static void removeUnlessHeld(Path other) {
    try (FileChannel left = FileChannel.open(other, StandardOpenOption.WRITE);
        FileLock lock = left.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(other);
      }
    } catch (IOException | OverlappingFileLockException e) {
      log.debug("{} is another one's: {}", other, String.valueOf(e.getMessage()));
    }
  }

  public Path file() {
    return file;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
