package extrato.runs.notices;

import extrato.runs.RunCommand;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.WebAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Tells a monitor that {@code monthly} is alive, as Healthchecks wants it: a start, then a success
 * or a failure. That the pings stay away is what the monitor rings for.
 */
final class PingChannel implements Channel {
  private final Web web;
  private final WebAddress address;
  private @Nullable CountDownLatch startSent;

  PingChannel(Web web, WebAddress address) {
    this.web = web;
    this.address = address;
  }

  static Optional<Channel> of(NoticeSettings settings, Channels.Means means) {
    return Optional.ofNullable(settings.ping())
        .map(address -> new PingChannel(means.web(), address));
  }

  @Override
  public String name() {
    return "ping";
  }

  /** It tells no people, only a monitor. */
  @Override
  public String described() {
    return "";
  }

  /** Also of a month that was closed before: the monitor expects a sign of life. */
  @Override
  public boolean isFor(Notice notice) {
    return notice.run().command().is(RunCommand.Trait.CALLED_BY_CRON)
        && notice.kind() != NoticeKind.NOTHING;
  }

  @Override
  public void started(RunCommand command, String runId) {
    if (!command.is(RunCommand.Trait.CALLED_BY_CRON)) {
      return;
    }
    CountDownLatch sent = new CountDownLatch(1);
    startSent = sent;
    Thread thread = new Thread(() -> sendStart(runId, sent), "ping");
    thread.setDaemon(true);
    thread.start();
  }

  private void sendStart(String runId, CountDownLatch sent) {
    try {
      send("/start", runId, "");
    } catch (Undelivered e) {
      LoggerFactory.getLogger("extrato.notice").warn("the ping of the start: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sent.countDown();
    }
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    CountDownLatch start = startSent;
    if (start != null) {
      // The other way round, the monitor would wait for the end of a run that is over.
      start.await();
    }
    send(notice.end().exitCode() == 0 ? "" : "/fail", notice.run().runId(), notice.text());
  }

  /** What the monitor writes down, and takes for no sign of life. */
  @Override
  public void test(Notice notice) throws Undelivered, InterruptedException {
    send("/log", notice.run().runId(), notice.text());
  }

  private void send(String signal, String runId, String body)
      throws Undelivered, InterruptedException {
    // The monitor takes UUIDs only, and the same one for both ends of a run.
    UUID rid = UUID.nameUUIDFromBytes(("extrato " + runId).getBytes(StandardCharsets.UTF_8));
    String query = (address.uri().getRawQuery() == null ? "?" : "&") + "rid=" + rid;
    web.send(
        web.request(URI.create(address.with(signal) + query))
            .header("Content-Type", "text/plain; charset=utf-8")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }
}
