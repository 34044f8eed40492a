package extrato.postgres;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The server's own counts of what a transaction writes, and the locks that it takes. */
final class ServerCounts {
  private static final String BEFORE = Sql.load(ServerCounts.class, "changes_before.sql");
  private static final String AFTER = Sql.load(ServerCounts.class, "changes_after.sql");

  private final Handle handle;
  private final Map<Long, Tally> before = new HashMap<>();
  private final Map<Long, Set<String>> lockedBefore = new HashMap<>();

  /**
   * What the server says about one relation that this transaction has locked.
   *
   * @param modes of the locks
   */
  record Relation(long id, String name, Set<Trait> traits, Tally tally, Set<String> modes) {
    enum Trait {
      BELONGS_TO_ANOTHER,
      ELSEWHERE,
      TEMPORARY,
      WRITTEN_BY_TEMPORARY_TABLES
    }

    /** Whether it is a part of another relation, which counts for it. */
    boolean belongsToAnother() {
      return traits.contains(Trait.BELONGS_TO_ANOTHER);
    }

    /** Whether its rows are kept on another server. */
    boolean isElsewhere() {
      return traits.contains(Trait.ELSEWHERE);
    }

    /** Whether it is a temporary table, or the server writes to it to create one. */
    boolean isOfTemporaryTables() {
      return traits.contains(Trait.TEMPORARY) || traits.contains(Trait.WRITTEN_BY_TEMPORARY_TABLES);
    }

    /** Whether nothing was written to it in between. */
    boolean sameCounts(Relation other) {
      return id == other.id && tally.equals(other.tally);
    }
  }

  private ServerCounts(Handle handle) {
    this.handle = handle;
  }

  /** Call this before anything is changed. */
  static ServerCounts from(Handle handle) {
    ServerCounts counts = new ServerCounts(handle);
    handle
        .createQuery(BEFORE)
        .map((row, context) -> counts.add(row.getLong("id"), tally(row), row.getString("mode")))
        .list();
    return counts;
  }

  private boolean add(long id, Tally tally, @Nullable String mode) {
    before.merge(id, tally, Tally::plus);
    return mode == null || lockedBefore.computeIfAbsent(id, i -> new HashSet<>()).add(mode);
  }

  /** The current counts, for every relation that has a lock as a writer takes it. */
  List<Relation> now() {
    return handle
        .createQuery(AFTER)
        .map(
            (row, context) ->
                new Relation(
                    row.getLong("id"),
                    row.getString("name"),
                    Traits.of(row, Relation.Trait.class),
                    tally(row),
                    Set.of(row.getString("modes").split(",", -1))))
        .list();
  }

  private static Tally tally(ResultSet row) throws SQLException {
    return new Tally(row.getLong("inserted"), row.getLong("updated"), row.getLong("deleted"));
  }

  /** What was written to the relation since the beginning. */
  Tally since(Relation relation) {
    return relation.tally().minus(before.getOrDefault(relation.id(), Tally.NONE));
  }

  /** New locks on the relation that only a change of the table itself needs. */
  List<String> strongerLocks(Relation relation) {
    Set<String> own = lockedBefore.getOrDefault(relation.id(), Set.of());
    return relation.modes().stream()
        .filter(mode -> !mode.equals("RowExclusiveLock") && !own.contains(mode))
        .sorted()
        .toList();
  }
}
