package extrato.runs;

import extrato.postgres.Database;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/**
 * The record of every run, in {@code extrato.runs}; and the line that the web application reads.
 */
public final class RunBook {
  private static final String START = Sql.load(RunBook.class, "run_start.sql");
  private static final String FINISH = Sql.load(RunBook.class, "run_finish.sql");
  private static final String WARNINGS =
      "update extrato.runs set warnings = cast(:warnings as jsonb) where run_id = :run_id";
  private static final String MESSAGE_LENGTH = Sql.load(RunBook.class, "message_length.sql");
  private static final String LOG_UPDATE = Sql.load(RunBook.class, "run_log_update.sql");
  private static final String LOG_INSERT = Sql.load(RunBook.class, "run_log_insert.sql");
  private static final String LATE_BEFORE = Sql.load(RunBook.class, "late_before.sql");
  private static final int LONGEST_MESSAGE = 500;

  private final String toolVersion;

  public RunBook(String toolVersion) {
    this.toolVersion = toolVersion;
  }

  /** To be committed before the work begins: a run that dies stays visible as running. */
  public void start(Handle handle, Run run) {
    Month month = run.month();
    handle
        .createUpdate(START)
        .bind("run_id", run.id())
        .bind("command", run.command().word())
        .bind("ano", month == null ? null : month.year())
        .bind("mes", month == null ? null : month.month())
        .bind("outcome", Outcome.RUNNING.word())
        .bind("host", Host.name())
        .bind("os_user", System.getProperty("user.name", "?"))
        .bind("version", toolVersion)
        .bind("reason", run.reason())
        .execute();
  }

  /** Finishes the run's record; the closing does it inside its own transaction. */
  public void finish(
      Handle handle, Run run, Outcome outcome, int exitCode, @Nullable String error) {
    Update update = handle.createUpdate(FINISH);
    update
        .bind("run_id", run.id())
        .bind("outcome", outcome.word())
        .bind("exit_code", exitCode)
        .bind("attempts", run.attempts())
        .bind("attempt_log", JsonText.of(run.failedAttempts()))
        .bind("counts", JsonText.of(counts(run)))
        .bind("steps", JsonText.of(run.steps()))
        .bind("warnings", JsonText.of(run.warnings()))
        .bind("batch_size", run.batchSize())
        .bind("backup_file", run.backupFile())
        .bind("backup_digest", run.backupDigest())
        .bind("reason", run.reason())
        .bind("error", error)
        .execute();
  }

  /**
   * What the studio's triggers were allowed to change is known when everything else is on record
   * already: it is told of, and noted behind the commit.
   */
  public void noteTolerated(Database database, Run run, List<String> tolerated) {
    if (tolerated.isEmpty()) {
      return;
    }
    tolerated.forEach(change -> run.warn("changed beside the month, as is allowed: " + change));
    database.note(
        handle ->
            handle
                .createUpdate(WARNINGS)
                .bind("run_id", run.id())
                .bind("warnings", JsonText.of(run.warnings()))
                .execute());
  }

  /** The outcome on record, when the run has one; what a lost answer to a commit is decided by. */
  public Optional<String> outcome(Handle handle, String runId) {
    return handle
        .createQuery("select outcome from extrato.runs where run_id = :id")
        .bind("id", runId)
        .mapTo(String.class)
        .findOne();
  }

  /** How many late records of its month the run before this one found; 0 if there was none. */
  public long lateBefore(Handle handle, Run run) {
    Month month = run.month();
    if (month == null) {
      return 0;
    }
    return handle
        .createQuery(LATE_BEFORE)
        .bind("ano", month.year())
        .bind("mes", month.month())
        .bind("run_id", run.id())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  /**
   * What the web application reads to know whether a month was closed: one row a month and status.
   */
  public void logForApplication(MonthBooks books, String status, String message) {
    int length =
        books
            .query(MESSAGE_LENGTH)
            .bind("schema", books.studio().schema())
            .mapTo(Integer.class)
            .findOne()
            .orElse(LONGEST_MESSAGE);
    String cut = message.length() <= length ? message : message.substring(0, length);
    if (log(books, LOG_UPDATE, status, cut) == 0) {
      books.changes().inserted("extrato_run_logs", log(books, LOG_INSERT, status, cut));
    }
  }

  /**
   * Changes the message of the month's success, which stays: it keeps the old generator from
   * closing the month its way.
   */
  public void amendForApplication(MonthBooks books, String message) {
    log(books, LOG_UPDATE, "success", message);
  }

  /** Returns how many rows took the message. */
  private static int log(MonthBooks books, String sql, String status, String message) {
    List<Boolean> written =
        books.asTheStudio(
            () ->
                books
                    .query(sql)
                    .bind("status", status)
                    .bind("message", message)
                    .mapTo(Boolean.class)
                    .list());
    if (written.contains(false)) {
      throw new Failure.Stopped(
          "extrato_run_logs did not take what was written to it",
          "a trigger on extrato_run_logs changes it: switch it off for this run");
    }
    if (sql.equals(LOG_UPDATE)) {
      books.changes().updated("extrato_run_logs", written.size());
    }
    return written.size();
  }

  private static Map<String, Map<String, Long>> counts(Run run) {
    Map<String, Map<String, Long>> counts = new LinkedHashMap<>();
    run.countsByTable().forEach((table, its) -> counts.put(table, its.byName()));
    return counts;
  }
}
