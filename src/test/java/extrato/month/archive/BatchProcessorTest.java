package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.month.archive.BatchProcessor.Batch;
import extrato.month.archive.BatchProcessor.BatchFailed;
import extrato.month.archive.BatchProcessor.Outcome;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchProcessorTest {
  private final List<Batch> batches = new ArrayList<>();

  /** Notes what it is told; fails where it is asked to. */
  private static final class Notes implements BatchProcessor.Work<String> {
    final List<String> told = new ArrayList<>();
    private final RuntimeException failure;
    private final String failing;
    private long bytes;

    Notes() {
      this("nowhere", new IllegalStateException());
    }

    Notes(String failing, RuntimeException failure) {
      this.failing = failing;
      this.failure = failure;
    }

    @Override
    public void begin(int number) {
      bytes = 0;
      note("begin " + number);
    }

    @Override
    public long add(String record) {
      bytes += record.length();
      note("add " + record);
      return bytes;
    }

    @Override
    public void end(int number, int records) {
      note(String.format(Locale.ROOT, "end %d with %d", number, records));
    }

    @Override
    public void await() {
      note("await");
    }

    private void note(String what) {
      told.add(what);
      if (what.equals(failing)) {
        throw failure;
      }
    }
  }

  private BatchProcessor<String> processor(int size, long bytes, long expected, Notes work) {
    return new BatchProcessor<>(
        "gastos", new BatchLimits(size, bytes), expected, work, batches::add);
  }

  @Test
  void process_nothing_beginsNoBatch() {
    Notes work = new Notes();

    assertThat(processor(10, 100, 0, work).finish()).isZero();
    assertThat(work.told).isEmpty();
    assertThat(batches).isEmpty();
  }

  @Test
  void process_oneRecord_isOneBatch() {
    Notes work = new Notes();
    BatchProcessor<String> processor = processor(10, 100, 1, work);
    processor.add("a");

    assertThat(processor.finish()).isEqualTo(1);
    assertThat(work.told).containsExactly("begin 1", "add a", "end 1 with 1", "await");
    assertThat(batches)
        .singleElement()
        .asString()
        .matches("batch 1 of 1 of gastos: 1 records, \\d+ ms, done");
  }

  @Test
  void process_anExactMultiple_sendsEachBatchWhenItIsFull_andWaitsForItWhenTheNextOneIs() {
    Notes work = new Notes();
    BatchProcessor<String> processor = processor(2, 100, 4, work);
    List.of("a", "b", "c", "d").forEach(processor::add);

    assertThat(work.told).endsWith("add d", "await", "end 2 with 2");
    assertThat(processor.finish()).isEqualTo(4);
    assertThat(work.told)
        .containsExactly(
            "begin 1",
            "add a",
            "add b",
            "end 1 with 2",
            "begin 2",
            "add c",
            "add d",
            "await",
            "end 2 with 2",
            "await");
  }

  @Test
  void process_upToTheBytes_endsTheBatchEarly_andCountsOn() {
    Notes work = new Notes();
    BatchProcessor<String> processor = processor(3, 5, 4, work);
    List.of("aaaaa", "bb", "cc", "d", "e").forEach(processor::add);
    processor.finish();

    assertThat(batches).extracting(Batch::records).containsExactly(1, 3, 1);
    // More than expected: the last number is never above the number of all.
    assertThat(batches).extracting(Batch::of).containsExactly(2L, 2L, 3L);
  }

  @Property
  void process_anyNumberInBatchesOfAnySize_losesNone(
      @ForAll @IntRange(max = 300) int records, @ForAll @IntRange(min = 1, max = 50) int size) {
    batches.clear();
    BatchProcessor<String> processor = processor(size, Long.MAX_VALUE, records, new Notes());
    IntStream.range(0, records).forEach(i -> processor.add("x"));

    assertThat(processor.finish()).isEqualTo(records);
    assertThat(batches.stream().mapToInt(Batch::records).sum()).isEqualTo(records);
    assertThat(batches).hasSize((records + size - 1) / size);
    assertThat(batches).allMatch(batch -> batch.of() == batches.size());
    assertThat(batches).extracting(Batch::number).isSorted().doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @ValueSource(strings = {"begin 2", "add c", "end 2 with 2"})
  void process_failing_namesTheBatch_andEndsThere(String failing) {
    IllegalStateException failure = new IllegalStateException("no more");
    Notes work = new Notes(failing, failure);
    BatchProcessor<String> processor = processor(2, 100, 6, work);

    assertThatThrownBy(() -> List.of("a", "b", "c", "d", "e", "f").forEach(processor::add))
        .isInstanceOf(BatchFailed.class)
        .hasMessageContaining("batch 2 of 3 of gastos")
        .hasCause(failure);
    assertThat(work.told).endsWith(failing);
    assertThat(batches).last().asString().contains("batch 2 of 3 of gastos", "failed");
  }

  @Test
  void process_failingOnItsWay_namesTheBatchThatWasSent() {
    IllegalStateException failure = new IllegalStateException("no more");
    Notes work = new Notes("await", failure);
    BatchProcessor<String> processor = processor(2, 100, 6, work);

    assertThatThrownBy(() -> List.of("a", "b", "c", "d", "e", "f").forEach(processor::add))
        .isInstanceOf(BatchFailed.class)
        .hasMessage("batch 1 of 3 of gastos (2 records) failed")
        .hasCause(failure);
    assertThat(work.told).endsWith("add d", "await");
    assertThat(batches).extracting(Batch::outcome).containsExactly(Outcome.FAILED);
  }

  @Test
  void process_failingInTheLastBatch_namesItToo() {
    Notes work = new Notes("end 2 with 1", new IllegalStateException());
    BatchProcessor<String> processor = processor(2, 100, 3, work);
    List.of("a", "b", "c").forEach(processor::add);

    assertThatThrownBy(processor::finish)
        .isInstanceOf(BatchFailed.class)
        .hasMessage("batch 2 of 2 of gastos (1 records) failed");
  }

  /** A signal, a busy lock: what the operator understands is not wrapped into anything. */
  @ParameterizedTest
  @ValueSource(strings = {"begin 1", "add a", "end 1 with 1"})
  void process_failingForAReasonThatPeopleKnow_passesItThrough(String failing) {
    Failure.Busy failure = new Failure.Busy("another run is at work", "wait");
    BatchProcessor<String> processor = processor(1, 100, 1, new Notes(failing, failure));

    assertThatThrownBy(() -> processor.add("a")).isSameAs(failure);
  }
}
