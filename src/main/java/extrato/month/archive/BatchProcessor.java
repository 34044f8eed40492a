package extrato.month.archive;

import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Processes any number of records in batches: so many records, or so many bytes, whichever comes
 * first. It holds no record itself, so that its memory does not grow with their number.
 *
 * @param <T> what is processed
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
   * What to do with the records of a batch.
   *
   * @param <T> what is processed
   */
  public interface Work<T> {
    /** A batch begins; its first record follows. */
    void begin(int number);

    /** Takes a record into the batch; returns how many bytes the batch holds now. */
    long add(T record);

    /** The batch is full, or the last one: it is sent on its way. */
    void end(int number, int records);

    /** Waits until the batch that was sent last is done; the next one is full by then. */
    default void await() {}
  }

  /** How a batch ended. */
  public enum Outcome {
    DONE,
    FAILED
  }

  /** A batch that has ended. */
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

  /** Names the batch that failed. */
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

  /** Ends the last batch, full or not; returns how many records there were. */
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

  /** Hears of the batch that is under way what became of it. */
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
