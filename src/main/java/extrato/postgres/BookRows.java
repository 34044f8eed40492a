package extrato.postgres;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Counts the rows of the four tables one by one, because a table's owner can switch the server's
 * own counting off for a while.
 */
final class BookRows {
  /**
   * Matches rows that this transaction wrote. Where each statement sees what others commit, it
   * matches theirs as well, which were there before the locks.
   */
  static final String WRITTEN_HERE = "pg_catalog.age(t.xmin) <= 0";

  /**
   * What a transaction is meant to do to a table.
   *
   * @param more how many rows it adds; negative if it deletes more than it adds
   * @param written how many of the table's rows may carry this transaction's number
   */
  record Meant(long more, long written) {}

  private record Counted(long there, long written) {}

  static final BookRows NOT_COUNTED = new BookRows(Map.of());

  private final Map<String, Counted> tables;

  private BookRows(Map<String, Counted> tables) {
    this.tables = tables;
  }

  static BookRows of(Handle handle, Whereabouts place) {
    Map<String, Counted> tables = new LinkedHashMap<>();
    String counts =
        place.books().stream()
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "select %s as name, count(*) as there, count(*) filter (where %s) as"
                            + " written from %s t",
                        Sql.literal(name),
                        WRITTEN_HERE,
                        name))
            .collect(Collectors.joining(" union all "));
    handle
        .createQuery(counts)
        .map(
            (row, context) ->
                Map.entry(
                    row.getString("name"),
                    new Counted(row.getLong("there"), row.getLong("written"))))
        .forEach(table -> tables.put(table.getKey(), table.getValue()));
    return new BookRows(tables);
  }

  /** The changes to the tables since they were counted that were not meant. */
  List<String> unaccounted(Handle handle, Whereabouts place, Map<String, Tally> expected) {
    if (tables.isEmpty()) {
      return List.of();
    }
    BookRows later = of(handle, place);
    List<String> strange = new ArrayList<>();
    tables.forEach(
        (name, then) -> {
          Meant change = expected.getOrDefault(name, Tally.NONE).meant();
          Counted now = later.tables.getOrDefault(name, new Counted(0, 0));
          if (now.there() != then.there() + change.more()) {
            strange.add(name + ": " + then.there() + " rows became " + now.there());
          } else if (now.written() - then.written() > change.written()) {
            strange.add(name + ": rows were changed that were not meant to be");
          }
        });
    return strange;
  }
}
