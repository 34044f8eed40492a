package extrato.support.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;

/** Guesses which known name an unknown one was meant to be. */
public final class NearestName {
  private static final String PREFIX = "EXTRATO_";
  private static final int CLOSE = 2;

  /** This many letters are enough if only one known name begins with them. */
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

  /** Some settings begin with the tool's name and some do not, which is easy to mix up. */
  private static int distance(String unknown, String known) {
    int asWritten = edits(unknown, known);
    return unknown.startsWith(PREFIX)
        ? Math.min(asWritten, edits(unknown.substring(PREFIX.length()), known))
        : asWritten;
  }

  /** How many letters must be inserted, removed or replaced; case does not count. */
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
