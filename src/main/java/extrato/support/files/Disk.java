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

  /** Told when this process shall end. */
  private static final Hurry PROCESS = new Hurry();

  /** Threads that a run starts wait as long as it does. */
  private static final InheritableThreadLocal<Hurry> OF_THIS_THREAD =
      new InheritableThreadLocal<>();

  private static final ExecutorService THREADS =
      Executors.newCachedThreadPool(
          work -> {
            // It serves one run after another, and belongs to none.
            Thread thread = new Thread(null, work, "disk", 0, false);
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

  /** Whether somebody was told to end: the process, or one of several runs in it. */
  public static final class Hurry {
    private final AtomicBoolean told = new AtomicBoolean();

    public static Hurry ofTheProcess() {
      return PROCESS;
    }

    /** From now on, no disk can hold this one up for more than a moment. */
    public void tell() {
      told.set(true);
    }

    /** From now on, it holds for this thread, and for those that it starts. */
    public void use() {
      OF_THIS_THREAD.set(this);
    }
  }

  public static <T> T waitFor(Request<T> request) throws IOException {
    Hurry own = OF_THIS_THREAD.get();
    Hurry hurry = own == null ? PROCESS : own;
    return waitFor(request, hurry.told::get, PATIENCE);
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
