package extrato.runs;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Month;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run as recorded.
 *
 * @param month null for a run that is about none
 * @param backup what it wrote, or worked with
 */
public record RecordedRun(
    String runId,
    String command,
    @Nullable Month month,
    Start start,
    End end,
    Work work,
    Backup backup) {

  /**
   * Who began it.
   *
   * @param user of the operating system
   * @param reason what the person said, if anything
   */
  public record Start(
      Instant at, String user, String host, String version, @Nullable String reason) {}

  /**
   * How it ended.
   *
   * @param at null while it runs; stays null if the run died
   * @param outcome one of {@link Outcome}'s words, or {@link #DIED}
   */
  public record End(
      @Nullable Instant at, String outcome, @Nullable Integer exitCode, @Nullable String error) {}

  /**
   * What it did.
   *
   * @param failedAttempts why each attempt before the last one failed
   */
  public record Work(
      int attempts,
      JsonNode failedAttempts,
      JsonNode counts,
      JsonNode steps,
      JsonNode warnings,
      @Nullable Integer batchSize) {}

  /** The backup's file; both null where there was none. */
  public record Backup(@Nullable String file, @Nullable String digest) {}

  /** The outcome of a run that is recorded as running but is no longer at work. */
  public static final String DIED = "died";

  /** How many of the month's records the run found, in all four tables. */
  public long records() {
    long records = 0;
    for (JsonNode table : work.counts()) {
      records += table.path("found").asLong();
    }
    return records;
  }

  public @Nullable Duration duration() {
    return end.at() == null ? null : Duration.between(start.at(), end.at());
  }
}
