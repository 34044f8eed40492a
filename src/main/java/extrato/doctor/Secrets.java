package extrato.doctor;

import extrato.settings.DatabaseUrl;
import extrato.settings.Settings;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Takes out of a text what must not leave the house. The program writes none of it by itself; but
 * other programs write into the same logs.
 *
 * @param passwords those that this installation uses
 */
record Secrets(List<String> passwords) {
  private static final String MASK = "***";
  private static final int SHORTEST = 4;
  private static final Pattern URL_PASSWORD = Pattern.compile("(://[^\\s/:@]*:)[^\\s/]*@");

  /** What a difference between backup and database quotes of a record, which may be a name. */
  private static final Pattern QUOTED = Pattern.compile("'.*'");

  Secrets {
    passwords = List.copyOf(passwords);
  }

  static Secrets of(Settings settings) {
    return settings.database() instanceof DatabaseUrl.Server server
        ? new Secrets(
            Stream.of(server.password(), server.parameters().get("sslpassword"))
                .filter(Objects::nonNull)
                .filter(password -> password.length() >= SHORTEST)
                .toList())
        : new Secrets(List.of());
  }

  String masked(String text) {
    String masked = URL_PASSWORD.matcher(text).replaceAll("$1" + MASK + "@");
    for (String password : passwords) {
      masked = masked.replace(password, MASK);
    }
    return masked;
  }

  /** For lines of a log: the values of records are taken out, too. */
  String maskedLine(String line) {
    return QUOTED.matcher(masked(line)).replaceAll("'…'");
  }
}
