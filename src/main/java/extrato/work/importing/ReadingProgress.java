package extrato.work.importing;

import extrato.runs.Run;
import extrato.work.importing.files.Conversion;
import java.util.List;
import java.util.function.LongConsumer;

/** Shows how much of the files has been read, and lets a signal stop the reading. */
final class ReadingProgress {
  private final Run run;
  private final Runnable interruption;

  /**
   * @param interruption throws when a signal asked the run to stop
   */
  ReadingProgress(Run run, Runnable interruption) {
    this.run = run;
    this.interruption = interruption;
  }

  /** Of a pass of which nobody knows how many records will come. */
  LongConsumer unending() {
    return towards(0);
  }

  /** Of a pass through these files. */
  LongConsumer towards(List<Conversion> files) {
    return towards(files.stream().mapToLong(Conversion::surveyed).sum());
  }

  private LongConsumer towards(long all) {
    long[] done = {0};
    return count -> {
      interruption.run();
      done[0] += count;
      run.progress().advance(done[0], all);
    };
  }
}
