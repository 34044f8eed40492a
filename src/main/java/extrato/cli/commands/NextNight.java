package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import extrato.work.overview.Overview;
import java.time.LocalDate;
import java.util.Optional;

/** What cron will do to a month that is open again. */
final class NextNight {
  private NextNight() {}

  /** Empty where it will leave the month alone. */
  static Optional<String> of(DatabaseContext context) {
    Settings settings = context.settings();
    LocalDate today = LocalDate.now(context.clock().withZone(settings.zone()));
    Month previous = Month.previous(context.clock(), settings.zone());
    int order = context.month().compareTo(previous);
    boolean tonight = order == 0 && today.getDayOfMonth() <= Overview.LAST_NIGHTLY_RUN;
    if (!settings.closing().monthlyJob() || (order <= 0 && !tonight)) {
      return Optional.empty();
    }
    return Optional.of(
        "cron closes "
            + context.month().slashed()
            + " again, "
            + (tonight
                ? "with the next nightly run until day " + Overview.LAST_NIGHTLY_RUN
                : "once it is over")
            + "; EXTRATO_MONTHLY_JOB=false keeps it open");
  }
}
