package extrato.runs.notices;

import extrato.support.settings.MailRoute;
import extrato.support.settings.NoticeSettings;
import java.util.Optional;
import java.util.function.Predicate;

/** Notices by mail. */
record MailChannel(Predicate<Notice> wanted, MailPost post, Letter letter, MailRoute via)
    implements Channel {
  static Optional<Channel> of(NoticeSettings settings, Channels.Means means) {
    return settings.mailTo().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new MailChannel(
                means.wanted(),
                Channels.post(settings, means.secretVariables()),
                new Letter(settings.mailFrom(), settings.mailTo()),
                settings.mailVia()));
  }

  @Override
  public String name() {
    return "mail";
  }

  @Override
  public String described() {
    return "mail to " + String.join(", ", letter.to()) + " by " + via;
  }

  @Override
  public boolean isFor(Notice notice) {
    return wanted.test(notice);
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    post.send(properties -> letter.of(notice, properties));
  }
}
