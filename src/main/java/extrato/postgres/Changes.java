package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * An account of what one transaction changes. Code that writes declares its changes here. At the
 * end, they are compared with the server's own counts for every table, which include what the
 * studio's triggers did.
 */
public final class Changes {
  private static final String PLACES = Sql.load(Changes.class, "places.sql");

  /** A deferred trigger can defer work again; this limit stops one that always does. */
  private static final int LOOKS = 10;

  private final Handle handle;
  private final Whereabouts place;
  private final Set<String> allowed;
  private final String placesBefore;
  private final BookRows rowsBefore;
  private final ServerCounts counts;
  private final Map<String, Tally> expected = new HashMap<>();
  private final Map<String, Tally> tolerated = new LinkedHashMap<>();
  private final Map<String, Long> unresolved = new HashMap<>();
  private final Set<String> overChanged = new HashSet<>();
  private final Suspects suspects;
  private boolean temporaryTables;
  private boolean referrersStay;
  private List<ServerCounts.Relation> proven = List.of();

  private Changes(Handle handle, Whereabouts place, Set<String> allowed, BookRows rows) {
    this.handle = handle;
    this.place = place;
    this.allowed = allowed;
    this.suspects = new Suspects(handle, place);
    this.counts = ServerCounts.from(handle);
    this.placesBefore = places();
    this.rowsBefore = rows;
  }

  /**
   * Call this right after the locks, before anything is changed.
   *
   * @param allowed names of tables that may also change beside what the tool does
   */
  static Changes from(Handle handle, Whereabouts place, Set<String> allowed) {
    return new Changes(handle, place, allowed, BookRows.of(handle, place));
  }

  /** The same where each statement sees what others commit: their rows would be counted as well. */
  static Changes beside(Handle handle, Whereabouts place, Set<String> allowed) {
    return new Changes(handle, place, allowed, BookRows.NOT_COUNTED);
  }

  public void inserted(String table, long rows) {
    expect(table, new Tally(rows, 0, 0));
  }

  public void updated(String table, long rows) {
    expect(table, new Tally(0, rows, 0));
  }

  /** Like {@link #updated}, for any table, by its quoted name with the schema. */
  public void updatedAnywhere(String quoted, long rows) {
    unresolved.merge(quoted, rows, Long::sum);
  }

  public void deleted(String table, long rows) {
    expect(table, new Tally(0, 0, rows));
  }

  /** Says that the tool creates temporary tables, for which the server writes to its catalog. */
  public void expectTemporaryTables() {
    temporaryTables = true;
  }

  /** Says that no row may be deleted that may refer to books or people, whatever is allowed. */
  void keepReferrers() {
    referrersStay = true;
  }

  /** Whether a column, as schema.table.column, may get a value other than the one it was given. */
  public boolean mayDiffer(String column) {
    return allowed.contains(column);
  }

  /** Describes the changes in tables that may change; valid after {@link #settle}. */
  public List<String> tolerated() {
    return tolerated.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().described())
        .toList();
  }

  /** The tool's own tables are given with their schema, the studio's without. */
  private void expect(String table, Tally tally) {
    expected.merge(place.named(ToolSchema.of(handle).in(table)), tally, Tally::plus);
  }

  /**
   * Makes the studio's deferred triggers fire now, and stops unless nothing but the expected
   * changed. Call this last: only the commit may follow.
   */
  void settle() {
    hold(calmed());
  }

  /**
   * Makes the studio's deferred triggers do what they deferred, as often as they defer again. What
   * is in the books and in the tables of people then may not change any more.
   */
  public void calm() {
    proven = calmed();
  }

  private List<ServerCounts.Relation> calmed() {
    List<ServerCounts.Relation> last = null;
    for (int look = 0; look < LOOKS; look++) {
      TextForm.usePath(handle, place.searchPath());
      handle.execute("set constraints all immediate");
      handle.execute("set local search_path = " + TextForm.SAFE_PATH);
      List<ServerCounts.Relation> now = counts.now();
      if (now.equals(last)) {
        return now;
      }
      last = now;
    }
    throw suspects.unexpected("triggers of the studio keep deferring work", Set.of());
  }

  /** The relation's name as the server prints it. */
  private String printed(String quoted) {
    return handle
        .createQuery("select cast(pg_catalog.to_regclass(:name) as text)")
        .bind("name", quoted)
        .mapTo(String.class)
        .one();
  }

  private void hold(List<ServerCounts.Relation> counted) {
    unresolved.forEach(
        (name, rows) -> expected.merge(printed(name), new Tally(0, rows, 0), Tally::plus));
    if (!places().equals(placesBefore)) {
      throw new Failure.Stopped(
          "the studio's tables, their partitions or the server's settings changed meanwhile",
          "run the command again");
    }
    Map<String, Tally> written = new HashMap<>();
    List<String> strange = new ArrayList<>();
    for (ServerCounts.Relation relation : counted) {
      boolean ownTemporary = temporaryTables && relation.isOfTemporaryTables();
      if (ownTemporary || relation.belongsToAnother()) {
        continue;
      }
      if (relation.isElsewhere()) {
        strange.add(relation.name() + " is kept elsewhere and may have been changed there");
      }
      counts
          .strongerLocks(relation)
          .forEach(mode -> strange.add("a " + mode + " of " + relation.name()));
      Tally tally = counts.since(relation);
      if (!tally.equals(Tally.NONE)) {
        written.merge(relation.name(), tally, Tally::plus);
      }
    }
    strange.addAll(unexpected(written));
    strange.addAll(changedSinceProven(counted));
    strange.addAll(rowsBefore.unaccounted(handle, place, expected));
    if (!strange.isEmpty()) {
      throw suspects.unexpected(String.join("; ", strange), overChanged);
    }
  }

  private List<String> changedSinceProven(List<ServerCounts.Relation> counted) {
    return proven.stream()
        .filter(then -> place.isOfStudio(then.name()))
        .filter(then -> counted.stream().noneMatch(now -> now.sameCounts(then)))
        .map(then -> then.name() + ": written behind the proof")
        .toList();
  }

  private List<String> unexpected(Map<String, Tally> written) {
    List<String> strange = new ArrayList<>();
    Set<String> names = new HashSet<>(written.keySet());
    names.addAll(expected.keySet());
    names.stream()
        .sorted()
        .forEach(
            name -> {
              Tally more =
                  written
                      .getOrDefault(name, Tally.NONE)
                      .minus(expected.getOrDefault(name, Tally.NONE));
              if (more.equals(Tally.NONE)) {
                return;
              }
              if (more.isOnlyUpdates() && leftNothingBehind(name)) {
                return;
              }
              if (!mayChange(name)) {
                overChanged.add(name);
                strange.add(name + ": " + more.described());
              } else if (referrersStay && more.deleted() != 0 && suspects.isReferrer(name)) {
                overChanged.add(name);
                strange.add(
                    name
                        + ": "
                        + more.described()
                        + ", which is never allowed where rows refer to books or people");
              } else {
                tolerated.put(name, more);
              }
            });
    return strange;
  }

  /**
   * Whether all rows of the books that were updated beside the expected ones have been deleted with
   * the month: of the rows that are still live, this transaction wrote only the expected ones.
   */
  private boolean leftNothingBehind(String name) {
    return place.isBook(name)
        && handle
                .createQuery("select count(*) from " + name + " t where " + BookRows.WRITTEN_HERE)
                .mapTo(Long.class)
                .one()
            == expected.getOrDefault(name, Tally.NONE).written();
  }

  /** The books may never change unexpectedly: a record that a trigger deletes is in no archive. */
  private boolean mayChange(String name) {
    return !place.isBook(name) && (allowed.contains(name) || allowed.contains(withoutStudio(name)));
  }

  private String withoutStudio(String name) {
    return place.isOfStudio(name) ? name.substring(name.lastIndexOf('.') + 1) : name;
  }

  private String places() {
    return handle.createQuery(PLACES).bind("schema", place.schema()).mapTo(String.class).one();
  }
}
