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
  /** The year's place in one that has it first, else the month's; then the other way round. */
  Pattern WHOLE = Pattern.compile("(\\d{4})-(\\d{1,2})|(\\d{1,2})/(\\d{4})");

  /** Checks what needs no clock, so that nothing is touched when it is wrong. */
  void check();

  /** The month; null when none in particular is meant. */
  @Nullable Month month(Clock clock, ZoneId zone);

  /** Whether a text is a month with its year, as the program prints them. */
  static boolean isWhole(String text) {
    return WHOLE.matcher(text).matches();
  }

  /** Both options, or the month's alone with the year in it, or none: null. */
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
        throw new Failure.BadArguments("--month '" + month + "' is no month", hint);
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
