package extrato.archive;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import java.util.List;
import java.util.UUID;

/**
 * Keeps a statement in {@code extrato_snapshots}, as the web application does, before a newer
 * version replaces it.
 */
public final class Snapshots {
  private static final String STATEMENT = Sql.load(Snapshots.class, "snapshot_data.sql");
  private static final String KEEP = Sql.load(Snapshots.class, "snapshot_keep.sql");

  private Snapshots() {}

  public static void keep(Books books, String runId) {
    boolean thereIsOne =
        books
            .query(STATEMENT)
            .bind("ano", books.month().year())
            .bind("mes", books.month().month())
            .map((row, context) -> true)
            .findOne()
            .isPresent();
    if (!thereIsOne) {
      return;
    }
    List<Boolean> written =
        books.asTheStudio(
            () ->
                books
                    .query(KEEP)
                    .bind("snapshot_id", UUID.randomUUID().toString())
                    .bind("correlation_id", runId)
                    .bind("ano", books.month().year())
                    .bind("mes", books.month().month())
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
}
