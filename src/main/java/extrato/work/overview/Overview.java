package extrato.work.overview;

import extrato.month.archive.OldGenerator;
import extrato.month.backup.BackupShelf;
import extrato.month.backup.Belonging;
import extrato.month.backup.LedgerBehind;
import extrato.month.backup.Mismatch;
import extrato.month.backup.NewerBackup;
import extrato.month.backup.SetBack;
import extrato.month.selection.LiveMonths;
import extrato.month.selection.LiveMonths.LiveMonth;
import extrato.month.selection.TakenId;
import extrato.month.selection.TakenIds;
import extrato.month.statement.KeptStatements;
import extrato.postgres.Snapshot;
import extrato.runs.LastRuns;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every month that there is any trace of, and how it stands: from counts, totals and manifests, so
 * that it is quick; nothing is proven again.
 *
 * @param today in the studio
 * @param months the newest first
 * @param takenIds live records that have an archived record's id
 * @param strays what belongs to no month; none where one month was asked for
 * @param databaseId what the backups of this database say; null while the tool has no tables
 * @param strange what is wrong with database and folders as a whole, or with what a backup holds
 *     more
 */
public record Overview(
    LocalDate today,
    List<Standing> months,
    List<TakenId> takenIds,
    @Nullable String databaseId,
    Strays strays,
    List<Attention> strange) {
  /**
   * The shipped cron lines run on days 1 to 5 of the studio's calendar: from day 6 on nothing
   * closes the month by itself.
   */
  public static final int LAST_NIGHTLY_RUN = 5;

  public Overview {
    months = List.copyOf(months);
    takenIds = List.copyOf(takenIds);
    strange = List.copyOf(strange);
  }

  /** Reads what there is, whether or not the tool has tables of its own yet. */
  public static Overview of(Snapshot snapshot, Settings settings, Clock clock) {
    LocalDate today = LocalDate.now(clock.withZone(settings.zone()));
    Month current = Month.current(clock, settings.zone());
    SortedMap<Month, LiveMonth> live = LiveMonths.of(snapshot);
    KeptStatements kept = KeptStatements.of(snapshot);
    SortedMap<Month, LastRuns> runs =
        snapshot.hasOwnSchema() ? LastRuns.of(snapshot) : new TreeMap<>();
    String databaseId = databaseId(snapshot);
    BackupShelf shelf = new BackupShelf(settings.backups().folder(), settings.zone(), databaseId);
    Set<Month> closedByOthers =
        snapshot.hasOwnSchema() ? Set.copyOf(OldGenerator.closedMeanwhile(snapshot)) : Set.of();

    Set<Month> months = new TreeSet<>(Comparator.reverseOrder());
    // What is booked for months to come is nobody's concern yet.
    live.keySet().stream().filter(month -> month.compareTo(current) <= 0).forEach(months::add);
    months.addAll(kept.months().keySet());
    months.addAll(runs.keySet());
    months.addAll(shelf.months());
    months.addAll(closedByOthers);
    List<Standing> standings =
        months.stream()
            .map(
                month ->
                    new Standing(
                        month,
                        live.getOrDefault(month, LiveMonth.NONE),
                        kept.of(month),
                        kept.records(snapshot, month),
                        shelf.of(month),
                        runs.getOrDefault(month, LastRuns.NONE),
                        closedByOthers.contains(month)))
            .toList();
    return new Overview(
        today,
        standings,
        TakenIds.everywhere(snapshot).all(),
        databaseId,
        Strays.of(snapshot),
        strange(snapshot, settings));
  }

  /** What does not belong together, and months whose backups hold more than the database. */
  private static List<Attention> strange(Snapshot snapshot, Settings settings) {
    List<Attention> all = new ArrayList<>();
    Belonging belonging = Belonging.of(snapshot.handle(), settings);
    List<Mismatch> mismatches = belonging.mismatches();
    for (Mismatch mismatch : mismatches) {
      Attention.Reason reason =
          mismatch.folder() == null
              ? Attention.Reason.COPIED_OR_MOVED
              : Attention.Reason.BACKUP_FOLDER;
      all.add(new Attention(null, reason, mismatch.text(), mismatch.cure()));
    }
    if (mismatches.isEmpty()) {
      // Of a folder or database that is another one, this is no question.
      for (NewerBackup newer : SetBack.everywhere(snapshot, belonging, settings)) {
        all.add(
            new Attention(newer.month(), Attention.Reason.SET_BACK, newer.text(), newer.cure()));
      }
      LedgerBehind.asFarAsReadable(snapshot, settings)
          .map(
              behind ->
                  new Attention(null, Attention.Reason.LEDGER_BEHIND, behind.text(), behind.hint()))
          .ifPresent(all::add);
    }
    return all;
  }

  /** Of one month only; of all of which there is more than a mistyped command, when it is null. */
  public Overview of(@Nullable Month month) {
    return month == null
        ? new Overview(
            today,
            months.stream().filter(standing -> !standing.isOnlyNamed()).toList(),
            takenIds,
            databaseId,
            strays,
            strange)
        : new Overview(
            today,
            months.stream().filter(m -> m.month().equals(month)).toList(),
            takenIds.stream().filter(taken -> taken.month().equals(month)).toList(),
            databaseId,
            Strays.NONE,
            strange.stream().filter(s -> s.month() == null || month.equals(s.month())).toList());
  }

  /** What wants a person's attention, the newest month first. */
  public List<Attention> attention() {
    Checkup checkup = new Checkup(today);
    List<Attention> ofMonths =
        months.stream()
            .flatMap(
                standing ->
                    Stream.concat(
                        checkup.of(standing).stream(), takenFrom(standing.month()).limit(20)))
            .toList();
    return Stream.concat(strange.stream(), StillOpen.together(ofMonths, months).stream()).toList();
  }

  private Stream<Attention> takenFrom(Month month) {
    return takenIds.stream()
        .filter(taken -> taken.month().equals(month))
        .map(
            taken ->
                new Attention(month, Attention.Reason.ID_TAKEN, taken.problem(), taken.cure()));
  }

  private static @Nullable String databaseId(Snapshot snapshot) {
    return snapshot.hasOwnSchema()
        ? snapshot
            .query("select database_id::text from extrato.studio")
            .mapTo(String.class)
            .findOne()
            .orElse(null)
        : null;
  }
}
