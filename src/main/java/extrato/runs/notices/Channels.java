package extrato.runs.notices;

import extrato.runs.RunCommand;
import extrato.support.settings.MailRoute;
import extrato.support.settings.NoticeSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/**
 * All channels that are switched on. They send side by side and within one time limit. A notice
 * that cannot be delivered is logged, and never changes what the run came to.
 */
public final class Channels {
  private static final List<BiFunction<NoticeSettings, Means, Optional<Channel>>> ALL =
      List.of(
          MailChannel::of,
          WebhookChannel::of,
          IssueChannel::of,
          CommandChannel::of,
          PingChannel::of);

  private final List<Channel> channels;
  private final Duration limit;

  private Channels(List<Channel> channels, Duration limit) {
    this.channels = List.copyOf(channels);
    this.limit = limit;
  }

  /**
   * What a channel works with.
   *
   * @param wanted which notices people asked for
   * @param secretVariables what a process that is started must not find in its environment
   */
  record Means(Predicate<Notice> wanted, Web web, Set<String> secretVariables) {}

  /** Those that are switched on. */
  public static Channels of(NoticeSettings settings, Set<String> secretVariables) {
    Means means =
        new Means(
            notice -> notice.kind().isAmong(settings.on()),
            new Web(settings.timeout()),
            secretVariables);
    return new Channels(
        ALL.stream().flatMap(channel -> channel.apply(settings, means).stream()).toList(),
        settings.timeout());
  }

  static MailPost post(NoticeSettings settings, Set<String> secretVariables) {
    return settings.mailVia() instanceof MailRoute.Smtp smtp
        ? new SmtpPost(smtp, settings.timeout())
        : new SendmailPost(
            new ChildProcess(((MailRoute.Sendmail) settings.mailVia()).program(), secretVariables));
  }

  /** Says that a run has got to work, without waiting for anybody. */
  public void started(RunCommand command, String runId) {
    channels.forEach(channel -> channel.started(command, runId));
  }

  /** Whom they tell, each in a few words; for {@code doctor}. */
  public List<String> described() {
    return channels.stream().map(Channel::described).filter(told -> !told.isEmpty()).toList();
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
