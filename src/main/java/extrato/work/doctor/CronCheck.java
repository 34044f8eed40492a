package extrato.work.doctor;

import extrato.studio.Month;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which month cron's first run of a month would close. Cron knows no zone but the machine's: at two
 * in the morning of day 1 in UTC it is still the last day in São Paulo.
 */
final class CronCheck {
  private static final String NAME = "cron";

  private final CronLine line;
  private final String source;
  private final ZoneId machine;
  private final ZoneId studio;

  CronCheck(CronLine line, String source, ZoneId machine, ZoneId studio) {
    this.line = line;
    this.source = source;
    this.machine = machine;
    this.studio = studio;
  }

  static Check of(Installation installation) {
    return of(installation, Scheduling.ofThisMachine());
  }

  static Check of(Installation installation, Scheduling scheduling) {
    if (scheduling.hasTimer()) {
      return Check.ok(NAME, "extrato.timer is enabled, and closes the month instead of cron");
    }
    Optional<Path> file = scheduling.cronFile();
    if (file.isEmpty()) {
      return nobody(
          installation,
          "nothing on this machine closes the month: cron has no line for it, and extrato.timer is"
              + " not enabled",
          "install cron/extrato as /etc/cron.d/extrato, with this machine's path and user; or"
              + " `sudo systemctl enable --now extrato.timer`");
    }
    if (!scheduling.hasCronDaemon()) {
      return nobody(
          installation,
          "nobody closes the month: cron's line is there ("
              + file.get()
              + "), and cron does not run",
          "`sudo apt install cron`, or start it where it is installed; or `sudo systemctl enable"
              + " --now extrato.timer`");
    }
    try {
      Optional<CronLine> line = CronLine.read(file.get());
      return line.isPresent()
          ? new CronCheck(
                  line.get(),
                  String.valueOf(file.get()),
                  installation.machineZone(),
                  installation.studioZone())
              .at(installation.clock())
          : unreadable(file.get(), "has no line that says on which days of a month and when");
    } catch (IOException e) {
      return unreadable(file.get(), "cannot be read");
    }
  }

  /** Only the real books have to be closed by themselves. */
  private static Check nobody(Installation installation, String what, String cure) {
    return installation.settings().isProduction()
        ? Check.fail(NAME, what, cure)
        : Check.warning(NAME, what, cure);
  }

  Check at(Clock clock) {
    YearMonth month = YearMonth.now(clock.withZone(machine));
    if (runs(month).get(0).toInstant().isBefore(clock.instant())) {
      month = month.plusMonths(1);
    }
    return of(month);
  }

  /** What the line's runs of this month do. */
  Check of(YearMonth month) {
    Month over = Month.of(month.minusMonths(1));
    List<ZonedDateTime> runs = runs(month);
    ZonedDateTime first = runs.get(0);
    String begins =
        String.format(
            Locale.ROOT,
            "`%s` (%s): its next first run is on %s, %s in the studio, and closes %s",
            line,
            source,
            ZoneChecks.shown(first.toInstant(), machine),
            ZoneChecks.shown(first.toInstant(), studio),
            closes(first).slashed());
    if (closes(first).equals(over)) {
      return Check.ok(NAME, begins);
    }
    Optional<ZonedDateTime> right =
        runs.stream().filter(run -> closes(run).equals(over)).findFirst();
    if (right.isEmpty()) {
      return Check.fail(
          NAME,
          begins + "; none of its runs closes " + over.slashed(),
          "let cron run on days 1 to 5, or set the machine's zone to " + studio.getId());
    }
    return Check.warning(
        NAME,
        begins + "; the run on day " + right.get().getDayOfMonth() + " closes " + over.slashed(),
        "nothing is lost by it; to close on day 1, set the machine's zone to "
            + studio.getId()
            + laterHour(month));
  }

  private List<ZonedDateTime> runs(YearMonth month) {
    return line.runs(month, machine);
  }

  private Month closes(ZonedDateTime run) {
    return Month.previous(Clock.fixed(run.toInstant(), machine), studio);
  }

  /** The hour of day 1 at which the studio's calendar shows day 1 too, when there is one. */
  private String laterHour(YearMonth month) {
    ZonedDateTime there = month.atDay(1).atStartOfDay(studio).withZoneSameInstant(machine);
    int hour = there.getHour() + 1;
    return there.getDayOfMonth() == 1 && hour < 24 ? " or the line's hour to " + hour : "";
  }

  private static Check unreadable(Path file, String why) {
    return Check.warning(
        NAME, file + " " + why, "compare it with the shipped line: " + CronLine.SHIPPED);
  }
}
