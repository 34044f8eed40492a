package extrato.work.importing.files;

import org.jspecify.annotations.Nullable;

/**
 * How one file writes something that can be written in two ways, as far as its values tell. One
 * value alone may not: {@code 1.234} and {@code 01/02/2025} are read in both ways.
 *
 * @param <T> the two ways
 */
final class Notation<T extends Enum<T>> {
  private @Nullable T seen;
  private long seenAt;
  private @Nullable T other;
  private long otherAt;
  private long unclearAt;
  private String unclearColumn = "";

  void sees(T way, long line) {
    if (seen == null) {
      seen = way;
      seenAt = line;
    } else if (seen != way && other == null) {
      other = way;
      otherAt = line;
    }
  }

  void unclear(long line, String column) {
    if (unclearAt == 0) {
      unclearAt = line;
      unclearColumn = column;
    }
  }

  /** The only way that the file's values allow; null where none of them says anything. */
  @Nullable T way() {
    return seen;
  }

  boolean isContradictory() {
    return other != null;
  }

  /** Whether there is a value that can be read in two ways, and none that tells which. */
  boolean isUndecided() {
    return seen == null && unclearAt > 0;
  }

  long unclearAt() {
    return unclearAt;
  }

  String unclearColumn() {
    return unclearColumn;
  }

  long seenAt() {
    return seenAt;
  }

  long otherAt() {
    return otherAt;
  }
}
