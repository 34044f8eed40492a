package extrato.work.overview;

import extrato.month.archive.MonthState;
import extrato.month.backup.ShelvedBackup;
import extrato.month.statement.KeptStatement;
import extrato.runs.LastRuns;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.work.overview.Attention.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What about a month wants a person's attention; the rules of {@code status --check}. */
final class Checkup {
  private final Month current;
  private final int dayOfMonth;

  Checkup(LocalDate today) {
    this.current = Month.of(YearMonth.from(today));
    this.dayOfMonth = today.getDayOfMonth();
  }

  List<Attention> of(Standing standing) {
    List<Attention> found = new ArrayList<>();
    openTooLong(standing).ifPresent(found::add);
    late(standing).ifPresent(found::add);
    statement(standing).ifPresent(found::add);
    backup(standing).ifPresent(found::add);
    lastRun(standing).ifPresent(found::add);
    return found;
  }

  private Optional<Attention> openTooLong(Standing standing) {
    Month month = standing.month();
    long records = standing.live().records();
    if (!standing.isOpen() || records == 0 || month.compareTo(current) >= 0) {
      return Optional.empty();
    }
    String cure = "extrato monthly " + month.asOptions();
    if (month.firstDayOfNext().isBefore(current.firstDay())) {
      return attention(
          standing, Reason.STILL_OPEN, "is still open, with " + Count.of(records, "record"), cure);
    }
    return dayOfMonth <= Overview.LAST_NIGHTLY_RUN
        ? Optional.empty()
        : attention(
            standing,
            Reason.NOT_CLOSED,
            "is not closed after day "
                + Overview.LAST_NIGHTLY_RUN
                + ", with "
                + Count.of(records, "record"),
            cure);
  }

  private static Optional<Attention> late(Standing standing) {
    return standing.late() == 0
        ? Optional.empty()
        : attention(
            standing,
            Reason.LATE_RECORDS,
            "is closed and has " + Count.of(standing.late(), "record") + " in the live tables",
            canComeBack(standing)
                ? comeBack(standing)
                : "extrato extrato " + standing.month().asOptions() + " --force");
  }

  private static Optional<Attention> statement(Standing standing) {
    if (standing.kind() == MonthState.Kind.STATEMENT_GONE) {
      return attention(
          standing,
          Reason.STATEMENT_GONE,
          "has an archive, but its statement in extratos is gone",
          "extrato restore " + standing.month().asOptions());
    }
    if (standing.kept().isOverwritten()) {
      return attention(
          standing,
          Reason.OVERWRITTEN,
          "has a statement that is not the one this tool wrote",
          canComeBack(standing)
              ? comeBack(standing)
              : "extrato verify " + standing.month().asOptions());
    }
    if (standing.closedByOthers()) {
      return attention(
          standing,
          Reason.CLOSED_BY_OTHERS,
          standing.kind() == MonthState.Kind.LEGACY
              ? "has a statement that no run of this tool wrote"
              : "is marked as closed in extrato_run_logs, by no run of this tool",
          canComeBack(standing)
              ? comeBack(standing) + ", and switch the old generator off"
              : "switch the old generator off");
    }
    return Optional.empty();
  }

  /** Whether something else wrote the statement, and our backup can bring the month back. */
  private static boolean canComeBack(Standing standing) {
    boolean legacy = standing.kind() == MonthState.Kind.LEGACY && standing.closedByOthers();
    return (legacy || standing.kept().isOverwritten())
        && standing
            .newest()
            .filter(ShelvedBackup::isSound)
            .filter(backup -> backup.soundManifest().rows() > 0)
            .isPresent();
  }

  private static String comeBack(Standing standing) {
    return "extrato restore " + standing.month().asOptions() + " --from backup";
  }

  private static Optional<Attention> backup(Standing standing) {
    KeptStatement.Version version = standing.kept().version();
    if (standing.kind() != MonthState.Kind.CLOSED || version == null) {
      return Optional.empty();
    }
    String trouble = trouble(standing, version);
    return trouble == null
        ? Optional.empty()
        : attention(
            standing,
            Reason.BACKUP_MISSING,
            trouble,
            "extrato backup " + standing.month().asOptions());
  }

  private static @Nullable String trouble(Standing standing, KeptStatement.Version version) {
    ShelvedBackup newest = standing.newest().orElse(null);
    if (newest == null) {
      return version.backupDigest() == null
          ? "was closed without a backup, and has none"
          : "is closed, and its backup is gone";
    }
    if (newest.problem() != null) {
      return "is closed, and its newest backup does not count: " + newest.problem();
    }
    return isLaterThan(version, newest) || holdsClosing(version, standing)
        ? null
        : "is closed, and no backup here is the one that it was closed with";
  }

  /** Whatever is written after the closing holds the whole month, too. */
  private static boolean isLaterThan(KeptStatement.Version version, ShelvedBackup backup) {
    return Instant.parse(backup.soundManifest().written().at()).isAfter(version.created());
  }

  private static boolean holdsClosing(KeptStatement.Version version, Standing standing) {
    return standing.generations().stream()
        .filter(ShelvedBackup::isSound)
        .anyMatch(backup -> backup.soundManifest().file().sha256().equals(version.backupDigest()));
  }

  private static Optional<Attention> lastRun(Standing standing) {
    LastRuns runs = standing.runs();
    if (!runs.lastFailed()) {
      return Optional.empty();
    }
    LastRuns.Last last = runs.failure().orElseThrow();
    String cure = "extrato history " + standing.month().asOptions();
    return runs.lastFailureDied()
        ? attention(
            standing,
            Reason.RUN_DIED,
            "has a last run that never ended: " + last.command() + ", run " + last.runId(),
            cure)
        : attention(
            standing,
            Reason.RUN_FAILED,
            String.format(
                Locale.ROOT,
                "has a last run that failed: %s, exit %s, run %s",
                last.command(),
                last.exitCode(),
                last.runId()),
            cure);
  }

  private static Optional<Attention> attention(
      Standing standing, Reason reason, String text, String cure) {
    return Optional.of(new Attention(standing.month(), reason, text, cure));
  }
}
