package extrato.cli.commands;

import extrato.cli.running.ForManyStudios;
import extrato.cli.running.MonthChoice;
import extrato.studio.Month;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One month, or every month there is. */
final class EveryMonthOptions implements MonthChoice {
  @ForManyStudios
  @Option(names = "--year", paramLabel = "YYYY", description = "The year, 2000 to 2100.")
  @Nullable Integer year;

  @ForManyStudios
  @Option(
      names = "--month",
      paramLabel = "M",
      description =
          "The month, 1 to 12; or with its year, as 2025-09 or 09/2025. Without both: every month.")
  @Nullable String month;

  boolean isGiven() {
    return year != null || month != null;
  }

  @Override
  public void check() {
    given();
  }

  @Override
  public @Nullable Month month(Clock clock, ZoneId zone) {
    return given();
  }

  private @Nullable Month given() {
    return MonthChoice.of(year, month, "every month");
  }
}
