package extrato.cli.running;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.time.Clock;
import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a command line says which month is meant. */
public interface MonthChoice {
  /** Matches 2025-09 (groups 1 and 2) and 09/2025 (groups 3 and 4). */
  Pattern WHOLE = Pattern.compile("(\\d{4})-(\\d{1,2})|(\\d{1,2})/(\\d{4})");

  /** Checks what needs no clock, so that nothing is touched if it is wrong. */
  void check();

  /** The month; null if none was given. */
  @Nullable Month month(Clock clock, ZoneId zone);

  /** Whether a text names a month with its year, in a form that the program prints. */
  static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  /**
   * The month from both options, or from the month's alone if it has the year; null without both.
   */
  static @Nullable Month of(@Nullable Integer year, @Nullable String month, String without) {
    if (year == null && month == null) {
      return null;
    }
    String hint =
        "say which month, as in --month 2025-09 or --year 2025 --month 9, or nothing for "
            + without;
    if (month == null) {
      throw new Failure.BadArguments("--year is given without --month", hint);
    }
    try {
      Matcher whole = WHOLE.matcher(month);
      if (whole.matches()) {
        return whole(whole, year, hint);
      }
      if (!month.matches("\\d{1,2}")) {
        throw new Failure.BadArguments("--month '" + month + "' is not a month", hint);
      }
      if (year == null) {
        throw new Failure.BadArguments("--month is given without --year", hint);
      }
      return new Month(year, Integer.parseInt(month));
    } catch (IllegalArgumentException e) {
      throw new Failure.BadArguments(String.valueOf(e.getMessage()), hint);
    }
  }

  private static Month whole(Matcher text, @Nullable Integer year, String hint) {
    boolean yearFirst = text.group(1) != null;
    int named = Integer.parseInt(text.group(yearFirst ? 1 : 4));
    if (year != null && year != named) {
      throw new Failure.BadArguments(
          "--year " + year + " and --month " + text.group() + " name two years", hint);
    }
    return new Month(named, Integer.parseInt(text.group(yearFirst ? 2 : 3)));
  }
}
