package extrato.support.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What the texts of the settings mean. */
final class SettingParsers {
  private static final Pattern TOOL_SCHEMA = Pattern.compile("extrato(_[a-z0-9_]{1,40})?");
  private static final Pattern WORD = Pattern.compile("[a-z0-9_-]{1,20}");

  private static final Pattern PICTURE =
      Pattern.compile("\\.(?:png|jpe?g)$", Pattern.CASE_INSENSITIVE);
  private static final int LONGEST_TITLE = 80;

  private final Path home;

  SettingParsers(Path home) {
    this.home = home;
  }

  /** Relative paths count from the tool's home: cron and people stand in different folders. */
  Path path(String text) throws WrongValue {
    if (text.startsWith("~") || text.startsWith("$")) {
      throw new WrongValue("must be a plain path: ~ and $ are not expanded");
    }
    try {
      return home.resolve(text).normalize();
    } catch (InvalidPathException e) {
      throw new WrongValue("must be a path");
    }
  }

  /** What stands above a document. */
  String title(String text) throws WrongValue {
    if (text.length() > LONGEST_TITLE || text.codePoints().anyMatch(Character::isISOControl)) {
      throw new WrongValue("must be one line of at most " + LONGEST_TITLE + " characters");
    }
    return text;
  }

  /** Only what a browser and a PDF can show, and what can hold no script. */
  Path picture(String text) throws WrongValue {
    if (!PICTURE.matcher(text).find()) {
      throw new WrongValue("must be a picture that ends in .png, .jpg or .jpeg");
    }
    return path(text);
  }

  boolean flag(String text) throws WrongValue {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "yes", "on", "1" -> true;
      case "false", "no", "off", "0" -> false;
      default -> throw new WrongValue("must be true or false");
    };
  }

  int positive(String text) throws WrongValue {
    return atLeast(1, text);
  }

  int zeroOrMore(String text) throws WrongValue {
    return atLeast(0, text);
  }

  private static int atLeast(int least, String text) throws WrongValue {
    try {
      int number = Integer.parseInt(text);
      if (number >= least) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Said below, together with numbers that are too small.
    }
    throw new WrongValue(
        "must be a whole number of at least " + least + " (and at most " + Integer.MAX_VALUE + ")");
  }

  /**
   * Only names of places: PostgreSQL reads {@code -03:00} the other way round, and an offset knows
   * no daylight saving time.
   */
  ZoneId zone(String text) throws WrongValue {
    Set<String> known = ZoneId.getAvailableZoneIds();
    if (known.contains(text)) {
      return ZoneId.of(text);
    }
    throw new WrongValue(
        "must be a known time zone such as America/Sao_Paulo"
            + NearestName.of(text, known).map(name -> "; did you mean " + name + "?").orElse(""));
  }

  String environment(String text) throws WrongValue {
    String word = text.toLowerCase(Locale.ROOT);
    if (!WORD.matcher(word).matches()) {
      throw new WrongValue(
          "must be one short word such as production, staging or local (a-z, 0-9, _ and -)");
    }
    return word;
  }

  /** Names of tables, or of columns with their tables, as SQL writes them. */
  Set<String> names(String text) throws WrongValue {
    Set<String> names = new TreeSet<>();
    for (String name : text.split(",", -1)) {
      if (name.isBlank()) {
        throw new WrongValue("must be names such as public.auditoria, with commas between them");
      }
      names.add(name.strip());
    }
    return names;
  }

  /**
   * A name that needs no quotes, is no word of SQL's and tells whose schema it is. PostgreSQL cuts
   * longer ones.
   */
  String toolSchema(String text) throws WrongValue {
    if (!TOOL_SCHEMA.matcher(text).matches()) {
      throw new WrongValue(
          "must be extrato, or a name that begins with extrato_ and has a-z, 0-9 and _ in it, such"
              + " as extrato_norte");
    }
    return text;
  }

  StatementEncoding encoding(String text) throws WrongValue {
    return choice(StatementEncoding.values(), text);
  }

  LogLevel logLevel(String text) throws WrongValue {
    return text.equalsIgnoreCase("WARN") ? LogLevel.WARNING : choice(LogLevel.values(), text);
  }

  LogFormat logFormat(String text) throws WrongValue {
    return choice(LogFormat.values(), text);
  }

  private static <E extends Enum<E>> E choice(E[] choices, String text) throws WrongValue {
    for (E choice : choices) {
      if (choice.name().equalsIgnoreCase(text)) {
        return choice;
      }
    }
    throw new WrongValue(
        "must be one of "
            + Arrays.stream(choices)
                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")));
  }
}
