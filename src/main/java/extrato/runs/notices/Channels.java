package extrato.runs.notices;

import extrato.runs.RunCommand;
import extrato.support.settings.MailRoute;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.WebAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * All ways by which people are told, side by side and within one limit of time. Whatever becomes of
 * a notice, it is nothing to the run: what was not delivered is logged, and that is all.
 */
public final class Channels {
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
      channels.add(
          new MailChannel(
              wanted,
              post(settings, secretVariables),
              new Letter(settings.mailFrom(), settings.mailTo())));
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

  static MailPost post(NoticeSettings settings, Set<String> secretVariables) {
    return settings.mailVia() instanceof MailRoute.Smtp smtp
        ? new SmtpPost(smtp, settings.timeout())
        : new SendmailPost(
            new ChildProcess(((MailRoute.Sendmail) settings.mailVia()).program(), secretVariables));
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
    return new Deliveries(limit)
        .send(
            channels.stream()
                .filter(channel -> channel.isFor(notice))
                .map(
                    channel ->
                        new Deliveries.Delivery(
                            "notice by " + channel.name(), () -> channel.send(notice)))
                .toList());
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
      return new Deliveries(limit)
          .tried(
              channels.stream()
                  .map(
                      channel ->
                          new Deliveries.Delivery(channel.name(), () -> channel.test(notice)))
                  .toList());
    } catch (InterruptedException e) {
      return channels.stream().map(channel -> new Tried(channel.name(), "a signal came")).toList();
    }
  }
}
