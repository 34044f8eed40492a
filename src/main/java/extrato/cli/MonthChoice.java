package extrato.cli;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** How a command line says which month is meant. */
interface MonthChoice {
  /** Checks what needs no clock, so that nothing is touched when it is wrong. */
  void check();

  /** The month; null when none in particular is meant. */
  @Nullable Month month(Clock clock, ZoneId zone);

  /** Both options or none. */
  static void check(@Nullable Integer year, @Nullable Integer month, String without) {
    String hint = "give both, as in --year 2025 --month 9, or none for " + without;
    if ((year == null) != (month == null)) {
      throw new Failure.BadArguments(
          (year == null ? "--month" : "--year")
              + " is given without "
              + (year == null ? "--year" : "--month"),
          hint);
    }
    if (year != null && month != null) {
      try {
        Month unused = new Month(year, month);
      } catch (IllegalArgumentException e) {
        throw new Failure.BadArguments(String.valueOf(e.getMessage()), hint);
      }
    }
  }
}
