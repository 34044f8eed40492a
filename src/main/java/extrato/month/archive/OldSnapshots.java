package extrato.month.archive;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Statements that were replaced long ago. The tool does not need them, and the web application
 * removes its own old ones too.
 */
public final class OldSnapshots {
  private static final String OLD = Sql.load(OldSnapshots.class, "old_snapshots.sql");

  /** Runs on the studio's path, for its triggers. */
  private static final String DELETE =
      "delete from :\"studio\".extrato_snapshots where id operator(pg_catalog.=) any(:ids)";

  private OldSnapshots() {}

  /** A statement that was replaced. */
  public record Kept(long id, int year, int month, String created, long bytes) {}

  /** Those from before that moment, oldest first. */
  public static List<Kept> before(Snapshot snapshot, Instant moment) {
    if (!isTableThere(snapshot)) {
      return List.of();
    }
    return snapshot
        .query(OLD)
        .bind("before", moment.atOffset(ZoneOffset.UTC))
        .map(
            (row, context) ->
                new Kept(
                    row.getLong("id"),
                    row.getInt("ano"),
                    row.getInt("mes"),
                    row.getString("criado_em"),
                    row.getLong("bytes")))
        .list();
  }

  /** Returns how many were deleted. */
  public static int delete(Snapshot snapshot, List<Kept> snapshots) {
    int deleted =
        snapshot.asTheStudio(
            () ->
                snapshot
                    .update(DELETE)
                    .bindArray("ids", Long.class, snapshots.stream().map(Kept::id).toList())
                    .execute());
    snapshot.changes().deleted("extrato_snapshots", deleted);
    return deleted;
  }

  private static boolean isTableThere(Snapshot snapshot) {
    return snapshot
        .query("select pg_catalog.to_regclass(:name) is not null")
        .bind("name", Sql.quoted(snapshot.studio().schema()) + ".extrato_snapshots")
        .mapTo(boolean.class)
        .one();
  }
}
