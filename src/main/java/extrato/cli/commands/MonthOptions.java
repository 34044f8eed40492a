package extrato.cli.commands;

import extrato.cli.running.ForManyStudios;
import extrato.cli.running.MonthChoice;
import extrato.studio.Month;
import java.time.Clock;
import java.time.ZoneId;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The options that say which month is meant; without them, it is the previous month in the studio.
 */
final class MonthOptions implements MonthChoice {
  @ForManyStudios
  @Option(names = "--year", paramLabel = "YYYY", description = "The year, 2000 to 2100.")
  @Nullable Integer year;

  @ForManyStudios
  @Option(
      names = "--month",
      paramLabel = "M",
      description =
          "The month, 1 to 12; or with its year, as 2025-09 or 09/2025. Without both: the previous"
              + " month; restore wants it named, or a file.")
  @Nullable String month;

  @Spec(Spec.Target.MIXEE)
  CommandSpec command = CommandSpec.create();

  private @Nullable Supplier<Month> otherwise;

  /** Sets where the month comes from if neither option is given. */
  void otherwise(Supplier<Month> source) {
    otherwise = source;
  }

  boolean isGiven() {
    return year != null || month != null;
  }

  /** Refuses the options together with --all. */
  void refuseWithAll() {
    if (isGiven()) {
      throw new ParameterException(
          command.commandLine(), "--all is given together with --year and --month");
    }
  }

  @Override
  public void check() {
    given();
  }

  @Override
  public Month month(Clock clock, ZoneId zone) {
    Month given = given();
    if (given != null) {
      return given;
    }
    return otherwise == null ? Month.previous(clock, zone) : otherwise.get();
  }

  private @Nullable Month given() {
    return MonthChoice.of(year, month, "the previous month");
  }
}
