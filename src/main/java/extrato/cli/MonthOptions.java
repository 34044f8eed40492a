package extrato.cli;

import extrato.studio.Month;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which month is meant: both options or none, and none is the previous month in the studio. */
final class MonthOptions implements MonthChoice {
  @Option(names = "--year", paramLabel = "YYYY", description = "The year, 2000 to 2100.")
  @Nullable Integer year;

  @Option(
      names = "--month",
      paramLabel = "M",
      description = "The month, 1 to 12. Without both: the previous month.")
  @Nullable Integer month;

  @Override
  public void check() {
    MonthChoice.check(year, month, "the previous month");
  }

  @Override
  public Month month(Clock clock, ZoneId zone) {
    return year == null || month == null ? Month.previous(clock, zone) : new Month(year, month);
  }
}
