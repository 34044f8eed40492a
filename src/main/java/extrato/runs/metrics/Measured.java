package extrato.runs.metrics;

import extrato.studio.Month;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run's figures. */
public record Measured(String command, Month month, End end, Found found) {

  /**
   * How it ended.
   *
   * @param steps milliseconds per step
   */
  public record End(Instant at, int exitCode, Duration duration, Map<String, Long> steps) {
    public End {
      steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    }
  }

  /**
   * What it found.
   *
   * @param records the whole month's records per table; empty if the run did not count them
   * @param late null if the run did not look for late records
   * @param proven whether the month's backup is what the database holds
   * @param backupBytes null if the run used no backup
   */
  public record Found(
      Map<String, Long> records, @Nullable Long late, boolean proven, @Nullable Long backupBytes) {
    public Found {
      records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
    }
  }
}
