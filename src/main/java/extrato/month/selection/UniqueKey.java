package extrato.month.selection;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.sql.Array;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A unique index of one of the tables: of two records that it considers equal, only one can be
 * live.
 *
 * @param keys the columns and expressions of the index
 * @param operators the index's own equality operator for each key
 * @param predicate the rows that it covers; null for all of them
 * @param columns every column that it uses
 */
public record UniqueKey(
    String table,
    List<String> keys,
    List<String> operators,
    @Nullable String predicate,
    boolean nullsEqual,
    List<String> columns) {
  private static final List<String> TABLES =
      List.of("pagamentos", "sessoes", "comissoes", "gastos", "clients", "users");
  private static final String UNIQUE_INDEXES = Sql.load(UniqueKey.class, "unique_indexes.sql");

  /** All unique indexes of the four tables. */
  public static List<UniqueKey> of(Snapshot snapshot) {
    return indexes(snapshot).stream().filter(key -> Tabela.isTable(key.table())).toList();
  }

  /**
   * The same, and those of clients and users; and each table's id, even if no index of its own says
   * that it is unique, as where the table is partitioned by something else.
   */
  public static List<UniqueKey> everywhere(Snapshot snapshot) {
    List<UniqueKey> keys = new ArrayList<>(indexes(snapshot));
    for (String table : TABLES) {
      if (keys.stream().noneMatch(key -> key.table().equals(table) && key.isOfId())) {
        keys.add(
            new UniqueKey(
                table,
                List.of("id"),
                List.of("operator(pg_catalog.=)"),
                null,
                false,
                List.of("id")));
      }
    }
    return keys;
  }

  private static List<UniqueKey> indexes(Snapshot snapshot) {
    return snapshot
        .query(UNIQUE_INDEXES)
        .bind("schema", snapshot.studio().schema())
        .map(
            (row, context) ->
                new UniqueKey(
                    row.getString("tabela"),
                    strings(row.getArray("keys")),
                    strings(row.getArray("operators")),
                    row.getString("predicate"),
                    row.getBoolean("nulls_equal"),
                    strings(row.getArray("columns"))))
        .list();
  }

  public Tabela tabela() {
    return Tabela.ofTable(table);
  }

  public String named() {
    return String.join(", ", keys);
  }

  /** Whether the key is the id, of every record. */
  public boolean isOfId() {
    return keys.equals(List.of("id")) && predicate == null;
  }

  /** Whether the id is part of the key. If so, no two records of one archive are equal. */
  public boolean hasId() {
    return keys.contains("id");
  }

  /**
   * Selects the keys as columns k0, k1 and so on.
   *
   * @param records a table, or a query in parentheses with its alias
   */
  public String select(String records) {
    String values =
        IntStream.range(0, keys.size())
            .mapToObj(i -> keys.get(i) + " as k" + i)
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        "(select id, %s from %s%s)",
        values,
        records,
        predicate == null ? "" : " where " + predicate);
  }

  /** The condition under which row s and row t cannot both be live. */
  public String equal() {
    return IntStream.range(0, keys.size())
        .mapToObj(
            i ->
                String.format(
                    Locale.ROOT,
                    "(s.k%d %s t.k%d%s)",
                    i,
                    operators.get(i),
                    i,
                    nullsEqual
                        ? String.format(
                            Locale.ROOT, " or pg_catalog.num_nulls(s.k%d, t.k%d) = 2", i, i)
                        : ""))
        .collect(Collectors.joining(" and "));
  }

  private static List<String> strings(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
