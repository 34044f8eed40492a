package extrato.runs;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.postgres.WorkingRuns;
import extrato.studio.Month;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the runs of one month have come to: the newest of each kind. */
public final class LastRuns {
  private static final String LAST_RUNS = Sql.load(LastRuns.class, "last_runs.sql");

  /** No run of the month is on record. */
  public static final LastRuns NONE = new LastRuns(Map.of());

  private final Map<RunEnd, Last> newest;

  private LastRuns(Map<RunEnd, Last> newest) {
    this.newest = newest.isEmpty() ? Map.of() : new EnumMap<>(newest);
  }

  /** How a run ended, as far as the month is concerned. */
  public enum RunEnd {
    /** It found the backup to be what the database holds, or closed the month with it. */
    PROOF,
    SUCCESS,
    FAILURE,
    /** It is on record as running, and is at work. */
    RUNNING,
    /** It is on record as running, and nobody is at work. */
    DIED,
    /** It did not get to work. */
    NOTHING
  }

  /**
   * One run.
   *
   * @param when it ended, or began if it never ended
   */
  public record Last(
      String runId,
      String command,
      Instant started,
      Instant when,
      String outcome,
      @Nullable Integer exitCode,
      @Nullable String error) {}

  private record Found(Month month, RunEnd ending, Last last) {}

  /** Every month that a run on record is about; the tool's own tables must be there. */
  public static SortedMap<Month, LastRuns> of(Snapshot snapshot) {
    WorkingRuns working = WorkingRuns.of(snapshot.handle());
    SortedMap<Month, Map<RunEnd, Last>> months = new TreeMap<>();
    snapshot
        .query(LAST_RUNS)
        .map((row, context) -> found(row, working))
        .forEach(
            found ->
                months
                    .computeIfAbsent(found.month(), month -> new EnumMap<>(RunEnd.class))
                    .put(found.ending(), found.last()));
    SortedMap<Month, LastRuns> result = new TreeMap<>();
    months.forEach((month, newest) -> result.put(month, new LastRuns(newest)));
    return result;
  }

  /** When the month's backup was last proven. */
  public Optional<Last> proof() {
    return newest(List.of(RunEnd.PROOF));
  }

  public Optional<Last> failure() {
    return newest(List.of(RunEnd.FAILURE, RunEnd.DIED));
  }

  /** The run that is at work on the month now. */
  public Optional<Last> running() {
    return newest(List.of(RunEnd.RUNNING));
  }

  /** Whether the last run that got to work failed, and no later one made it good. */
  public boolean lastFailed() {
    Optional<Last> good = newest(List.of(RunEnd.PROOF, RunEnd.SUCCESS));
    return running().isEmpty()
        && failure()
            .filter(bad -> good.isEmpty() || good.get().started().isBefore(bad.started()))
            .isPresent();
  }

  /** Whether no run of the month has done, or begun, anything. */
  public boolean didNothing() {
    return !lastFailed()
        && running().isEmpty()
        && proof().isEmpty()
        && newest(List.of(RunEnd.SUCCESS))
            .filter(last -> !last.outcome().equals(Outcome.EMPTY.word()))
            .isEmpty();
  }

  /** Whether the failure that {@link #failure()} names is a run that never ended. */
  public boolean lastFailureDied() {
    return failure().equals(newest(List.of(RunEnd.DIED))) && failure().isPresent();
  }

  private Optional<Last> newest(List<RunEnd> endings) {
    List<Last> found = new ArrayList<>();
    for (RunEnd ending : endings) {
      Last last = newest.get(ending);
      if (last != null) {
        found.add(last);
      }
    }
    return found.stream().max(Comparator.comparing(Last::started));
  }

  private static Found found(ResultSet row, WorkingRuns working) throws SQLException {
    String word = row.getString("julgamento");
    String runId = row.getString("run_id");
    boolean died = word.equals("running") && !working.has(runId);
    Instant started = row.getObject("started", OffsetDateTime.class).toInstant();
    OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
    return new Found(
        new Month(row.getInt("ano"), row.getInt("mes")),
        died ? RunEnd.DIED : RunEnd.valueOf(word.toUpperCase(Locale.ROOT)),
        new Last(
            runId,
            row.getString("command"),
            started,
            ended == null ? started : ended.toInstant(),
            died ? RecordedRun.DIED : row.getString("outcome"),
            row.getObject("exit_code", Integer.class),
            row.getString("error")));
  }
}
