package extrato.postgres;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for a server that is still starting, as after the machine's own start. A server that
 * answers otherwise, such as about a wrong password, is not waited for.
 *
 * @param patience how long, at most
 */
record StartingServer(Duration patience, Interruption interruption) {
  private static final Logger log = LoggerFactory.getLogger("extrato.db");
  private static final Duration BETWEEN = Duration.ofMillis(500);

  <T> T awaited(Supplier<T> connecting) {
    RetryPolicy<T> policy =
        RetryPolicy.<T>builder()
            .handleIf(failure -> Unconnected.isStarting(failure) && !interruption.isRequested())
            .withMaxRetries(-1)
            .withDelay(BETWEEN)
            .withMaxDuration(patience)
            .onRetry(event -> note(event.getAttemptCount()))
            .build();
    try {
      return Failsafe.with(policy).get(connecting::get);
    } catch (FailsafeException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private void note(int attempts) {
    if (attempts == 1) {
      log.info(
          "the database does not answer yet: waiting for it, at most {} s", patience.toSeconds());
    }
  }
}
