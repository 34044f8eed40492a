package extrato.month.archive;

import org.jspecify.annotations.Nullable;

/** When a batch is full. */
public record BatchLimits(int records, long bytes) {
  /**
   * One batch becomes one jsonb value: far below what a value may hold, and little to keep in
   * memory, of which it may take three times as much while it grows.
   */
  static final long BYTES = 4L << 20;

  private static final int USUAL = 100;
  private static final int LARGEST = 5_000;
  private static final int USUAL_UP_TO = 10_000;

  public BatchLimits {
    if (records < 1) {
      throw new IllegalArgumentException("a batch holds at least 1 record, not " + records);
    }
  }

  /**
   * @param configured what BATCH_SIZE says; null when the size grows with the month
   */
  public static BatchLimits of(@Nullable Integer configured, long monthRecords) {
    if (configured != null) {
      return new BatchLimits(configured, BYTES);
    }
    long grown = monthRecords > USUAL_UP_TO ? Math.min(monthRecords / 100, LARGEST) : USUAL;
    return new BatchLimits((int) grown, BYTES);
  }
}
