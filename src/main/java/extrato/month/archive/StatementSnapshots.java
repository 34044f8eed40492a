package extrato.month.archive;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import java.util.List;
import java.util.UUID;

/**
 * Keeps a statement in {@code extrato_snapshots}, as the web application does, before a newer
 * version replaces it.
 */
public final class StatementSnapshots {
  private static final String DATA = Sql.load(StatementSnapshots.class, "snapshot_data.sql");
  private static final String DECODED =
      Sql.load(StatementSnapshots.class, "snapshot_decoded.sql") + DATA;
  private static final String RAW = Sql.load(StatementSnapshots.class, "snapshot_raw.sql") + DATA;
  private static final String BEFORE = "extrato_snapshot";
  private static final String KEEP = Sql.load(StatementSnapshots.class, "snapshot_keep.sql");

  private StatementSnapshots() {}

  public static void keep(MonthBooks books, String runId) {
    if (!workOut(books, runId)) {
      return;
    }
    List<Boolean> written =
        books.asTheStudio(
            () ->
                books
                    .query(KEEP)
                    .bind("snapshot_id", UUID.randomUUID().toString())
                    .bind("correlation_id", runId)
                    .mapTo(Boolean.class)
                    .list());
    Waiting.forget(books, List.of("data"));
    if (!written.equals(List.of(true))) {
      throw new Failure.NotProven(
          "the statement that is replaced was not kept in extrato_snapshots as it was",
          "a trigger on extrato_snapshots changes it: switch it off for this run");
    }
    books.changes().inserted("extrato_snapshots", 1);
  }

  /** Falls back to the raw text, because a row that cannot be read must be replaceable too. */
  private static boolean workOut(MonthBooks books, String runId) {
    books.handle().savepoint(BEFORE);
    try {
      return workOut(books, runId, DECODED);
    } catch (RuntimeException e) {
      if (!SqlStates.isUnreadableJson(e)) {
        throw e;
      }
      books.handle().rollbackToSavepoint(BEFORE);
      return workOut(books, runId, RAW);
    }
  }

  /** Returns whether there is a statement. */
  private static boolean workOut(MonthBooks books, String runId, String sql) {
    return books
        .query(sql)
        .bind("correlation_id", runId)
        .map((row, context) -> true)
        .findOne()
        .isPresent();
  }
}
