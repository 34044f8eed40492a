package extrato.postgres;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.function.IntFunction;

/**
 * Repeats a whole transaction if it failed for a reason that passes, such as a deadlock or a lost
 * connection. Each attempt starts over with a new snapshot. A {@link Failure} is final, above all
 * an unknown outcome.
 */
public record Attempts(int most, Interruption interruption) {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
  private static final double JITTER = 0.25;

  /**
   * @param attempt gets its number, counted from 1
   */
  public <T> T of(IntFunction<T> attempt) {
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(this::isWorthAnother)
            .withMaxAttempts(most)
            .withBackoff(FIRST_PAUSE, LONGEST_PAUSE)
            .withJitter(JITTER)
            .build();
    try {
      return Failsafe.with(policy).get(context -> attempt.apply(context.getAttemptCount() + 1));
    } catch (FailsafeException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private boolean isWorthAnother(Throwable failure) {
    return !(failure instanceof Failure)
        && SqlStates.isPassing(failure)
        && !interruption.isRequested();
  }
}
