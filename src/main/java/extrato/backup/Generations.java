package extrato.backup;

import extrato.failure.Failure;
import extrato.settings.Settings;
import extrato.studio.Month;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of every month, in their own folder and in that of the second copies. Where a
 * file is lost, its second copy takes its place.
 */
final class Generations {
  private static final Logger log = LoggerFactory.getLogger("extrato.backup");

  private final Settings settings;

  Generations(Settings settings) {
    this.settings = settings;
  }

  BackupFolder folder(Month month) {
    return new BackupFolder(settings.backupDir(), month);
  }

  /** The months that have a backup with a manifest, in either folder. */
  NavigableSet<Month> months() {
    NavigableSet<Month> months = new TreeSet<>(months(settings.backupDir()));
    Path copies = settings.backupCopy();
    if (copies != null) {
      months.addAll(months(copies));
    }
    // The old generator's files have no manifest, and are no backups.
    months.removeIf(month -> newest(month).isEmpty());
    return months;
  }

  /** The one that counts: the newest that has a manifest. */
  Optional<Generation> newest(Month month) {
    return of(month).findFirst();
  }

  List<Generation> all(Month month) {
    return of(month).toList();
  }

  /** The one of these bytes, if it is left. */
  Optional<Generation> withDigest(Month month, String sha256) {
    return of(month).filter(generation -> isOf(generation, sha256)).findFirst();
  }

  /** The number that nothing has taken, in neither folder. */
  int nextFree(Month month) {
    return Math.max(
        folder(month).nextFree(), copyFolder(month).map(BackupFolder::nextFree).orElse(1));
  }

  /** Makes sure that the generation lies in the second folder too, where there is one. */
  void ensureSecondCopy(Generation generation) {
    if (!generation.isSecondCopy()) {
      copyFolder(generation.month()).ifPresent(folder -> SecondCopy.ensure(generation, folder));
    }
  }

  /** What is wrong with the second copy of a generation; empty when nothing is. */
  Optional<String> secondCopyTrouble(Generation generation) {
    if (generation.isSecondCopy()) {
      return Optional.empty();
    }
    return copyFolder(generation.month())
        .map(folder -> SecondCopy.trouble(generation, folder))
        .filter(trouble -> !trouble.isEmpty());
  }

  /** Brings a lost file back from its second copy; empty when something else took its place. */
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

  /** All generations in both folders, the newest first. */
  private Stream<Generation> of(Month month) {
    BackupFolder first = folder(month);
    Optional<BackupFolder> second = copyFolder(month);
    TreeSet<Integer> numbers = new TreeSet<>(first.generations());
    second.ifPresent(copy -> numbers.addAll(copy.generations()));
    return numbers.descendingSet().stream()
        .map(number -> of(first, second.orElse(null), month, number));
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
      return generation.manifest().sha256().equals(sha256);
    } catch (Failure e) {
      log.warn("{}", e.text());
      return false;
    }
  }

  private NavigableSet<Month> months(Path dir) {
    return new BackupShelf(dir, settings.zone(), null).months();
  }

  private Optional<BackupFolder> copyFolder(Month month) {
    return Optional.ofNullable(settings.backupCopy()).map(dir -> new BackupFolder(dir, month));
  }
}
