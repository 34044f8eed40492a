package extrato.month.archive;

import extrato.postgres.Books;
import extrato.postgres.Sql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/**
 * Statements that were replaced long ago: nothing that the tool needs depends on them, and the web
 * application removes its own old ones, too.
 */
public final class OldSnapshots {
  private static final String OLD = Sql.load(OldSnapshots.class, "old_snapshots.sql");

  /** Sent on the studio's path, for its triggers. */
  private static final String DELETE =
      "delete from :\"studio\".extrato_snapshots where id operator(pg_catalog.=) any(:ids)";

  private OldSnapshots() {}

  /** A statement as it once was. */
  public record Snapshot(long id, String month, String created, long bytes) {}

  /** Those from before that moment, the oldest first. */
  public static List<Snapshot> before(Books books, Instant moment) {
    if (!isTableThere(books)) {
      return List.of();
    }
    return books
        .query(OLD)
        .bind("before", moment.atOffset(ZoneOffset.UTC))
        .map(
            (row, context) ->
                new Snapshot(
                    row.getLong("id"),
                    String.format(Locale.ROOT, "%02d/%04d", row.getInt("mes"), row.getInt("ano")),
                    row.getString("criado_em"),
                    row.getLong("bytes")))
        .list();
  }

  /** Returns how many were deleted. */
  public static int delete(Books books, List<Snapshot> snapshots) {
    int deleted =
        books.asTheStudio(
            () ->
                books
                    .update(DELETE)
                    .bindArray("ids", Long.class, snapshots.stream().map(Snapshot::id).toList())
                    .execute());
    books.changes().deleted("extrato_snapshots", deleted);
    return deleted;
  }

  private static boolean isTableThere(Books books) {
    return books
        .query("select pg_catalog.to_regclass(:name) is not null")
        .bind("name", Sql.quoted(books.studio().schema()) + ".extrato_snapshots")
        .mapTo(boolean.class)
        .one();
  }
}
