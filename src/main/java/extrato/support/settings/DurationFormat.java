package extrato.support.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as PostgreSQL writes them: {@code 500ms}, {@code 10s}, {@code 30min}. */
public final class DurationFormat {
  private static final Pattern FORM = Pattern.compile("(\\d{1,12})\\s*(ms|s|min|h)");
  private static final Duration LONGEST = Duration.ofMillis(Integer.MAX_VALUE);

  private DurationFormat() {}

  /**
   * A bare number is refused: PostgreSQL would take it for milliseconds and people for seconds.
   * Only 0, which means no limit, is the same in every unit.
   */
  static Duration parse(String text) throws WrongValue {
    return parse(text, "0: no limit");
  }

  /**
   * The same as somebody typed it.
   *
   * @throws IllegalArgumentException saying what it must be
   */
  public static Duration typed(String text) {
    try {
      return parse(text);
    } catch (WrongValue e) {
      throw new IllegalArgumentException(e.text(), e);
    }
  }

  /** The same where 0 means not to wait at all. */
  static Duration parseWait(String text) throws WrongValue {
    return parse(text, "0: not at all");
  }

  private static Duration parse(String text, String zero) throws WrongValue {
    if (text.equals("0")) {
      return Duration.ZERO;
    }
    Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new WrongValue("must be a number with its unit: 500ms, 10s, 30min, 2h (" + zero + ")");
    }
    Duration duration = of(Long.parseLong(form.group(1)), form.group(2));
    if (duration.compareTo(LONGEST) > 0) {
      throw new WrongValue("must be at most 596h (" + zero + ")");
    }
    return duration;
  }

  /** The same where there must be a limit. */
  static Duration parseLimit(String text) throws WrongValue {
    Duration limit = parse(text);
    if (limit.isZero()) {
      throw new WrongValue(
          "must be longer than 0: otherwise two connections could wait for each other for ever");
    }
    return limit;
  }

  private static Duration of(long number, String unit) {
    return switch (unit) {
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      case "min" -> Duration.ofMinutes(number);
      default -> Duration.ofHours(number);
    };
  }
}
