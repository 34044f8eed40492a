package extrato.work.closing;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Checks every foreign key to the four tables that the tool does not know. If a row that stays
 * refers to a row that leaves, the closing stops, whatever the key itself would do: a CASCADE would
 * delete rows that no backup holds.
 */
public final class ForeignKeys {
  private static final String KEYS = Sql.load(ForeignKeys.class, "foreign_keys.sql");
  private static final int ROWS_NAMED = 5;

  /**
   * A foreign key to one of the four tables that is not one of the studio's usual ones.
   *
   * @param target which of the four it refers to
   * @param matches how rows of the two tables are joined
   */
  public record Key(String name, Referring from, String target, List<String> matches) {

    public String displayed() {
      return from.schema + "." + from.table;
    }

    /** The grant that lets the role read the referring table. */
    public String grant(String quotedRole) {
      return String.format(
          Locale.ROOT,
          "grant usage on schema %s to %s; grant select on %s.%s to %s;",
          Sql.quoted(from.schema),
          quotedRole,
          Sql.quoted(from.schema),
          Sql.quoted(from.table),
          quotedRole);
    }
  }

  /**
   * The table that such a key is in.
   *
   * @param own its name, if it is one of the four itself
   * @param columns that refer
   * @param primaryKey empty where there is none
   * @param numbered whether numbers alone identify its rows
   */
  public record Referring(
      String schema,
      String table,
      @Nullable String own,
      List<String> columns,
      List<String> primaryKey,
      boolean numbered,
      Visible visible) {

    /**
     * The columns that identify a row for a person: its primary key or, without one, the reference
     * itself.
     */
    List<String> naming() {
      return primaryKey.isEmpty() ? columns : primaryKey;
    }
  }

  /** How much of a table this role sees. */
  public enum Visible {
    WHOLE,
    /** Row security hides some of its rows. */
    IN_PART,
    /** The role may not read it. */
    NOT_AT_ALL;

    private static Visible of(ResultSet row) throws SQLException {
      if (!row.getBoolean("readable")) {
        return NOT_AT_ALL;
      }
      return row.getBoolean("hidden") ? IN_PART : WHOLE;
    }
  }

  private final List<Key> keys;

  private ForeignKeys(List<Key> keys) {
    this.keys = keys;
  }

  /** Finds the keys, and stops if one of them prevents the closing. */
  static ForeignKeys check(MonthBooks books) {
    MissingSessions.check(books);
    List<Key> keys = unknown(books.handle(), books.studio().schema());
    keys.forEach(key -> checkReadable(books, key));
    List<Wording> held = new ArrayList<>();
    keys.forEach(key -> held.addAll(held(books, key)));
    if (!held.isEmpty()) {
      Wording all =
          Wording.joined(held, "; ").between("rows that stay refer to rows that would leave: ", "");
      throw new Failure.Stopped(
              all.text(), "settle these rows in the studio's application first" + unnamed(all))
          .showing(all);
    }
    return new ForeignKeys(keys);
  }

  private static String unnamed(Wording all) {
    return all.isGuarded() ? "; a terminal shows which they are" : "";
  }

  /** Whether one of the four tables refers by such a key to a table that is deleted earlier. */
  boolean contradict(List<List<String>> order) {
    return keys.stream()
        .anyMatch(
            key ->
                key.from().own() != null
                    && step(order, key.from().own()) > step(order, key.target()));
  }

  private static int step(List<List<String>> order, String table) {
    return IntStream.range(0, order.size())
        .filter(i -> order.get(i).contains(table))
        .findFirst()
        .orElseThrow();
  }

  /** Every key to the four tables that the tool does not know, readable or not. */
  public static List<Key> unknown(Handle handle, String schema) {
    return handle
        .createQuery(KEYS)
        .bind("schema", schema)
        .map(
            (row, context) ->
                new Key(
                    row.getString("name"),
                    referring(row),
                    row.getString("target"),
                    strings(row.getArray("matches"))))
        .list();
  }

  private static Referring referring(ResultSet row) throws SQLException {
    return new Referring(
        row.getString("schema"),
        row.getString("table"),
        row.getString("own"),
        strings(row.getArray("columns")),
        strings(row.getArray("primary_key")),
        row.getBoolean("numbered"),
        Visible.of(row));
  }

  private static void checkReadable(MonthBooks books, Key key) {
    if (key.from().visible() == Visible.NOT_AT_ALL) {
      throw new Failure.Unfit(
          String.format(
              Locale.ROOT,
              "%s refers to %s by the key %s, and this role may not read it",
              key.displayed(),
              key.target(),
              key.name()),
          key.grant(
              books
                  .query("select pg_catalog.quote_ident(current_user)")
                  .mapTo(String.class)
                  .one()));
    }
    if (key.from().visible() == Visible.IN_PART) {
      throw new Failure.Unfit(
          String.format(
              Locale.ROOT,
              "row security hides rows of %s, which refers to %s by the key %s",
              key.displayed(),
              key.target(),
              key.name()),
          "use a role that sees every row");
    }
  }

  /** One entry if rows of this key's table prevent the closing, none otherwise. */
  private static List<Wording> held(MonthBooks books, Key key) {
    List<String> rows = books.strings(heldRows(key));
    if (rows.isEmpty()) {
      return List.of();
    }
    String many = rows.size() > ROWS_NAMED ? "more than " + ROWS_NAMED : "" + rows.size();
    String more = rows.size() > ROWS_NAMED ? " and more" : "";
    String named = rows.stream().limit(ROWS_NAMED).collect(Collectors.joining(", ")) + more;
    return List.of(
        new Wording(
                key.from().numbered()
                    ? named
                    : "of " + many + (many.equals("1") ? " row" : " rows"),
                named)
            .between(
                String.format(
                    Locale.ROOT,
                    "%s (%s) ",
                    key.displayed(),
                    String.join(", ", key.from().naming())),
                String.format(Locale.ROOT, ", by the key %s to %s", key.name(), key.target())));
  }

  private static String heldRows(Key key) {
    String name =
        key.from().naming().stream()
            .map(column -> "t." + Sql.quoted(column))
            .collect(Collectors.joining(", ", "pg_catalog.concat_ws('/', ", ")"));
    String stays =
        key.from().own() == null ? "" : " and t.id not in (" + leaving(key.from().own()) + ")";
    return String.format(
        Locale.ROOT,
        """
        %sselect %s from %s.%s t join :"studio".%s x on %s
        where x.id in (%s)%s
        limit %d\
        """,
        MonthRows.selectionPrelude(),
        name,
        Sql.quoted(key.from().schema()),
        Sql.quoted(key.from().table()),
        key.target(),
        String.join(" and ", key.matches()),
        leaving(key.target()),
        stays,
        ROWS_NAMED + 1);
  }

  private static String leaving(String table) {
    return "select id from "
        + table
        + "_do_mes"
        + (table.equals("sessoes") ? " except select id from sessoes_que_ficam" : "");
  }

  private static List<String> strings(@Nullable Array array) throws SQLException {
    return array == null ? List.of() : List.of((String[]) array.getArray());
  }
}
