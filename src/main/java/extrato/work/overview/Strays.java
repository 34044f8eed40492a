package extrato.work.overview;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Count;
import java.util.ArrayList;
import java.util.List;

/**
 * Live records that no month will close, and pointers to rows that do not exist. These get in where
 * keys are missing or were never validated.
 */
public record Strays(List<Stray> found) {
  public static final Strays NONE = new Strays(List.of());

  private static final String STRAYS = Sql.load(Strays.class, "strays.sql");
  private static final String PEOPLE = Sql.load(Strays.class, "strays_people.sql");
  private static final String READABLE = Sql.load(Strays.class, "people_readable.sql");

  public Strays {
    found = List.copyOf(found);
  }

  /**
   * Records of one kind.
   *
   * @param kind {@code date} or {@code pointer}
   * @param column the column that is wrong
   */
  public record Stray(String kind, String table, String column, long records) {
    public boolean isDate() {
      return kind.equals("date");
    }

    /** Whether, until it is fixed, money stays out of the books or a month cannot be closed. */
    public boolean keepsFromClosing() {
      return isDate()
          || (table.equals("comissoes") && column.equals("pagamento_id"))
          || (table.equals("pagamentos") && column.equals("sessao_id"));
    }

    public String line() {
      String counted = table + ": " + Count.of(records, "record");
      if (!isDate()) {
        return counted + " whose " + column + " points at a row that is not there";
      }
      boolean own = column.equals("data") || column.equals("created_at");
      return own
          ? counted
              + " whose "
              + column
              + " no month has (before 2000, after 2100, infinity): never closed"
          : counted + " tied to a payment of such a date: never closed";
    }

    public String cure() {
      return "correct "
          + (isDate() ? "the date" : table + "." + column)
          + " in the studio's application";
    }
  }

  static Strays of(Snapshot snapshot) {
    List<Stray> found = new ArrayList<>(read(snapshot, STRAYS));
    boolean readable =
        snapshot
            .query(READABLE)
            .bind("schema", snapshot.studio().schema())
            .mapTo(boolean.class)
            .one();
    if (readable) {
      found.addAll(read(snapshot, PEOPLE));
    }
    return new Strays(found.stream().filter(stray -> stray.records() > 0).toList());
  }

  private static List<Stray> read(Snapshot snapshot, String sql) {
    return snapshot
        .query(sql)
        .map(
            (row, context) ->
                new Stray(
                    row.getString("kind"),
                    row.getString("tabela"),
                    row.getString("coluna"),
                    row.getLong("registros")))
        .list();
  }

  /** Those that a monitor should report. */
  public List<Stray> attention() {
    return found.stream().filter(Stray::keepsFromClosing).toList();
  }
}
