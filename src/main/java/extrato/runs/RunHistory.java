package extrato.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.postgres.WorkingRuns;
import extrato.studio.Month;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runs on record. */
public final class RunHistory {
  private static final String HISTORY = Sql.load(RunHistory.class, "run_history.sql");
  private static final ObjectMapper JSON = new ObjectMapper();

  private RunHistory() {}

  /**
   * The newest first; none where the tool's own tables are not there yet.
   *
   * @param month null for the runs of every month, and of none
   */
  public static List<RecordedRun> newest(Snapshot snapshot, @Nullable Month month, int limit) {
    return runs(snapshot, month, null, limit);
  }

  /** The run of that id. */
  public static Optional<RecordedRun> of(Snapshot snapshot, String runId) {
    return runs(snapshot, null, runId, 1).stream().findFirst();
  }

  private static List<RecordedRun> runs(
      Snapshot snapshot, @Nullable Month month, @Nullable String runId, int limit) {
    if (!snapshot.hasOwnSchema()) {
      return List.of();
    }
    WorkingRuns working = WorkingRuns.of(snapshot.handle());
    return snapshot
        .query(HISTORY)
        .bind("ano", month == null ? null : Integer.valueOf(month.year()))
        .bind("mes", month == null ? null : Integer.valueOf(month.month()))
        .bind("run_id", runId)
        .bind("limit", limit)
        .map((row, context) -> run(row, working))
        .list();
  }

  private static RecordedRun run(ResultSet row, WorkingRuns working) throws SQLException {
    String runId = row.getString("run_id");
    String outcome = row.getString("outcome");
    boolean died = outcome.equals(Outcome.RUNNING.word()) && !working.has(runId);
    OffsetDateTime ended = row.getObject("ended", OffsetDateTime.class);
    return new RecordedRun(
        runId,
        row.getString("command"),
        month(row),
        start(row),
        new RecordedRun.End(
            ended == null ? null : ended.toInstant(),
            died ? RecordedRun.DIED : outcome,
            row.getObject("exit_code", Integer.class),
            row.getString("error")),
        work(row),
        new RecordedRun.Backup(row.getString("backup_file"), row.getString("backup_digest")));
  }

  private static RecordedRun.Start start(ResultSet row) throws SQLException {
    return new RecordedRun.Start(
        row.getObject("started", OffsetDateTime.class).toInstant(),
        row.getString("os_user"),
        row.getString("host"),
        row.getString("version"),
        row.getString("reason"));
  }

  private static RecordedRun.Work work(ResultSet row) throws SQLException {
    return new RecordedRun.Work(
        row.getInt("attempts"),
        json(row.getString("attempt_log")),
        json(row.getString("counts")),
        json(row.getString("steps")),
        json(row.getString("warnings")),
        row.getObject("batch_size", Integer.class));
  }

  private static @Nullable Month month(ResultSet row) throws SQLException {
    Integer year = row.getObject("ano", Integer.class);
    Integer month = row.getObject("mes", Integer.class);
    return year == null || month == null ? null : new Month(year, month);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
