package extrato.month.archive;

import org.jspecify.annotations.Nullable;

/** Says when a batch is full. */
public record BatchLimits(int records, long bytes) {
  /**
   * A batch is one jsonb value. This is far less than a value may hold, and little enough for the
   * memory, of which a growing buffer may take three times as much.
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
   * @param configured the value of BATCH_SIZE; null if the size grows with the month
   */
  public static BatchLimits of(@Nullable Integer configured, long monthRecords) {
    if (configured != null) {
      return new BatchLimits(configured, BYTES);
    }
    long grown = monthRecords > USUAL_UP_TO ? Math.min(monthRecords / 100, LARGEST) : USUAL;
    return new BatchLimits((int) grown, BYTES);
  }
}
