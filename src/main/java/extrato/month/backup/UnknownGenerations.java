package extrato.month.backup;

import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.function.Predicate;

/** The backups in the database's own folders that it does not know or has not settled. */
final class UnknownGenerations {
  private final Generations generations;
  private final KnownGenerations known;
  private final Set<String> ours;

  /**
   * @param ours the databases whose backups are considered
   */
  UnknownGenerations(Generations generations, KnownGenerations known, Set<String> ours) {
    this.generations = generations;
    this.known = known;
    this.ours = ours;
  }

  /** The backups of one month, newest first. */
  record OfMonth(Month month, List<Generation> generations) {
    /** The file's position among them; their number if it is not one of them. */
    int indexOf(Generation wanted) {
      int index = 0;
      while (index < generations.size() && !generations.get(index).csv().equals(wanted.csv())) {
        index++;
      }
      return index;
    }

    /**
     * That one and all older ones: if the newer one is settled, the older ones hold nothing more.
     */
    List<Manifest> from(int index) {
      return generations.subList(index, generations.size()).stream()
          .map(Generation::manifest)
          .toList();
    }

    List<OfMonth> before(int index) {
      return index == 0 ? List.of() : List.of(new OfMonth(month, generations.subList(0, index)));
    }
  }

  /** The unknown backups of every month; reads every manifest. */
  List<OfMonth> everywhere() {
    return of(generations.numbers().keySet(), this::isUnknown);
  }

  /**
   * The unknown backups of every month that has an unknown number. Of the thorough month, every
   * manifest is read.
   */
  List<OfMonth> everywhere(SortedMap<Month, SortedSet<Integer>> numbers, Month thorough) {
    List<Month> months = new ArrayList<>();
    numbers.forEach(
        (month, taken) -> {
          boolean allKnown = taken.stream().allMatch(number -> known.hasNumber(month, number));
          if (month.equals(thorough) || !allKnown) {
            months.add(month);
          }
        });
    return of(months, this::isUnknown);
  }

  /** Also those from a folder that was taken over which may still hold more. */
  List<OfMonth> unsettled() {
    return of(generations.numbers().keySet(), this::isUnsettled);
  }

  List<OfMonth> unsettled(Month month) {
    return of(List.of(month), this::isUnsettled);
  }

  private List<OfMonth> of(Collection<Month> months, Predicate<String> which) {
    return months.stream()
        .map(month -> new OfMonth(month, generations.of(month).filter(is(which)).toList()))
        .filter(month -> !month.generations().isEmpty())
        .toList();
  }

  private Predicate<Generation> is(Predicate<String> which) {
    return generation -> {
      try {
        Manifest manifest = generation.manifest();
        return ours.contains(manifest.databaseId()) && which.test(manifest.sha256());
      } catch (Failure e) {
        // A damaged backup is reported by whoever needs it.
        return false;
      }
    };
  }

  private boolean isUnknown(String digest) {
    return !known.has(digest);
  }

  private boolean isUnsettled(String digest) {
    return isUnknown(digest) || known.isUnsettled(digest);
  }
}
