package extrato.month.backup;

import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for backups that the database does not know. One that holds more than the database was
 * written by a later state of it: an old dump was restored, or a standby promoted that lagged
 * behind. The file then is the only place of what is more.
 */
public final class SetBack {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private final @Nullable Identity own;
  private final Generations generations;
  private final KnownGenerations known;
  private final UnknownGenerations unknown;

  private SetBack(
      @Nullable Identity own,
      Generations generations,
      KnownGenerations known,
      UnknownGenerations unknown) {
    this.own = own;
    this.generations = generations;
    this.known = known;
    this.unknown = unknown;
  }

  static SetBack of(Belonging belonging, Settings settings) {
    return of(belonging, settings.backups().folder(), settings.backups().copies(), settings.zone());
  }

  /**
   * @param copies null where there is no second folder
   */
  static SetBack of(Belonging belonging, Path dir, @Nullable Path copies, ZoneId zone) {
    Identity own = belonging.identity().orElse(null);
    Set<String> ours = new HashSet<>();
    if (own != null) {
      ours.add(own.databaseId());
      ours.addAll(FolderMarker.takenOver(dir, own.databaseId()));
      if (copies != null) {
        ours.addAll(FolderMarker.takenOver(copies, own.databaseId()));
      }
    }
    Generations generations = new Generations(dir, copies, zone);
    KnownGenerations known = belonging.known();
    return new SetBack(own, generations, known, new UnknownGenerations(generations, known, ours));
  }

  /** What is more in the backups of all months; every manifest is read. */
  public static List<NewerBackup> everywhere(
      Snapshot snapshot, Belonging belonging, Settings settings) {
    if (!snapshot.knowsBackups()) {
      return List.of();
    }
    SetBack look = of(belonging, settings);
    return look.judge(snapshot, look.unknown.unsettled()).newer();
  }

  /** What is more in the backups of the month. */
  public static List<NewerBackup> inMonth(MonthBooks books, Settings settings) {
    if (!books.knowsBackups()) {
      return List.of();
    }
    SetBack look = of(Belonging.of(books.handle(), settings), settings);
    return look.judge(books, look.unknown.unsettled(books.month())).newer();
  }

  /**
   * @param month the one at work
   * @param runId null where nothing may be written
   */
  public record Checked(Month month, @Nullable String runId) {}

  /**
   * Stops where any backup holds more than the database; what holds nothing more is known from then
   * on. Of other months than this one a file's number is taken for the file.
   */
  public static void check(Database database, Belonging belonging, Settings settings, Checked how) {
    SetBack look = of(belonging, settings);
    SortedMap<Month, SortedSet<Integer>> numbers = look.generations.numbers();
    List<UnknownGenerations.OfMonth> unknown = look.unknown.everywhere(numbers, how.month());
    if (unknown.isEmpty()) {
      return;
    }
    Judgement judgement = database.read(snapshot -> look.judge(snapshot, unknown));
    if (!judgement.newer().isEmpty()) {
      // Another run may have written it since the database was asked what it knows.
      SetBack again = of(Belonging.of(database, settings), settings);
      judgement =
          database.read(
              snapshot -> again.judge(snapshot, again.unknown.everywhere(numbers, how.month())));
    }
    // This comes first: a record of a backup that holds nothing more today may be edited tomorrow.
    if (how.runId() != null) {
      look.noteHarmless(database, judgement.harmless(), how.runId());
    }
    if (!judgement.newer().isEmpty()) {
      throw judgement.newer().get(0).failure().leaving("; database unchanged");
    }
  }

  /**
   * What the month's backups hold, and the database has too by now, is known from now on.
   *
   * @param restored the file that was put back: what of it stays as it is was said
   */
  static void noteWhatIsBack(
      Database database,
      Settings settings,
      Month month,
      @Nullable Generation restored,
      String runId) {
    SetBack look = of(Belonging.of(database, settings), settings);
    for (UnknownGenerations.OfMonth open : look.unknown.unsettled(month)) {
      int settled = restored == null ? open.remnants().size() : open.indexOf(restored);
      List<UnknownGenerations.OfMonth> newer = open.before(settled);
      look.noteHarmless(database, open.from(settled), runId);
      if (!newer.isEmpty()) {
        Judgement judgement = database.read(snapshot -> look.judge(snapshot, newer));
        look.noteHarmless(database, judgement.harmless(), runId);
      }
    }
  }

  private void noteHarmless(Database database, List<Manifest> harmless, String runId) {
    if (!harmless.isEmpty()) {
      note(database, harmless, runId, KnownGenerations.Source.ENCONTRADA);
      List<Manifest> settled =
          harmless.stream()
              .filter(manifest -> known.isUnsettled(manifest.file().sha256()))
              .toList();
      if (!settled.isEmpty()) {
        database.note(
            handle -> settled.forEach(manifest -> KnownGenerations.settle(handle, manifest)));
      }
      log.info("{} backups that were not on record hold nothing more", harmless.size());
    }
  }

  static void note(
      Database database, List<Manifest> backups, String runId, KnownGenerations.Source source) {
    database.note(
        handle ->
            backups.forEach(manifest -> KnownGenerations.note(handle, manifest, runId, source)));
  }

  /** Judges every backup of every month that the database does not know. */
  Judgement judgeEverything(Snapshot snapshot) {
    return judge(snapshot, unknown.everywhere());
  }

  private Judgement judge(Snapshot snapshot, List<UnknownGenerations.OfMonth> months) {
    return Judgement.of(snapshot, months, own);
  }

  /**
   * What comes with a folder that is taken over. What this very database wrote later, before it was
   * set back, is not settled by that.
   */
  void takeOver(Database database, Judgement judgement, String runId) {
    Set<Month> behind =
        judgement.newer().stream().map(NewerBackup::month).collect(Collectors.toSet());
    List<Manifest> more =
        unknown.everywhere().stream()
            .flatMap(month -> month.remnants().stream())
            // What has no manifest may be anybody's, and waits for a word of its own.
            .filter(remnant -> remnant.witness() == Remnant.Witness.MANIFEST)
            .map(Remnant::manifest)
            .filter(manifest -> behind.contains(manifest.parsedMonth()) && !isOwn(manifest))
            .toList();
    note(database, judgement.harmless(), runId, KnownGenerations.Source.ENCONTRADA);
    note(database, more, runId, KnownGenerations.Source.TOMADA);
  }

  private boolean isOwn(Manifest manifest) {
    return own != null && manifest.database().id().equals(own.databaseId());
  }

  /** Every backup that the database does not know, whatever it holds and is left of it. */
  List<Manifest> everyUnknown() {
    return unknown.everywhere().stream()
        .flatMap(month -> month.remnants().stream())
        .map(Remnant::manifest)
        .toList();
  }

  /** The newest backup of a month, which the database knows, and what it holds more. */
  record Newest(NewerBackup backup, Manifest manifest) {}

  /**
   * Of months that hold less than their newest backup: records were deleted after it was written,
   * another program has closed the month, or another database wrote it.
   */
  List<Newest> newestThatHoldMore(Snapshot snapshot) {
    Set<String> closedWith = KnownGenerations.closedWith(snapshot.handle());
    List<Newest> all = new ArrayList<>();
    for (Month month : generations.numbers().keySet()) {
      generations.left(month).stream()
          .filter(remnant -> known.has(remnant.manifest().file().sha256()))
          .findFirst()
          .filter(newest -> !closedWith.contains(newest.manifest().file().sha256()))
          .filter(newest -> !known.isPassedOver(newest.manifest().file().sha256()))
          .ifPresent(
              newest ->
                  newest
                      .more(snapshot)
                      .filter(held -> !held.more().isEmpty())
                      .map(held -> NewerBackup.of(newest, held, own))
                      .ifPresent(backup -> all.add(new Newest(backup, newest.manifest()))));
    }
    return all;
  }
}
