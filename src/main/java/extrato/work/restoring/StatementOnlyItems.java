package extrato.work.restoring;

import java.util.ArrayList;
import java.util.List;

/** Collects what only a statement contains. */
final class StatementOnlyItems {
  static final String TOLD = "is only in the statement";

  private static final String NAME = "the statement";
  private static final int SHOWN = 20;

  private final List<OtherValue> first = new ArrayList<>();
  private long lost;
  private long other;

  /** Records, or a sum of them, that nothing brings back. */
  void lost(long records, OtherValue shown) {
    lost += records;
    show(shown);
  }

  /** A record that comes back with other values. */
  void other(List<OtherValue> shown) {
    other++;
    shown.forEach(this::show);
  }

  private void show(OtherValue shown) {
    if (first.size() < SHOWN) {
      first.add(shown);
    }
  }

  Deviation deviation() {
    return new Deviation(NAME, lost, 0, other, first, null);
  }
}
