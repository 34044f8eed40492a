package extrato.work.serve;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An answer that anybody may ask for and that costs a look at the database. All who ask at the same
 * time or a little later share one look.
 */
final class Cached<T> {
  private final Duration fresh;
  private final Executor workers;
  private final LongSupplier nanos;
  private final Supplier<T> look;
  private @Nullable CompletableFuture<T> last;
  private long began;

  Cached(Duration fresh, Executor workers, LongSupplier nanos, Supplier<T> look) {
    this.fresh = fresh;
    this.workers = workers;
    this.nanos = nanos;
    this.look = look;
  }

  /** Empty where it failed, or takes longer than anybody should wait. */
  Optional<T> get(Duration patience) {
    try {
      return Optional.of(current().get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (ExecutionException | TimeoutException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private synchronized CompletableFuture<T> current() {
    CompletableFuture<T> current = last;
    boolean old = current != null && nanos.getAsLong() - began > fresh.toNanos();
    if (current == null || (old && current.isDone())) {
      began = nanos.getAsLong();
      current = CompletableFuture.supplyAsync(look, workers);
      last = current;
    }
    return current;
  }
}
