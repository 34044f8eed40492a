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
import org.jspecify.annotations.Nullable;

/**
 * An account of what one transaction changes. Whoever writes says so here; at the end the server's
 * own counts of every table there is are held against it, what the studio's triggers did included.
 */
public final class Changes {
  private static final String BEFORE = Sql.load(Changes.class, "changes_before.sql");
  private static final String AFTER = Sql.load(Changes.class, "changes_after.sql");
  private static final String PLACES = Sql.load(Changes.class, "places.sql");
  private static final String TRIGGERS = Sql.load(Changes.class, "running_triggers.sql");

  /** A deferred trigger can defer again; one that does so for ever is stopped. */
  private static final int LOOKS = 10;

  private static final Tally NONE = new Tally(0, 0, 0);

  /** How many rows were written, in which way. */
  private record Tally(long inserted, long updated, long deleted) {
    Tally plus(Tally other) {
      return new Tally(inserted + other.inserted, updated + other.updated, deleted + other.deleted);
    }

    Tally minus(Tally other) {
      return plus(new Tally(-other.inserted, -other.updated, -other.deleted));
    }

    boolean isOnlyUpdates() {
      return inserted == 0 && deleted == 0 && updated > 0;
    }

    long written() {
      return inserted + updated;
    }

    BookRows.Meant meant() {
      return new BookRows.Meant(inserted - deleted, written());
    }

    String described() {
      List<String> parts = new ArrayList<>();
      count(parts, inserted, "inserted");
      count(parts, updated, "updated");
      count(parts, deleted, "deleted");
      return String.join(", ", parts);
    }

    private static void count(List<String> parts, long rows, String what) {
      if (rows != 0) {
        parts.add(Math.abs(rows) + (rows > 0 ? " more rows " : " fewer rows ") + what);
      }
    }
  }

  /** What the server says of one relation that this transaction holds locked. */
  private record Counted(
      long id,
      String name,
      boolean belongsToAnother,
      boolean elsewhere,
      boolean writtenByTemporaryTables,
      boolean temporary,
      Tally tally,
      Set<String> modes) {}

  private final Handle handle;
  private final Whereabouts place;
  private final Set<String> allowed;
  private final String placesBefore;
  private final BookRows rowsBefore;
  private final Map<Long, Tally> countedBefore = new HashMap<>();
  private final Map<Long, Set<String>> lockedBefore = new HashMap<>();
  private final Map<String, Tally> expected = new HashMap<>();
  private final Map<String, Tally> tolerated = new LinkedHashMap<>();
  private final Map<String, Long> unresolved = new HashMap<>();
  private boolean temporaryTables;

  private Changes(Handle handle, Whereabouts place, Set<String> allowed) {
    this.handle = handle;
    this.place = place;
    this.allowed = allowed;
    handle
        .createQuery(BEFORE)
        .map(
            (row, context) ->
                before(
                    row.getLong("id"),
                    new Tally(
                        row.getLong("inserted"), row.getLong("updated"), row.getLong("deleted")),
                    row.getString("mode")))
        .list();
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

  private boolean before(long id, Tally tally, @Nullable String mode) {
    countedBefore.merge(id, tally, Tally::plus);
    return mode == null || lockedBefore.computeIfAbsent(id, i -> new HashSet<>()).add(mode);
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
    List<Counted> last = null;
    for (int look = 0; look < LOOKS; look++) {
      TextForm.usePath(handle, place.searchPath());
      handle.execute("set constraints all immediate");
      handle.execute("set local search_path = " + TextForm.SAFE_PATH);
      List<Counted> now = counted();
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

  private void hold(List<Counted> counted) {
    unresolved.forEach(
        (name, rows) -> expected.merge(printed(name), new Tally(0, rows, 0), Tally::plus));
    if (!places().equals(placesBefore)) {
      throw new Failure.Stopped(
          "the studio's tables, their partitions or the server's settings changed meanwhile",
          "run the command again");
    }
    Map<String, Tally> found = new HashMap<>();
    List<String> strange = new ArrayList<>();
    for (Counted relation : counted) {
      if (isOwnTemporary(relation) || relation.belongsToAnother()) {
        continue;
      }
      if (relation.elsewhere()) {
        strange.add(relation.name() + " is kept elsewhere and may have been changed there");
      }
      stronger(relation).forEach(mode -> strange.add("a " + mode + " of " + relation.name()));
      Tally tally = relation.tally().minus(countedBefore.getOrDefault(relation.id(), NONE));
      if (!tally.equals(NONE)) {
        found.merge(relation.name(), tally, Tally::plus);
      }
    }
    strange.addAll(unexpected(found));
    Map<String, BookRows.Meant> meant = new HashMap<>();
    expected.forEach((name, tally) -> meant.put(name, tally.meant()));
    strange.addAll(BookRows.of(handle, place).unaccounted(rowsBefore, meant));
    if (!strange.isEmpty()) {
      throw unexpected(String.join("; ", strange));
    }
  }

  private boolean isOwnTemporary(Counted relation) {
    return temporaryTables && (relation.temporary() || relation.writtenByTemporaryTables());
  }

  private List<String> stronger(Counted relation) {
    Set<String> own = lockedBefore.getOrDefault(relation.id(), Set.of());
    return relation.modes().stream()
        .filter(mode -> !mode.equals("RowExclusiveLock") && !own.contains(mode))
        .sorted()
        .toList();
  }

  private List<String> unexpected(Map<String, Tally> found) {
    List<String> strange = new ArrayList<>();
    Set<String> names = new HashSet<>(found.keySet());
    names.addAll(expected.keySet());
    names.stream()
        .sorted()
        .forEach(
            name -> {
              Tally more = found.getOrDefault(name, NONE).minus(expected.getOrDefault(name, NONE));
              if (more.equals(NONE)) {
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
            == expected.getOrDefault(name, NONE).written();
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

  private List<Counted> counted() {
    return handle
        .createQuery(AFTER)
        .map(
            (row, context) ->
                new Counted(
                    row.getLong("id"),
                    row.getString("name"),
                    row.getBoolean("belongs_to_another"),
                    row.getBoolean("elsewhere"),
                    row.getBoolean("written_by_temporary_tables"),
                    row.getBoolean("temporary"),
                    new Tally(
                        row.getLong("inserted"), row.getLong("updated"), row.getLong("deleted")),
                    Set.of(row.getString("modes").split(",", -1))))
        .list();
  }

  private String places() {
    return handle.createQuery(PLACES).bind("schema", place.schema()).mapTo(String.class).one();
  }
}
