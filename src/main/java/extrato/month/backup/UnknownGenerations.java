package extrato.month.backup;

import extrato.studio.Month;
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
  record OfMonth(Month month, List<Remnant> remnants, KnownGenerations known) {
    /** The file's position among them; their number if it is not one of them. */
    int indexOf(Generation wanted) {
      int index = 0;
      while (index < remnants.size() && !remnants.get(index).isAt(wanted.csv())) {
        index++;
      }
      return index;
    }

    /**
     * That one and all older ones: if the newer one is settled, the older ones hold nothing more.
     */
    List<Manifest> from(int index) {
      return remnants.subList(index, remnants.size()).stream()
          .filter(remnant -> remnant.witness() != Remnant.Witness.NONE)
          .map(Remnant::manifest)
          .toList();
    }

    List<OfMonth> before(int index) {
      return index == 0
          ? List.of()
          : List.of(new OfMonth(month, remnants.subList(0, index), known));
    }

    /** Whether what a lost backup held could be more than the database has. */
    boolean matters(Remnant lost) {
      return !known.hasSettledAfter(month, lost.number());
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
        .map(month -> new OfMonth(month, of(month, which), known))
        .filter(month -> !month.remnants().isEmpty())
        .toList();
  }

  private List<Remnant> of(Month month, Predicate<String> which) {
    return generations.left(month).stream()
        .filter(remnant -> isOurs(remnant) && which.test(remnant.manifest().file().sha256()))
        .filter(
            remnant ->
                remnant.witness() != Remnant.Witness.NONE
                    || !known.isSettled(month, remnant.number()))
        .toList();
  }

  /** A file without a manifest lies in a folder that is this database's. */
  private boolean isOurs(Remnant remnant) {
    return remnant.witness() != Remnant.Witness.MANIFEST
        || ours.contains(remnant.manifest().database().id());
  }

  private boolean isUnknown(String digest) {
    return !known.has(digest);
  }

  private boolean isUnsettled(String digest) {
    return isUnknown(digest) || known.isUnsettled(digest);
  }
}
