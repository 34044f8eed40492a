package extrato.archive;

import extrato.db.Books;
import extrato.db.Sql;
import java.util.UUID;

/**
 * Keeps a statement in {@code extrato_snapshots}, as the web application does, before a newer
 * version replaces it.
 */
public final class Snapshots {
  private static final String KEEP = Sql.load(Snapshots.class, "snapshot_keep.sql");

  private Snapshots() {}

  public static void keep(Books books, String runId) {
    books
        .update(KEEP)
        .bind("snapshot_id", UUID.randomUUID().toString())
        .bind("correlation_id", runId)
        .bind("ano", books.month().year())
        .bind("mes", books.month().month())
        .execute();
  }
}
