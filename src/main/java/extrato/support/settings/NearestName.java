package extrato.support.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Finds what was probably meant by a name that nobody knows. */
public final class NearestName {
  private static final String PREFIX = "EXTRATO_";
  private static final int CLOSE = 2;

  /** So many letters say which name is meant when only one begins with them. */
  private static final int TELLING = 3;

  private NearestName() {}

  public static Optional<String> of(String unknown, Collection<String> known) {
    List<String> longer = known.stream().filter(name -> name.startsWith(unknown)).toList();
    if (unknown.length() >= TELLING && longer.size() == 1) {
      return Optional.of(longer.get(0));
    }
    int close = Math.min(CLOSE, unknown.length() / 2);
    ToIntFunction<String> distance = name -> distance(unknown, name);
    return known.stream()
        .filter(name -> distance.applyAsInt(name) <= close)
        .min(Comparator.comparingInt(distance).thenComparing(Comparator.naturalOrder()));
  }

  /** Some settings have the tool's name in front and some do not, which is easily mixed up. */
  private static int distance(String unknown, String known) {
    int asWritten = edits(unknown, known);
    return unknown.startsWith(PREFIX)
        ? Math.min(asWritten, edits(unknown.substring(PREFIX.length()), known))
        : asWritten;
  }

  /** How many letters must be put in, left out or replaced; upper and lower case are one. */
  private static int edits(String left, String right) {
    String a = left.toLowerCase(Locale.ROOT);
    String b = right.toLowerCase(Locale.ROOT);
    int[] previous = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(replaced, Math.min(previous[j], row[j - 1]) + 1);
      }
      previous = row;
    }
    return previous[b.length()];
  }
}
