package extrato.runs.notices;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeException;
import dev.failsafe.RetryPolicy;
import extrato.runs.RunCommand;
import extrato.support.settings.MailRoute;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.WebAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All ways by which people are told, side by side and within one limit of time. Whatever becomes of
 * a notice, it is nothing to the run: what was not delivered is logged, and that is all.
 */
public final class Channels {
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

  private final List<Channel> channels;
  private final @Nullable PingChannel ping;
  private final Duration limit;

  private Channels(List<Channel> channels, @Nullable PingChannel ping, Duration limit) {
    this.channels = List.copyOf(channels);
    this.ping = ping;
    this.limit = limit;
  }

  /**
   * @param secretVariables what a process that is started must not find in its environment
   */
  public static Channels of(NoticeSettings settings, Set<String> secretVariables) {
    Predicate<Notice> wanted = notice -> notice.kind().isAmong(settings.on());
    List<Channel> channels = new ArrayList<>();
    if (!settings.mailTo().isEmpty()) {
      Letter letter = new Letter(settings.mailFrom(), settings.mailTo());
      channels.add(
          settings.mailVia() instanceof MailRoute.Smtp smtp
              ? new SmtpChannel(wanted, smtp, letter, settings.timeout())
              : new SendmailChannel(
                  wanted,
                  new ChildProcess(
                      ((MailRoute.Sendmail) settings.mailVia()).program(), secretVariables),
                  letter));
    }
    Path command = settings.command();
    if (command != null) {
      channels.add(new CommandChannel(wanted, new ChildProcess(command, secretVariables)));
    }
    WebAddress webhook = settings.webhook();
    if (webhook != null) {
      channels.add(
          new WebhookChannel(
              wanted, new Web(settings.timeout()), webhook, settings.webhookSecret()));
    }
    if (settings.canOpenIssues()) {
      channels.add(
          new IssueChannel(
              wanted,
              new IssueTracker(
                  new Web(settings.timeout()),
                  settings.issuesApi(),
                  String.valueOf(settings.issues()),
                  settings.issuesToken())));
    }
    WebAddress address = settings.ping();
    PingChannel ping =
        address == null ? null : new PingChannel(new Web(settings.timeout()), address);
    if (ping != null) {
      channels.add(ping);
    }
    return new Channels(channels, ping, settings.timeout());
  }

  /** Says that a run has got to work, without waiting for anybody. */
  public void started(RunCommand command, String runId) {
    if (ping != null) {
      ping.start(command, runId);
    }
  }

  /**
   * Tells everybody whom it concerns. An interrupt gives up what is under way.
   *
   * @return what could not be delivered, and why
   */
  public List<String> send(Notice notice) {
    List<Channel> concerned = channels.stream().filter(channel -> channel.isFor(notice)).toList();
    try {
      List<String> complaints = new ArrayList<>();
      troubles(concerned, channel -> channel.send(notice)).stream()
          .filter(tried -> !tried.trouble().isEmpty())
          .forEach(
              tried ->
                  complaints.add(
                      "notice by " + tried.name() + " not delivered: " + tried.trouble()));
      return logged(complaints);
    } catch (InterruptedException e) {
      return logged(List.of("notices given up: a signal came"));
    }
  }

  /**
   * What became of one way.
   *
   * @param trouble why nothing was delivered; empty where it was
   */
  public record Tried(String name, String trouble) {}

  /** Tries every way, whatever people asked to be told of. */
  public List<Tried> test(Notice notice) {
    try {
      return troubles(channels, channel -> channel.test(notice));
    } catch (InterruptedException e) {
      return channels.stream().map(channel -> new Tried(channel.name(), "a signal came")).toList();
    }
  }

  @FunctionalInterface
  private interface Delivery {
    void by(Channel channel) throws Undelivered, InterruptedException;
  }

  private List<Tried> troubles(List<Channel> concerned, Delivery delivery)
      throws InterruptedException {
    ExecutorService threads = Executors.newCachedThreadPool(Channels::daemon);
    try {
      List<Callable<Boolean>> work = new ArrayList<>();
      for (Channel channel : concerned) {
        work.add(
            () -> {
              Failsafe.with(AGAIN).run(() -> delivery.by(channel));
              return true;
            });
      }
      List<Future<Boolean>> rung = threads.invokeAll(work, limit.toMillis(), TimeUnit.MILLISECONDS);
      List<Tried> tried = new ArrayList<>();
      for (int i = 0; i < concerned.size(); i++) {
        tried.add(new Tried(concerned.get(i).name(), trouble(rung.get(i))));
      }
      return tried;
    } finally {
      threads.shutdownNow();
      awaitEnd(threads);
    }
  }

  private String trouble(Future<Boolean> rung) throws InterruptedException {
    try {
      rung.get();
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
