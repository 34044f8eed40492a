package extrato.work.importing.files;

import java.util.ArrayList;
import java.util.List;

/** Everything that was refused: the first thousand by name, and how many. */
public final class Rejects {
  private static final int NAMED = 1000;

  private final List<Reject> named = new ArrayList<>();
  private long count;

  private final List<Reject> unknown = new ArrayList<>();
  private final boolean strict;

  /** Where the tables of the studio are known. */
  public Rejects() {
    this(true);
  }

  /**
   * @param strict whether a column that is not known is refused; without a database, it may be
   *     there
   */
  public Rejects(boolean strict) {
    this.strict = strict;
  }

  void unknownColumn(Reject reject) {
    if (strict) {
      add(reject);
    } else {
      unknown.add(reject);
    }
  }

  /** What only the studio's database could tell. */
  public List<Reject> unknown() {
    return List.copyOf(unknown);
  }

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
    unknown.clear();
    count = 0;
  }
}
