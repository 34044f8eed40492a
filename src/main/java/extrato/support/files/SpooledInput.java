package extrato.support.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.function.LongConsumer;

/** Standard input in a file without a name, for whoever has to read it more than once. */
public final class SpooledInput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;

  private final FileChannel file;

  private SpooledInput(FileChannel file) {
    this.file = file;
  }

  /**
   * @param progress is told how many bytes have come, and may throw to stop
   */
  public static SpooledInput read(LongConsumer progress) throws IOException {
    return read(new FileInputStream(FileDescriptor.in), progress);
  }

  static SpooledInput read(InputStream from, LongConsumer progress) throws IOException {
    SpooledInput spooled = new SpooledInput(UnnamedFile.open());
    try (InputStream in = from) {
      spooled.fill(in, progress);
      return spooled;
    } catch (IOException | RuntimeException e) {
      spooled.close();
      throw e;
    }
  }

  private void fill(InputStream in, LongConsumer progress) throws IOException {
    OutputStream out = Channels.newOutputStream(file);
    byte[] bytes = new byte[BUFFER];
    long all = 0;
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      out.write(bytes, 0, count);
      all += count;
      progress.accept(all);
    }
  }

  /** All of it from the beginning, for one reader at a time. */
  public InputStream open() throws IOException {
    file.position(0);
    return new FilterInputStream(Channels.newInputStream(file)) {
      @Override
      public void close() {
        // That would close the file, which is read again.
      }
    };
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
