package extrato.runs;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Month;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as recorded.
 *
 * @param outcome one of {@link Outcome}'s words, or {@link #DIED}
 * @param ended null while it runs; stays null if the run died
 */
public record RecordedRun(
    String runId,
    String command,
    @Nullable Month month,
    Instant started,
    @Nullable Instant ended,
    String outcome,
    @Nullable Integer exitCode,
    int attempts,
    JsonNode attemptLog,
    JsonNode counts,
    JsonNode steps,
    JsonNode warnings,
    @Nullable Integer batchSize,
    @Nullable String backupFile,
    @Nullable String backupDigest,
    String host,
    String user,
    String version,
    @Nullable String reason,
    @Nullable String error) {

  /** The outcome of a run that is recorded as running but is no longer at work. */
  public static final String DIED = "died";

  /** How many of the month's records the run found, in all four tables. */
  public long records() {
    long records = 0;
    for (JsonNode table : counts) {
      records += table.path("found").asLong();
    }
    return records;
  }

  public @Nullable Duration duration() {
    return ended == null ? null : Duration.between(started, ended);
  }
}
