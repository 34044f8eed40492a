package extrato.work.restoring;

import extrato.studio.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How a file differs from something that it is compared with.
 *
 * @param right what it is compared with, as a message names it
 * @param missing how many of its records the file lacks
 * @param more how many records only the file has
 * @param other how many have other values in the file
 * @param first the first differences, table by table
 * @param trouble why the comparison could not be made, or null
 */
record Deviation(
    String right,
    long missing,
    long more,
    long other,
    List<OtherValue> first,
    @Nullable String trouble) {
  private static final int NAMED = 5;

  Deviation {
    first = List.copyOf(first);
  }

  static Deviation unknown(String right, String why) {
    return new Deviation(right, 0, 0, 0, List.of(), why);
  }

  boolean isNone() {
    return records() == 0 && trouble == null;
  }

  long records() {
    return missing + more + other;
  }

  /** One line, without values. */
  String summary() {
    if (trouble != null) {
      return "the differences cannot be determined: " + trouble;
    }
    List<String> counts = new ArrayList<>();
    add(counts, other, "with other values");
    add(counts, missing, "missing");
    add(counts, more, "more");
    String places =
        first.stream().limit(NAMED).map(OtherValue::place).collect(Collectors.joining("; "));
    return String.join(", ", counts) + ": " + places + (isCut() ? "; and more" : "");
  }

  private boolean isCut() {
    return first.size() > NAMED;
  }

  private static void add(List<String> counts, long count, String what) {
    if (count > 0) {
      counts.add(records(count) + " " + what);
    }
  }

  static String records(long count) {
    return Count.of(count, "record");
  }
}
