package extrato.support.settings;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of a text what must not leave the house. The program writes none of it by itself; but
 * other programs write into the same logs.
 *
 * @param passwords those that this installation uses
 */
public record Secrets(List<String> passwords) {
  private static final String MASK = "***";
  private static final int SHORTEST = 4;
  private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s/:@]*:)[^\\s/]*@");

  /** What a difference between backup and database quotes of a record, which may be a name. */
  private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

  public Secrets {
    passwords = List.copyOf(passwords);
  }

  public static Secrets of(Settings settings) {
    return new Secrets(
        Stream.concat(ofDatabase(settings), ofNotices(settings.notices()))
            .filter(Objects::nonNull)
            .filter(password -> password.length() >= SHORTEST)
            .toList());
  }

  private static Stream<@Nullable String> ofDatabase(Settings settings) {
    return settings.database() instanceof DatabaseUrl.Server server
        ? Stream.of(server.password(), server.parameters().get("sslpassword"))
        : Stream.of();
  }

  private static Stream<@Nullable String> ofNotices(NoticeSettings notices) {
    Secret mail = notices.mailVia() instanceof MailRoute.Smtp smtp ? smtp.password() : null;
    return Stream.concat(
        Stream.of(mail, notices.webhookSecret(), notices.issuesToken())
            .map(secret -> secret == null ? null : secret.text()),
        Stream.of(notices.webhook(), notices.ping())
            .map(address -> address == null ? null : address.uri().toString()));
  }

  public String masked(String text) {
    String masked = URL_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
    for (String password : passwords) {
      masked = masked.replace(password, MASK);
    }
    return masked;
  }

  /**
   * For lines of a log, and for what is told to the world: the values of records are taken out,
   * too.
   */
  public String maskedLine(String line) {
    return QUOTED.matcher(masked(line)).replaceAll("'…'");
  }
}
