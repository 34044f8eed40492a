package extrato.month.backup;

import extrato.postgres.Database;
import extrato.postgres.Identity;
import extrato.postgres.MonthBooks;
import extrato.postgres.Snapshot;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private final String id;
  private final Generations generations;
  private final KnownGenerations known;
  private final Predicate<String> ours;
  private final Identity.@Nullable Place here;

  private SetBack(
      String id,
      Generations generations,
      KnownGenerations known,
      Predicate<String> ours,
      Identity.@Nullable Place here) {
    this.id = id;
    this.generations = generations;
    this.known = known;
    this.ours = ours;
    this.here = here;
  }

  /** Which state of which database wrote a backup that holds more. */
  public enum Writer {
    LATER_STATE("the database was set back: `"),
    AT_ANOTHER_PLACE(
        "it was written at another place: where a copy of this database is at work in the same"
            + " folder, give that one a folder of its own and `extrato init --copy`; else the"
            + " database was set back: `"),
    DATABASE_BEFORE("it is of the database whose folder was taken over: `");

    private final String explanation;

    Writer(String explanation) {
      this.explanation = explanation;
    }
  }

  /**
   * A backup that holds more than the database.
   *
   * @param first the first places, and {@code count} how many there are
   */
  public record Found(Month month, Path file, List<Difference> first, long count, Writer writer) {
    public Found {
      first = List.copyOf(first);
    }

    /** Without the month. */
    public String text() {
      String more = count > first.size() ? ", and " + (count - first.size()) + " more" : "";
      return String.format(
          Locale.ROOT,
          "is older in the database than in its backup %s, which holds what the database lacks:"
              + " %s%s",
          file,
          first.stream().map(Difference::record).collect(Collectors.joining(", ")),
          more);
    }

    /** Where that differs from an archive, it is listed first, and wants a word of its own. */
    public String cure() {
      return "extrato restore " + month.asOptions() + " --from backup";
    }

    /** Stops whatever would bury it. */
    public Failure failure() {
      return new Failure.NotProven(
          "month " + month.slashed() + " " + text(),
          writer.explanation
              + cure()
              + "` brings it back; `extrato init --older` says of every month that the older state"
              + " is meant");
    }
  }

  /** Backups of a month that are not settled yet, the newest first. */
  private record Open(Month month, List<Generation> generations) {
    /** Where that file stands among them; behind the last one if it is none of them. */
    int indexOf(Generation wanted) {
      int index = 0;
      while (index < generations.size() && !generations.get(index).csv().equals(wanted.csv())) {
        index++;
      }
      return index;
    }

    /** That one and all older ones: what the newer of two settles, the older holds no more. */
    List<Harmless> from(int index) {
      return generations.subList(index, generations.size()).stream()
          .map(generation -> new Harmless(month, generation.manifest()))
          .toList();
    }

    List<Open> before(int index) {
      return index == 0 ? List.of() : List.of(new Open(month, generations.subList(0, index)));
    }
  }

  /** A backup that holds nothing more, or that is older than one that does not. */
  record Harmless(Month month, Manifest manifest) {}

  record Judgement(List<Found> found, List<Harmless> harmless) {}

  static SetBack of(Belonging belonging, Settings settings) {
    return of(belonging, settings.backupDir(), settings.backupCopy(), settings.zone());
  }

  /**
   * @param copies null where there is no second folder
   */
  static SetBack of(Belonging belonging, Path dir, @Nullable Path copies, ZoneId zone) {
    String id = belonging.identity().map(Identity::databaseId).orElse("");
    List<FolderMarker> markers =
        Stream.of(Optional.of(dir), Optional.ofNullable(copies))
            .flatMap(Optional::stream)
            .map(belonging::look)
            .filter(folder -> folder.standing() == MarkedFolder.Standing.OURS)
            .flatMap(folder -> Stream.ofNullable(folder.marker()))
            .toList();
    return new SetBack(
        id,
        new Generations(dir, copies, zone),
        belonging.known(),
        other -> other.equals(id) || markers.stream().anyMatch(marker -> marker.vouchesFor(other)),
        belonging.identity().map(Identity::here).orElse(null));
  }

  /** What is more in the backups of all months; every manifest is read. */
  public static List<Found> everywhere(Snapshot snapshot, Belonging belonging, Settings settings) {
    if (!snapshot.hasNewestOwnSchema()) {
      return List.of();
    }
    SetBack look = of(belonging, settings);
    return look.judge(snapshot, look.unsettled(look.generations.numbers())).found();
  }

  /** What is more in the backups of the month. */
  public static List<Found> inMonth(MonthBooks books, Settings settings) {
    if (!books.hasNewestOwnSchema()) {
      return List.of();
    }
    SetBack look = of(Belonging.of(books.handle(), settings), settings);
    return look.judge(books, look.unsettled(look.only(books.month()))).found();
  }

  /**
   * Stops where any backup holds more than the database; what holds nothing more is known from then
   * on. Of other months than this one a file's number is taken for the file.
   */
  public static void check(Database database, Belonging belonging, Settings settings, Checked how) {
    SetBack look = of(belonging, settings);
    SortedMap<Month, SortedSet<Integer>> numbers = look.generations.numbers();
    List<Open> unknown = look.unknown(numbers, how.month()::equals);
    if (unknown.isEmpty()) {
      return;
    }
    Judgement judgement = database.read(snapshot -> look.judge(snapshot, unknown));
    if (!judgement.found().isEmpty()) {
      // Another run may have written it since the database was asked what it knows.
      SetBack again = of(Belonging.of(database, settings), settings);
      judgement =
          database.read(
              snapshot -> again.judge(snapshot, again.unknown(numbers, how.month()::equals)));
    }
    // This comes first: a record of a backup that holds nothing more today may be edited tomorrow.
    if (how.runId() != null) {
      look.noteHarmless(database, judgement, how.runId());
    }
    if (!judgement.found().isEmpty()) {
      throw judgement.found().get(0).failure().leaving("; database unchanged");
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
    for (Open open : look.unsettled(look.only(month))) {
      int settled = restored == null ? open.generations().size() : open.indexOf(restored);
      List<Harmless> back = open.from(settled);
      List<Open> newer = open.before(settled);
      look.noteHarmless(database, new Judgement(List.of(), back), runId);
      if (!newer.isEmpty()) {
        look.noteHarmless(database, database.read(snapshot -> look.judge(snapshot, newer)), runId);
      }
    }
  }

  private void noteHarmless(Database database, Judgement judgement, String runId) {
    List<Harmless> harmless = judgement.harmless();
    if (!harmless.isEmpty()) {
      note(database, harmless, runId, KnownGenerations.Source.ENCONTRADA);
      List<Harmless> settled =
          harmless.stream().filter(one -> known.isUnsettled(one.manifest().sha256())).toList();
      if (!settled.isEmpty()) {
        database.note(
            handle ->
                settled.forEach(
                    one -> KnownGenerations.settle(handle, one.manifest(), one.month())));
      }
      log.info("{} backups that were not on record hold nothing more", harmless.size());
    }
  }

  /**
   * @param month the one at work
   * @param runId null where nothing may be written
   */
  public record Checked(Month month, @Nullable String runId) {}

  static void note(
      Database database, List<Harmless> backups, String runId, KnownGenerations.Source source) {
    database.note(
        handle ->
            backups.forEach(
                backup ->
                    KnownGenerations.note(
                        handle, backup.manifest(), backup.month(), runId, source)));
  }

  /** Judges every backup of every month that the database does not know. */
  Judgement judgeEverything(Snapshot snapshot) {
    return judge(snapshot, unknown(generations.numbers(), month -> true));
  }

  /**
   * What comes with a folder that is taken over. What this very database wrote later, before it was
   * set back, is not settled by that.
   */
  void takeOver(Database database, Judgement judgement, String runId) {
    Set<Month> behind = judgement.found().stream().map(Found::month).collect(Collectors.toSet());
    List<Harmless> more =
        everyUnknown().stream()
            .filter(one -> behind.contains(one.month()) && !one.manifest().databaseId().equals(id))
            .toList();
    note(database, judgement.harmless(), runId, KnownGenerations.Source.ENCONTRADA);
    note(database, more, runId, KnownGenerations.Source.TOMADA);
  }

  /** Every backup that the database does not know, whatever it holds. */
  List<Harmless> everyUnknown() {
    return unknown(generations.numbers(), month -> true).stream()
        .flatMap(
            its ->
                its.generations().stream()
                    .map(generation -> new Harmless(its.month(), generation.manifest())))
        .toList();
  }

  /** The newest backup of a month, which the database knows, and what it holds more. */
  record Newest(Found found, Manifest manifest) {}

  /**
   * Of months that hold less than their newest backup: records were deleted after it was written,
   * another program has closed the month, or another database wrote it.
   */
  List<Newest> newestThatHoldMore(Snapshot snapshot) {
    Set<String> closedWith = KnownGenerations.closedWith(snapshot.handle());
    List<Newest> all = new ArrayList<>();
    for (Month month : generations.numbers().keySet()) {
      Optional<Generation> newest = generations.of(month).filter(this::isKnown).findFirst();
      if (newest.isPresent()) {
        Manifest manifest = newest.get().manifest();
        String digest = manifest.sha256();
        if (!closedWith.contains(digest) && !known.isPassedOver(digest)) {
          Differences more = Surplus.of(snapshot, newest.get(), manifest);
          if (!more.isEmpty()) {
            all.add(new Newest(found(month, newest.get(), manifest, more), manifest));
          }
        }
      }
    }
    return all;
  }

  private boolean isKnown(Generation generation) {
    try {
      return known.has(generation.manifest().sha256());
    } catch (Failure e) {
      return false;
    }
  }

  private SortedMap<Month, SortedSet<Integer>> only(Month month) {
    SortedMap<Month, SortedSet<Integer>> numbers = new TreeMap<>();
    numbers.put(month, new java.util.TreeSet<>());
    return numbers;
  }

  /** What is unknown, and what came with a folder that was taken over and may hold more yet. */
  private List<Open> unsettled(SortedMap<Month, SortedSet<Integer>> numbers) {
    return open(numbers, month -> true, digest -> !known.has(digest) || known.isUnsettled(digest));
  }

  /**
   * @param thorough the months whose manifests are read although their numbers are known
   */
  private List<Open> unknown(
      SortedMap<Month, SortedSet<Integer>> numbers, Predicate<Month> thorough) {
    return open(numbers, thorough, digest -> !known.has(digest));
  }

  private List<Open> open(
      SortedMap<Month, SortedSet<Integer>> numbers,
      Predicate<Month> thorough,
      Predicate<String> which) {
    List<Open> all = new ArrayList<>();
    numbers.forEach(
        (month, its) -> {
          boolean everyNumber = its.stream().allMatch(number -> known.hasNumber(month, number));
          if (thorough.test(month) || !everyNumber) {
            List<Generation> open =
                generations.of(month).filter(generation -> is(generation, which)).toList();
            if (!open.isEmpty()) {
              all.add(new Open(month, open));
            }
          }
        });
    return all;
  }

  private boolean is(Generation generation, Predicate<String> which) {
    try {
      Manifest manifest = generation.manifest();
      return ours.test(manifest.databaseId()) && which.test(manifest.sha256());
    } catch (Failure e) {
      // What is damaged is the concern of whoever needs it.
      return false;
    }
  }

  Judgement judge(Snapshot snapshot, List<Open> open) {
    List<Found> found = new ArrayList<>();
    List<Harmless> harmless = new ArrayList<>();
    if (!open.isEmpty()) {
      Set<String> closedWith = KnownGenerations.closedWith(snapshot.handle());
      open.forEach(month -> judge(snapshot, month, closedWith, found, harmless));
    }
    return new Judgement(found, harmless);
  }

  private Found found(Month month, Generation generation, Manifest manifest, Differences more) {
    return new Found(month, generation.csv(), more.first(), more.count(), writer(manifest));
  }

  private Writer writer(Manifest manifest) {
    if (!manifest.databaseId().equals(id)) {
      return Writer.DATABASE_BEFORE;
    }
    String oid = manifest.databaseOid();
    boolean elsewhere =
        here != null && oid != null && here.isAnother(new Identity.Place(manifest.server(), oid));
    return elsewhere ? Writer.AT_ANOTHER_PLACE : Writer.LATER_STATE;
  }

  /** The newest sound one counts: what it holds, and nothing else, is what was there last. */
  private void judge(
      Snapshot snapshot,
      Open open,
      Set<String> closedWith,
      List<Found> found,
      List<Harmless> harmless) {
    Month month = open.month();
    boolean decided = false;
    for (Generation generation : open.generations()) {
      Manifest manifest = generation.manifest();
      if (!decided && !closedWith.contains(manifest.sha256())) {
        Differences more;
        try {
          more = Surplus.of(snapshot, generation, manifest);
        } catch (Failure.NotProven e) {
          log.warn("{}", e.text());
          continue;
        }
        if (!more.isEmpty()) {
          found.add(found(month, generation, manifest, more));
          return;
        }
      }
      decided = true;
      harmless.add(new Harmless(month, manifest));
    }
  }
}
