package extrato.postgres;

import java.util.ArrayList;
import java.util.List;

/** How many rows were inserted, updated and deleted. */
record Tally(long inserted, long updated, long deleted) {
  static final Tally NONE = new Tally(0, 0, 0);

  Tally plus(Tally other) {
    return new Tally(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
  }

  Tally minus(Tally other) {
    return plus(new Tally(-other.inserted, -other.updated, -other.deleted));
  }

  boolean isOnlyUpdates() {
    return inserted == 0 && deleted == 0 && updated > 0;
  }

  long written() {
    return inserted + updated;
  }

  BookRows.Meant meant() {
    return new BookRows.Meant(inserted - deleted, written());
  }

  String described() {
    List<String> parts = new ArrayList<>();
    count(parts, inserted, "inserted");
    count(parts, updated, "updated");
    count(parts, deleted, "deleted");
    return String.join(", ", parts);
  }

  private static void count(List<String> parts, long rows, String what) {
    if (rows != 0) {
      parts.add(Math.abs(rows) + (rows > 0 ? " more rows " : " fewer rows ") + what);
    }
  }
}
