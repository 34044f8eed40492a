package extrato.archive;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.db.SqlStates;
import java.util.UUID;

/**
 * Keeps a statement in {@code extrato_snapshots}, as the web application does, before a newer
 * version replaces it.
 */
public final class Snapshots {
  private static final String KEEP = Sql.load(Snapshots.class, "snapshot_keep.sql");
  private static final String DECODED = Sql.load(Snapshots.class, "snapshot_decoded.sql") + KEEP;
  private static final String RAW = Sql.load(Snapshots.class, "snapshot_raw.sql") + KEEP;
  private static final String BEFORE = "extrato_snapshot";

  private Snapshots() {}

  /** Whatever somebody wrote into the row must not keep it from being replaced. */
  public static void keep(Books books, String runId) {
    books.handle().savepoint(BEFORE);
    try {
      insert(books, runId, DECODED);
    } catch (RuntimeException e) {
      if (!SqlStates.isUnreadableJson(e)) {
        throw e;
      }
      books.handle().rollbackToSavepoint(BEFORE);
      insert(books, runId, RAW);
    }
    books.handle().releaseSavepoint(BEFORE);
  }

  private static void insert(Books books, String runId, String sql) {
    books
        .update(sql)
        .bind("snapshot_id", UUID.randomUUID().toString())
        .bind("correlation_id", runId)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .execute();
  }
}
