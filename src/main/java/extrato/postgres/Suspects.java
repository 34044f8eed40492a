package extrato.postgres;

import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/** What of the studio may have changed more than was meant to: its triggers, rules and keys. */
final class Suspects {
  private static final String TRIGGERS = Sql.load(Suspects.class, "running_triggers.sql");
  private static final String KEYS = Sql.load(Suspects.class, "acting_keys.sql");
  private static final int NAMED = 10;

  private final Handle handle;
  private final Whereabouts place;

  Suspects(Handle handle, Whereabouts place) {
    this.handle = handle;
    this.place = place;
  }

  /**
   * A key to a table of books or people.
   *
   * @param action what it does to rows of its own table, empty if nothing
   */
  private record Key(String name, String table, String action) {}

  private List<Key> keys() {
    return handle
        .createQuery(KEYS)
        .bind("schema", place.schema())
        .map(
            (row, context) ->
                new Key(row.getString("name"), row.getString("table"), row.getString("action")))
        .list();
  }

  /** Whether rows of the table may refer to books or people. */
  boolean isReferrer(String table) {
    return keys().stream().anyMatch(key -> key.table().equals(table));
  }

  /**
   * The failure that names them.
   *
   * @param what the changes
   * @param tables in which they were seen
   */
  Failure unexpected(String what, Collection<String> tables) {
    List<String> keys =
        keys().stream()
            .filter(key -> tables.contains(key.table()) && !key.action().isEmpty())
            .map(key -> key.name() + " of " + key.table() + " (" + key.action() + ")")
            .toList();
    List<String> triggers =
        handle.createQuery(TRIGGERS).bind("schema", place.schema()).mapTo(String.class).list();
    List<String> suspects = new ArrayList<>();
    if (!keys.isEmpty()) {
      suspects.add("the key " + named(keys));
    }
    if (!triggers.isEmpty()) {
      suspects.add("one of the triggers " + named(triggers));
    }
    return new Failure.Stopped(
        "more changed than was meant to (what a trigger changed and took back counts, too): "
            + what,
        (suspects.isEmpty() ? "a rule or a key" : String.join(", or ", suspects))
            + " does that: switch it off for this run; a table that holds no books may be named in"
            + " EXTRATO_ALLOWED_CHANGES");
  }

  private static String named(List<String> names) {
    return names.stream().limit(NAMED).collect(Collectors.joining(", "));
  }
}
