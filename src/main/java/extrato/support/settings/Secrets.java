package extrato.support.settings;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Masks what must not leave the house. The program itself never writes secrets, but other programs
 * write to the same logs.
 *
 * @param passwords the passwords of this installation
 */
public record Secrets(List<String> passwords) {
  private static final String MASK = "***";
  private static final int SHORTEST = 4;
  private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s/:@]*:)[^\\s/]*@");

  /** The values that a message quotes when backup and database differ; they may be names. */
  private static final Pattern QUOTED = Pattern.compile("'.*'", Pattern.DOTALL);

  public Secrets {
    passwords = List.copyOf(passwords);
  }

  public static Secrets of(Settings settings) {
    return new Secrets(
        Stream.of(
                ofDatabase(settings),
                ofNotices(settings.monitoring().notices()),
                ofServe(settings.serve()))
            .flatMap(all -> all)
            .filter(Objects::nonNull)
            .filter(password -> password.length() >= SHORTEST)
            .toList());
  }

  private static Stream<@Nullable String> ofDatabase(Settings settings) {
    return settings.database().url() instanceof DatabaseUrl.Server server
        ? Stream.of(server.password(), server.parameters().get("sslpassword"))
        : Stream.of();
  }

  private static Stream<@Nullable String> ofServe(ServeSettings serve) {
    Secret secret = serve.legacySecret();
    return secret == null ? Stream.of() : Stream.of(secret.text());
  }

  private static Stream<@Nullable String> ofNotices(NoticeSettings notices) {
    return notices.channels().entrySet().stream()
        .filter(set -> set.getKey().mayHoldSecret())
        .map(set -> secretIn(set.getValue()));
  }

  private static @Nullable String secretIn(Object value) {
    if (value instanceof WebAddress address) {
      return address.uri().toString();
    }
    Object secret = value instanceof MailRoute.Smtp smtp ? smtp.password() : value;
    return secret instanceof Secret text ? text.text() : null;
  }

  /** The variables that no other program needs to know. */
  public static Set<String> variables() {
    return Stream.concat(
            Stream.of("PGPASSWORD", ServeSettings.LEGACY_KEY),
            Stream.of(Setting.values()).filter(Setting::mayHoldSecret).map(Setting::key))
        .collect(Collectors.toUnmodifiableSet());
  }

  public String masked(String text) {
    String masked = URL_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
    for (String password : passwords) {
      masked = masked.replace(password, MASK);
    }
    return masked;
  }

  /** Masks log lines and whatever leaves the house, including quoted values of records. */
  public String maskedLine(String line) {
    return QUOTED.matcher(masked(line)).replaceAll("'…'");
  }
}
