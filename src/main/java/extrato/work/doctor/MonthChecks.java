package extrato.work.doctor;

import extrato.month.archive.MonthState;
import extrato.studio.Month;
import extrato.work.overview.Attention;
import extrato.work.overview.Overview;
import extrato.work.overview.Standing;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The months that need attention, by the rules of {@code extrato status --check}. */
final class MonthChecks {
  /** The result if nothing is wrong. */
  private static final List<Check> WELL =
      List.of(
          Check.ok("open months", "every month that is over is closed"),
          Check.ok("late records", "no closed month has live records"),
          Check.ok("identity", "no live record has an archived record's id"),
          Check.ok("statements", "every closed month has the statement that was written"),
          Check.ok("old generator", "nothing but this tool closed a month since it came"),
          Check.ok("runs", "no month's last run failed"));

  private final Overview overview;
  private final Month previous;

  MonthChecks(Overview overview) {
    this.overview = overview;
    this.previous = Month.of(YearMonth.from(overview.today()).minusMonths(1));
  }

  List<Check> checks() {
    List<Check> checks = new ArrayList<>();
    overview.attention().stream()
        .filter(one -> !isDamagedBackup(one))
        .forEach(one -> checks.add(attention(one)));
    overview.months().stream()
        .filter(this::waitsForCron)
        .forEach(standing -> checks.add(waiting(standing)));
    Set<String> wrong = checks.stream().map(Check::name).collect(Collectors.toSet());
    WELL.stream().filter(check -> !wrong.contains(check.name())).forEach(checks::add);
    List<Month> legacy =
        overview.months().stream()
            .filter(standing -> standing.kind() == MonthState.Kind.LEGACY)
            .map(Standing::month)
            .sorted()
            .toList();
    if (!legacy.isEmpty()) {
      checks.add(
          Check.ok(
              "legacy months",
              "closed by the old generator, with no archive and no proof: "
                  + legacy.stream().map(Month::slashed).collect(Collectors.joining(", "))));
    }
    overview
        .strays()
        .found()
        .forEach(
            stray ->
                checks.add(
                    stray.keepsFromClosing()
                        ? Check.fail("strays", stray.line(), stray.cure())
                        : Check.warning("strays", stray.line(), stray.cure())));
    return checks;
  }

  private static Check attention(Attention one) {
    String cure = one.cure().replaceFirst("^(extrato [^,]+)", "`$1`");
    return Check.fail(name(one.reason()), one.line(), cure);
  }

  private static String name(Attention.Reason reason) {
    return switch (reason) {
      case NOT_CLOSED, STILL_OPEN -> "open months";
      case LATE_RECORDS -> "late records";
      case ID_TAKEN -> "identity";
      case STATEMENT_GONE, OVERWRITTEN -> "statements";
      case CLOSED_BY_OTHERS -> "old generator";
      case BACKUP_MISSING, SET_BACK -> "backups";
      case BACKUP_FOLDER -> "backup folder";
      case COPIED_OR_MOVED -> "database";
      case LEDGER_BEHIND -> "wallet";
      case RUN_FAILED, RUN_DIED -> "runs";
    };
  }

  /** The check of the backups already names the file. */
  private boolean isDamagedBackup(Attention one) {
    return one.reason() == Attention.Reason.BACKUP_MISSING
        && overview.of(one.month()).months().stream()
            .flatMap(standing -> standing.newest().stream())
            .anyMatch(backup -> !backup.isSound());
  }

  private boolean waitsForCron(Standing standing) {
    return standing.month().equals(previous)
        && standing.isOpen()
        && standing.live().records() > 0
        && overview.attention().stream()
            .noneMatch(
                one -> name(one.reason()).equals("open months") && previous.equals(one.month()));
  }

  private static Check waiting(Standing standing) {
    return Check.warning(
        "open months",
        standing.month().slashed() + " is over and not closed yet",
        "cron tries until day 5; `extrato monthly` closes it now");
  }
}
