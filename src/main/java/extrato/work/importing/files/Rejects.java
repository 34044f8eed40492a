package extrato.work.importing.files;

import java.util.ArrayList;
import java.util.List;

/** Everything that was refused: the first thousand by name, and how many. */
public final class Rejects {
  private static final int NAMED = 1000;

  private final List<Reject> named = new ArrayList<>();
  private long count;

  public void add(Reject reject) {
    count++;
    if (named.size() < NAMED) {
      named.add(reject);
    }
  }

  public long count() {
    return count;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  public List<Reject> named() {
    return List.copyOf(named);
  }

  /** For another attempt, which finds the same again. */
  public void forget() {
    named.clear();
    count = 0;
  }
}
