package extrato.runs.notices;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends to people, side by side and within one time limit. What cannot be delivered is only logged.
 */
record Deliveries(Duration limit) {
  private static final Logger log = LoggerFactory.getLogger("extrato.notice");

  /** How long a way that was given up may take to end what it had begun, such as a process. */
  private static final Duration UNTIL_ENDED = Duration.ofSeconds(1);

  private static final RetryPolicy<Object> AGAIN =
      RetryPolicy.builder()
          .handleIf(failure -> failure instanceof Undelivered it && it.isPassing())
          .withMaxAttempts(3)
          .withBackoff(Duration.ofMillis(500), Duration.ofSeconds(4))
          .withJitter(0.2)
          .build();

  /**
   * One of them.
   *
   * @param name as a complaint calls it
   */
  record Delivery(String name, Sending sending) {}

  /** May be tried again when it failed for a passing reason. */
  interface Sending {
    void send() throws Undelivered, InterruptedException;
  }

  /**
   * Sends them. An interrupt gives up what is under way.
   *
   * @return what could not be delivered, and why
   */
  List<String> send(List<Delivery> all) {
    try {
      return logged(
          tried(all).stream()
              .filter(one -> !one.trouble().isEmpty())
              .map(one -> one.name() + " not delivered: " + one.trouble())
              .toList());
    } catch (InterruptedException e) {
      return logged(List.of("notices given up: a signal came"));
    }
  }

  /** Sends them, and says of each what became of it. */
  List<Channels.Tried> tried(List<Delivery> all) throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(Deliveries::daemon);
    try {
      List<Future<Boolean>> begun = begun(threads, all);
      List<Channels.Tried> tried = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        tried.add(new Channels.Tried(all.get(i).name(), trouble(begun.get(i))));
      }
      return tried;
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private List<Future<Boolean>> begun(ExecutorService threads, List<Delivery> all)
      throws InterruptedException {
    List<Callable<Boolean>> work = new ArrayList<>();
    for (Delivery delivery : all) {
      work.add(
          () -> {
            Failsafe.with(AGAIN).run(() -> delivery.sending().send());
            return true;
          });
    }
    return threads.invokeAll(work, limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  private String trouble(Future<Boolean> begun) throws InterruptedException {
    try {
      begun.get();
      return "";
    } catch (CancellationException e) {
      return "no answer within " + limit.toSeconds() + " s (EXTRATO_NOTIFY_TIMEOUT)";
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() instanceof FailsafeException it ? it.getCause() : e.getCause();
      if (cause instanceof Undelivered) {
        return String.valueOf(cause.getMessage());
      }
      log.error("unexpected failure of a notice", cause);
      return "unexpected failure, a bug: the log has its trace";
    }
  }

  private static List<String> logged(List<String> complaints) {
    complaints.forEach(complaint -> log.warn("{}", complaint));
    return complaints;
  }

  private static void awaitEnd(ExecutorService threads) {
    try {
      threads.awaitTermination(UNTIL_ENDED.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "notice");
    thread.setDaemon(true);
    return thread;
  }
}
