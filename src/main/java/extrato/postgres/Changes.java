package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * An account of what one transaction changes. Whoever writes says so here; at the end the server's
 * own counts of every table there is are held against it, what the studio's triggers did included.
 */
public final class Changes {
  private static final String PLACES = Sql.load(Changes.class, "places.sql");
  private static final String TRIGGERS = Sql.load(Changes.class, "running_triggers.sql");

  /** A deferred trigger can defer again; one that does so for ever is stopped. */
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
  private boolean temporaryTables;

  private Changes(Handle handle, Whereabouts place, Set<String> allowed) {
    this.handle = handle;
    this.place = place;
    this.allowed = allowed;
    this.counts = ServerCounts.from(handle);
    this.placesBefore = places();
    this.rowsBefore = BookRows.of(handle, place);
  }

  /**
   * To be called right after the locks, before anything is changed.
   *
   * @param allowed the tables that may change beside what the tool does, by name
   */
  static Changes from(Handle handle, Whereabouts place, Set<String> allowed) {
    return new Changes(handle, place, allowed);
  }

  public void inserted(String table, long rows) {
    expect(table, new Tally(rows, 0, 0));
  }

  public void updated(String table, long rows) {
    expect(table, new Tally(0, rows, 0));
  }

  /** The same for any table, by its quoted name with its schema. */
  public void updatedAnywhere(String quoted, long rows) {
    unresolved.merge(quoted, rows, Long::sum);
  }

  public void deleted(String table, long rows) {
    expect(table, new Tally(0, 0, rows));
  }

  /** Temporary tables of the tool's own are made, for which the server writes into its catalog. */
  public void expectTemporaryTables() {
    temporaryTables = true;
  }

  /** Whether a column, as schema.table.column, may get another value than it was given. */
  public boolean mayDiffer(String column) {
    return allowed.contains(column);
  }

  /** What changed in tables that may change, in words; to be asked once everything is settled. */
  public List<String> tolerated() {
    return tolerated.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue().described())
        .toList();
  }

  /** A table of the tool's own is named with its schema, one of the studio's by itself. */
  private void expect(String table, Tally tally) {
    expected.merge(place.named(table), tally, Tally::plus);
  }

  /**
   * Lets happen what the studio's triggers had put off until the commit, and stops unless nothing
   * but the expected has changed. To be called last: only the commit may follow.
   */
  void settle() {
    List<ServerCounts.Relation> last = null;
    for (int look = 0; look < LOOKS; look++) {
      TextForm.usePath(handle, place.searchPath());
      handle.execute("set constraints all immediate");
      handle.execute("set local search_path = " + TextForm.SAFE_PATH);
      List<ServerCounts.Relation> now = counts.now();
      if (now.equals(last)) {
        hold(now);
        return;
      }
      last = now;
    }
    throw unexpected("triggers of the studio put something off again and again");
  }

  /** As the server prints a relation's name. */
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
      boolean ownTemporary = temporaryTables && relation.ofTemporaryTables();
      if (ownTemporary || relation.belongsToAnother()) {
        continue;
      }
      if (relation.elsewhere()) {
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
    Map<String, BookRows.Meant> meant = new HashMap<>();
    expected.forEach((name, tally) -> meant.put(name, tally.meant()));
    strange.addAll(BookRows.of(handle, place).unaccounted(rowsBefore, meant));
    if (!strange.isEmpty()) {
      throw unexpected(String.join("; ", strange));
    }
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
              if (mayChange(name)) {
                tolerated.put(name, more);
              } else {
                strange.add(name + ": " + more.described());
              }
            });
    return strange;
  }

  /**
   * Whether every row of the books that was updated beside what was meant has left with its month:
   * none that is live now was written by this transaction, but for the expected ones.
   */
  private boolean leftNothingBehind(String name) {
    return place.isBook(name)
        && handle
                .createQuery("select count(*) from " + name + " t where " + BookRows.WRITTEN_HERE)
                .mapTo(Long.class)
                .one()
            == expected.getOrDefault(name, Tally.NONE).written();
  }

  /** The books never: a record that a trigger takes away is in no archive. */
  private boolean mayChange(String name) {
    return !place.isBook(name) && (allowed.contains(name) || allowed.contains(withoutStudio(name)));
  }

  private String withoutStudio(String name) {
    return place.isOfStudio(name) ? name.substring(name.lastIndexOf('.') + 1) : name;
  }

  private Failure unexpected(String what) {
    String triggers =
        handle
            .createQuery(TRIGGERS)
            .bind("schema", place.schema())
            .mapTo(String.class)
            .list()
            .stream()
            .limit(10)
            .collect(Collectors.joining(", "));
    return new Failure.Stopped(
        "more changed than was meant to (work that a trigger took back itself counts, too): "
            + what,
        (triggers.isEmpty() ? "a rule or a key" : "one of the triggers " + triggers)
            + " does that: switch it off for this run; a table that holds no books may be named in"
            + " EXTRATO_ALLOWED_CHANGES");
  }

  private String places() {
    return handle.createQuery(PLACES).bind("schema", place.schema()).mapTo(String.class).one();
  }
}
