package extrato.postgres;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Work on a thread of its own. Its result or failure goes to the thread that waits for it.
 *
 * @param <T> the type of the result
 */
public final class Background<T> {
  /** A server that answers takes less; then the run that was told to end gets its record. */
  private static final Duration SOON = Duration.ofSeconds(2);

  private final Thread thread;
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private Duration took = Duration.ZERO;
  private @Nullable T result;
  private @Nullable Throwable failure;
  private @Nullable Consumer<T> heir;

  private Background(String name, Supplier<T> work) {
    this.thread = new Thread(() -> run(work), name);
    this.thread.setDaemon(true);
  }

  public static <T> Background<T> start(String name, Supplier<T> work) {
    Background<T> background = new Background<>(name, work);
    background.thread.start();
    return background;
  }

  /** Returns the result, or fails as the work failed. */
  public T get() {
    await();
    if (failure instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return Objects.requireNonNull(result);
  }

  /**
   * Like {@link #get}, but a signal ends the waiting, unless the work is about to end.
   *
   * @param late gets a result that nobody waits for any more
   */
  @SuppressWarnings("try") // The resource is there to be closed.
  public T get(Interruption signals, Consumer<T> late) {
    CompletableFuture<Boolean> told = new CompletableFuture<>();
    try (Interruption.AutoCancel signal = signals.onSignal(() -> told.complete(true))) {
      if (!signals.isRequested()) {
        CompletableFuture.anyOf(over, told).join();
      }
    }
    if (signals.isRequested() && !endsSoon()) {
      leaveTo(late);
      signals.check();
    }
    return get();
  }

  private boolean endsSoon() {
    try {
      return over.get(SOON.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private synchronized void leaveTo(Consumer<T> late) {
    heir = late;
    inherit();
  }

  private synchronized void end() {
    over.complete(true);
    inherit();
  }

  private void inherit() {
    if (heir != null && result != null && over.isDone()) {
      heir.accept(result);
      heir = null;
    }
  }

  /** Waits until the work has ended, whether it succeeded or failed. */
  public void await() {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long the work took; valid once it has ended. */
  public Duration took() {
    return took;
  }

  private void run(Supplier<T> work) {
    long began = System.nanoTime();
    try {
      result = work.get();
    } catch (RuntimeException | Error e) {
      failure = e;
    } finally {
      took = Duration.ofNanos(System.nanoTime() - began);
      end();
    }
  }
}
