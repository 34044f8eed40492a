package extrato.month.archive;

import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Processes any number of records in batches, each limited by its number of records and by its
 * bytes. It keeps no record itself, so its memory does not grow with their number.
 *
 * @param <T> the type of a record
 */
public final class BatchProcessor<T> {
  private final String what;
  private final BatchLimits limits;
  private final long expectedBatches;
  private final Work<T> work;
  private final Consumer<Batch> listener;
  private int number;
  private int records;
  private long allRecords;
  private long began;
  private @Nullable UnderWay underWay;

  private record UnderWay(int number, int records, long began) {}

  /**
   * What is done with the records of a batch.
   *
   * @param <T> the type of a record
   */
  public interface Work<T> {
    /** Begins a batch; its first record follows. */
    void begin(int number);

    /** Adds a record to the batch; returns the batch's size in bytes. */
    long add(T record);

    /** Sends the batch, because it is full or the last one. */
    void end(int number, int records);

    /** Waits until the previous batch is done. It is called when the next one is full. */
    default void await() {}
  }

  /** How a batch ended. */
  public enum Outcome {
    DONE,
    FAILED
  }

  public record Batch(
      String what, int number, long of, int records, Duration took, Outcome outcome) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "batch %d of %d of %s: %d records, %d ms, %s",
          number,
          of,
          what,
          records,
          took.toMillis(),
          outcome == Outcome.DONE ? "done" : "failed");
    }
  }

  /** Says which batch failed. */
  public static final class BatchFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BatchFailed(Batch batch, RuntimeException cause) {
      super(
          String.format(
              Locale.ROOT,
              "batch %d of %d of %s (%d records) failed",
              batch.number(),
              batch.of(),
              batch.what(),
              batch.records()),
          cause);
    }
  }

  public BatchProcessor(
      String what,
      BatchLimits limits,
      long expectedRecords,
      Work<T> work,
      Consumer<Batch> listener) {
    this.what = what;
    this.limits = limits;
    this.expectedBatches = (expectedRecords + limits.records() - 1) / limits.records();
    this.work = work;
    this.listener = listener;
  }

  public void add(T record) {
    if (records == 0) {
      number++;
      began = System.nanoTime();
      guarded(() -> work.begin(number));
    }
    records++;
    long[] bytes = {0};
    guarded(() -> bytes[0] = work.add(record));
    if (records >= limits.records() || bytes[0] >= limits.bytes()) {
      end();
    }
  }

  /** Sends the last batch, full or not; returns how many records there were. */
  public long finish() {
    if (records > 0) {
      end();
    }
    settle();
    return allRecords;
  }

  private void end() {
    settle();
    guarded(() -> work.end(number, records));
    underWay = new UnderWay(number, records, began);
    allRecords += records;
    records = 0;
  }

  /** Waits for the batch that is being processed, and reports its outcome. */
  private void settle() {
    UnderWay sent = underWay;
    if (sent != null) {
      underWay = null;
      guarded(sent, work::await);
      listener.accept(batch(sent, Outcome.DONE));
    }
  }

  private void guarded(Runnable step) {
    guarded(new UnderWay(number, records, began), step);
  }

  private void guarded(UnderWay batch, Runnable step) {
    try {
      step.run();
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      Batch failed = batch(batch, Outcome.FAILED);
      listener.accept(failed);
      throw new BatchFailed(failed, e);
    }
  }

  private Batch batch(UnderWay batch, Outcome outcome) {
    return new Batch(
        what,
        batch.number(),
        Math.max(batch.number(), expectedBatches),
        batch.records(),
        Duration.ofNanos(System.nanoTime() - batch.began()),
        outcome);
  }
}
