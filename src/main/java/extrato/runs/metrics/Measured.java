package extrato.runs.metrics;

import extrato.studio.Month;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run's figures.
 *
 * @param steps milliseconds per step
 * @param records the whole month's records per table; empty if the run did not count them
 * @param late null if the run did not look for late records
 * @param backupBytes null if the run used no backup
 */
public record Measured(
    String command,
    Month month,
    Instant ended,
    int exitCode,
    Duration duration,
    Map<String, Long> steps,
    Map<String, Long> records,
    @Nullable Long late,
    boolean proven,
    @Nullable Long backupBytes) {
  public Measured {
    steps = Collections.unmodifiableMap(new LinkedHashMap<>(steps));
    records = Collections.unmodifiableMap(new LinkedHashMap<>(records));
  }
}
