package extrato.runs.notices;

import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.settings.NoticeSettings;
import extrato.support.settings.Secret;
import extrato.support.settings.Setting;
import extrato.support.settings.WebAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** Keeps one issue open for as long as a month needs somebody. */
record IssueChannel(Predicate<Notice> wanted, IssueTracker tracker) implements Channel {
  static Optional<Channel> of(NoticeSettings settings, Channels.Means means) {
    return Optional.ofNullable(settings.get(Setting.NOTIFY_ISSUES, String.class))
        .map(
            repository ->
                new IssueChannel(
                    means.wanted(),
                    new IssueTracker(
                        means.web(),
                        settings.require(Setting.NOTIFY_ISSUES_API, WebAddress.class),
                        repository,
                        settings.require(Setting.NOTIFY_ISSUES_TOKEN, Secret.class))));
  }

  @Override
  public String name() {
    return "issue";
  }

  @Override
  public String described() {
    return "issues in " + tracker.repository();
  }

  @Override
  public boolean isFor(Notice notice) {
    return calls(notice) || settles(notice);
  }

  /** A success opens no issue: nobody has to come. */
  private boolean calls(Notice notice) {
    return wanted.test(notice) && notice.kind() != NoticeKind.SUCCESS;
  }

  /** A run that found the month closed, or closed it. */
  private static boolean settles(Notice notice) {
    boolean fine = notice.kind() == NoticeKind.SUCCESS || notice.kind() == NoticeKind.FINE;
    return fine && notice.late() == 0 && notice.run().command().is(RunCommand.Trait.CLOSES);
  }

  @Override
  public void send(Notice notice) throws Undelivered, InterruptedException {
    String title = title(notice);
    OptionalLong open = tracker.open(title);
    if (calls(notice)) {
      if (open.isPresent()) {
        tracker.comment(open.getAsLong(), body(notice));
      } else {
        tracker.create(title, body(notice));
      }
    } else if (open.isPresent()) {
      tracker.comment(open.getAsLong(), body(notice));
      tracker.close(open.getAsLong());
    }
  }

  /** Whether the token opens the repository; an issue would make somebody come. */
  @Override
  public void test(Notice notice) throws Undelivered, InterruptedException {
    tracker.open(title(notice));
  }

  private static String title(Notice notice) {
    Month month = notice.run().month();
    String what = month == null ? notice.run().command().word() : "month " + month.slashed();
    return String.format(
        Locale.ROOT, "Extrato %s: %s needs attention", notice.sender().environment(), what);
  }

  /** As it stands, so that nothing in it is taken for markup, a mention or another issue. */
  private static String body(Notice notice) {
    return "```text\n" + notice.text().replace("```", "'''") + "```\n";
  }
}
