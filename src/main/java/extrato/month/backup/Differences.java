package extrato.month.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The first differences, and how many there are in all. */
public final class Differences {
  private static final int SHOWN = 20;

  private final List<Difference> first = new ArrayList<>();
  private long count;

  void add(Difference difference) {
    count++;
    if (first.size() < SHOWN) {
      first.add(difference);
    }
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public long count() {
    return count;
  }

  public List<Difference> first() {
    return List.copyOf(first);
  }

  /** The first records, and how many more there are. */
  public String names() {
    String more = count > first.size() ? ", and " + (count - first.size()) + " more" : "";
    return first.stream().map(Difference::record).collect(Collectors.joining(", ")) + more;
  }

  /** One line: the first difference, and how many more there are. */
  public String summary() {
    String more = count > 1 ? " (and " + (count - 1) + " more)" : "";
    return first.get(0).place() + more;
  }
}
