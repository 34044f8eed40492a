package extrato.month.backup;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of every month, in the backup folder and in the folder of second copies. If a
 * file is lost, its second copy is used instead.
 */
final class Generations {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private final Path dir;
  private final @Nullable Path copies;
  private final ZoneId zone;

  Generations(Settings settings) {
    this(settings.backups().folder(), settings.backups().copies(), settings.zone());
  }

  /**
   * @param copies null if there is no second folder
   */
  Generations(Path dir, @Nullable Path copies, ZoneId zone) {
    this.dir = dir;
    this.copies = copies;
    this.zone = zone;
  }

  BackupFolder folder(Month month) {
    return new BackupFolder(dir, month);
  }

  /** The months that have a backup with a manifest, in either folder. */
  NavigableSet<Month> months() {
    NavigableSet<Month> months = new TreeSet<>(months(dir));
    if (copies != null) {
      months.addAll(months(copies));
    }
    // The old generator's files have no manifest, so they are not backups.
    months.removeIf(month -> newest(month).isEmpty());
    return months;
  }

  /** The months whose folder has files named like backups, and no manifest. */
  List<Month> withoutManifest() {
    NavigableSet<Month> proven = months();
    return numbers().keySet().stream().filter(month -> !proven.contains(month)).toList();
  }

  /** The generation that counts: the newest that has a manifest. */
  Optional<Generation> newest(Month month) {
    return of(month).findFirst();
  }

  List<Generation> all(Month month) {
    return of(month).toList();
  }

  /** The generation with this digest, if it still exists. */
  Optional<Generation> withDigest(Month month, String sha256) {
    return of(month).filter(generation -> isOf(generation, sha256)).findFirst();
  }

  /** The next number that is free in both folders. */
  int nextFree(Month month) {
    return Math.max(
        folder(month).nextFree(), copyFolder(month).map(BackupFolder::nextFree).orElse(1));
  }

  /** Makes sure that the second folder, if there is one, has the generation too. */
  void ensureSecondCopy(Generation generation) {
    if (!generation.isSecondCopy()) {
      copyFolder(generation.month()).ifPresent(folder -> SecondCopy.ensure(generation, folder));
    }
  }

  /** What is wrong with a generation's second copy; empty if nothing is. */
  Optional<String> secondCopyTrouble(Generation generation) {
    if (generation.isSecondCopy()) {
      return Optional.empty();
    }
    return copyFolder(generation.month())
        .map(folder -> SecondCopy.trouble(generation, folder))
        .filter(trouble -> !trouble.isEmpty());
  }

  /** Restores a lost file from its second copy; empty if there is another file in its place. */
  Optional<Generation> inItsPlace(Generation generation) {
    if (!generation.isSecondCopy()) {
      return Optional.of(generation);
    }
    try {
      return Optional.of(SecondCopy.bringBack(generation, folder(generation.month())));
    } catch (Failure.NotProven e) {
      log.warn("{} is not brought back: {}", generation.csv(), e.text());
      return Optional.empty();
    }
  }

  /** The months that have files named like backups, and the numbers of those. */
  SortedMap<Month, SortedSet<Integer>> numbers() {
    SortedMap<Month, SortedSet<Integer>> numbers = new TreeMap<>();
    numbers(dir, numbers);
    if (copies != null) {
      numbers(copies, numbers);
    }
    return numbers;
  }

  private void numbers(Path folder, SortedMap<Month, SortedSet<Integer>> numbers) {
    for (Month month : months(folder)) {
      numbers
          .computeIfAbsent(month, unused -> new TreeSet<>())
          .addAll(new BackupFolder(folder, month).numbers());
    }
  }

  /** All generations in both folders, newest first. */
  Stream<Generation> of(Month month) {
    BackupFolder first = folder(month);
    Optional<BackupFolder> second = copyFolder(month);
    TreeSet<Integer> numbers = new TreeSet<>(first.generations());
    second.ifPresent(copy -> numbers.addAll(copy.generations()));
    return numbers.descendingSet().stream()
        .map(number -> of(first, second.orElse(null), month, number));
  }

  /** What is left of every backup in both folders, with a manifest or without, newest first. */
  List<Remnant> left(Month month) {
    return newestFirst(month).toList();
  }

  private Stream<Remnant> newestFirst(Month month) {
    TreeSet<Integer> numbers = new TreeSet<>();
    folders(month).forEach(folder -> numbers.addAll(folder.numbers()));
    return numbers.descendingSet().stream().flatMap(number -> left(month, number).stream());
  }

  private List<Remnant> left(Month month, int number) {
    return Remnant.of(
        month,
        number,
        folders(month).map(folder -> new Generation(folder, month, number)).toList());
  }

  /** The copy of the generation that is as it was written, in whichever folder it is. */
  Optional<Generation> whole(Generation generation) {
    return newestFirst(generation.month())
        .filter(
            remnant -> remnant.isAt(generation.csv()) || remnant.isAt(generation.manifestFile()))
        .flatMap(remnant -> remnant.whole().stream())
        .findFirst();
  }

  private Stream<BackupFolder> folders(Month month) {
    return Stream.concat(Stream.of(folder(month)), copyFolder(month).stream());
  }

  private static Generation of(
      BackupFolder first, @Nullable BackupFolder second, Month month, int number) {
    Generation own = new Generation(first, month, number);
    if (second == null) {
      return own;
    }
    Generation copy = new Generation(second, month, number);
    if (!own.isThere() && copy.isThere()) {
      return copy.insteadOf(own.csv());
    }
    return copy.isThere() ? own.withSecondCopy(copy.csv()) : own;
  }

  private static boolean isOf(Generation generation, String sha256) {
    try {
      return generation.manifest().file().sha256().equals(sha256);
    } catch (Failure e) {
      log.warn("{}", e.text());
      return false;
    }
  }

  private NavigableSet<Month> months(Path folder) {
    return new BackupShelf(folder, zone, null).months();
  }

  private Optional<BackupFolder> copyFolder(Month month) {
    return Optional.ofNullable(copies).map(folder -> new BackupFolder(folder, month));
  }
}
