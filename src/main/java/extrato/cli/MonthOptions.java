package extrato.cli;

import extrato.failure.Failure;
import extrato.studio.Month;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which month is meant: both options or none, and none is the previous month in the studio. */
final class MonthOptions {
  private static final String HINT =
      "give both, as in --year 2025 --month 9, or none for the previous month";

  @Option(names = "--year", paramLabel = "YYYY", description = "The year, 2000 to 2100.")
  @Nullable Integer year;

  @Option(
      names = "--month",
      paramLabel = "M",
      description = "The month, 1 to 12. Without both: the previous month.")
  @Nullable Integer month;

  /** Checks what needs no clock, so that nothing is touched when it is wrong. */
  void check() {
    if ((year == null) != (month == null)) {
      throw new Failure.BadArguments(
          (year == null ? "--month" : "--year")
              + " is given without "
              + (year == null ? "--year" : "--month"),
          HINT);
    }
    if (year != null && month != null) {
      try {
        Month unused = new Month(year, month);
      } catch (IllegalArgumentException e) {
        throw new Failure.BadArguments(String.valueOf(e.getMessage()), HINT);
      }
    }
  }

  Month month(Clock clock, ZoneId zone) {
    return year == null || month == null ? Month.previous(clock, zone) : new Month(year, month);
  }
}
