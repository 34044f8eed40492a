package extrato.runs.notices;

import java.util.function.Predicate;

/** Notices by mail. */
record MailChannel(Predicate<Notice> wanted, MailPost post, Letter letter) implements Channel {
  @Override
  public String name() {
    return "mail";
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
