package extrato.support.files;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Standard input in a file without a name, for whoever has to read it more than once. */
public final class SpooledInput implements AutoCloseable {
  private static final int BUFFER = 1 << 16;
  private static final long LOOK_AFTER_MILLIS = 100;

  private final FileChannel file;

  private SpooledInput(FileChannel file) {
    this.file = file;
  }

  /**
   * @param progress is told how many bytes have come, again while none come, and may throw to stop
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
    // A read that nobody answers cannot be stopped, so it is not this thread that waits in it.
    ExecutorService reader = Executors.newSingleThreadExecutor(SpooledInput::daemon);
    try {
      OutputStream out = Channels.newOutputStream(file);
      byte[] bytes = new byte[BUFFER];
      AtomicLong all = new AtomicLong();
      Runnable look = () -> progress.accept(all.get());
      for (int count = 0; count >= 0; count = await(reader.submit(() -> in.read(bytes)), look)) {
        if (count > 0) {
          out.write(bytes, 0, count);
          all.addAndGet(count);
          look.run();
        }
      }
    } finally {
      reader.shutdown();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "standard input");
    thread.setDaemon(true);
    return thread;
  }

  private static int await(Future<Integer> read, Runnable meanwhile) throws IOException {
    while (true) {
      try {
        return read.get(LOOK_AFTER_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        meanwhile.run();
      } catch (ExecutionException e) {
        throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException();
      }
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
