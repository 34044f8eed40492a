package extrato.support.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who gets notices of a run, about what, and how.
 *
 * @param terminal whether runs that a person watches send notices too
 * @param timeout how long the program waits for all notices together
 * @param mailTo empty for no mail
 * @param mailFrom null for this user at this machine
 * @param webhookSecret signs what the webhook gets; null for no signature
 * @param issues owner and name of a repository, or null
 */
public record NoticeSettings(
    Set<NoticeEvent> on,
    boolean terminal,
    Duration timeout,
    List<String> mailTo,
    @Nullable String mailFrom,
    MailRoute mailVia,
    @Nullable WebAddress webhook,
    @Nullable Secret webhookSecret,
    @Nullable String issues,
    @Nullable Secret issuesToken,
    WebAddress issuesApi,
    @Nullable WebAddress ping,
    @Nullable Path command) {

  public NoticeSettings {
    on = Set.copyOf(on);
    mailTo = List.copyOf(mailTo);
  }

  /** Whether nobody gets any notice. */
  public boolean areSilent() {
    return mailTo.isEmpty()
        && webhook == null
        && !canOpenIssues()
        && ping == null
        && command == null;
  }

  public boolean canOpenIssues() {
    return issues != null && issuesToken != null;
  }
}
