package extrato.support.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses the settings that say who gets notices of a run. */
final class NoticeParsers {
  private static final Pattern ADDRESS = Pattern.compile("[^\\s@<>,;\"]+@[^\\s@<>,;\"]+");
  private static final Pattern REPOSITORY = Pattern.compile("[A-Za-z0-9_.-]+/[A-Za-z0-9_.-]+");
  private static final Pattern SECRET = Pattern.compile("[!-~]+");
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private NoticeParsers() {}

  static Set<NoticeEvent> events(String text) throws WrongValue {
    Set<NoticeEvent> events = EnumSet.noneOf(NoticeEvent.class);
    for (String word : words(text)) {
      events.add(event(word));
    }
    return events;
  }

  private static NoticeEvent event(String word) throws WrongValue {
    return Arrays.stream(NoticeEvent.values())
        .filter(event -> event.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> new WrongValue("must be some of failure, late, success, separated by commas"));
  }

  /** Has a limit, so that nobody waits for ever for a server that does not answer. */
  static Duration limit(String text) throws WrongValue {
    Duration limit = DurationFormat.parse(text);
    if (limit.compareTo(SHORTEST) < 0 || limit.compareTo(LONGEST) > 0) {
      throw new WrongValue("must be between 1s and 10min");
    }
    return limit;
  }

  static List<String> addresses(String text) throws WrongValue {
    List<String> addresses = new ArrayList<>();
    for (String word : words(text)) {
      addresses.add(address(word));
    }
    return addresses;
  }

  static String address(String text) throws WrongValue {
    return matching(ADDRESS, text, "must be ana@example.org, or several separated by commas");
  }

  static String repository(String text) throws WrongValue {
    return matching(REPOSITORY, text, "must be a repository on GitHub: owner/name");
  }

  /** The secret becomes part of a header, so it has no blanks and no line ends. */
  static Secret secret(String text) throws WrongValue {
    return new Secret(matching(SECRET, text, "must be one word of visible ASCII characters"));
  }

  private static String matching(Pattern form, String text, String wrong) throws WrongValue {
    if (!form.matcher(text).matches()) {
      throw new WrongValue(wrong);
    }
    return text;
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(","))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
