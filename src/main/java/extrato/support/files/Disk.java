package extrato.support.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Waits for disks. A network disk that does not answer blocks the thread that asks it, so that
 * signals have no effect, and any lock or transaction stays open. So a separate thread asks, and is
 * abandoned once the process has been told to end.
 */
public final class Disk {
  /** How long a disk may take for one answer after the process was told to end. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LOOK_EVERY_MILLIS = 100;

  /** Whether this process was told to end. Once set, it stays set. */
  private static final AtomicBoolean HURRIED = new AtomicBoolean();

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "disk");
            thread.setDaemon(true);
            return thread;
          });

  private Disk() {}

  /**
   * A request to a disk.
   *
   * @param <T> the answer
   */
  public interface Request<T> {
    T answer() throws IOException;
  }

  /** A request that has no answer. */
  public interface Order {
    void carryOut() throws IOException;
  }

  /** The disk did not answer, and the process has been told to end. */
  public static final class Stalled extends IOException {
    private static final long serialVersionUID = 1L;

    Stalled() {
      super("the disk does not answer");
    }
  }

  /** From now on, no disk can hold this process up for more than a moment. */
  public static void hurry() {
    HURRIED.set(true);
  }

  public static <T> T waitFor(Request<T> request) throws IOException {
    return waitFor(request, HURRIED::get, PATIENCE);
  }

  public static void order(Order order) throws IOException {
    waitFor(
        () -> {
          order.carryOut();
          return true;
        });
  }

  static <T> T waitFor(Request<T> request, Supplier<Boolean> hurried, Duration patience)
      throws IOException {
    CompletableFuture<T> answer = new CompletableFuture<>();
    THREADS.execute(() -> ask(request, answer));
    boolean interrupted = false;
    long left = patience.toMillis();
    try {
      while (true) {
        try {
          return answer.get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          left -= hurried.get() ? LOOK_EVERY_MILLIS : 0;
          if (left <= 0) {
            throw new Stalled();
          }
        } catch (ExecutionException e) {
          throw rethrown(Objects.requireNonNull(e.getCause()));
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <T> void ask(Request<T> request, CompletableFuture<T> answer) {
    try {
      answer.complete(request.answer());
    } catch (IOException | RuntimeException | Error e) {
      answer.completeExceptionally(e);
    }
  }

  private static IOException rethrown(Throwable cause) {
    if (cause instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof IOException io ? io : new IOException(cause);
  }

  /** Like {@link #waitFor}, for a request that fails only if the disk does not answer. */
  public static <T> T waitUnchecked(Supplier<T> request) {
    try {
      return waitFor(request::get);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
