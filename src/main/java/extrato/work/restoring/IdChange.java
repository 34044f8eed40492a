package extrato.work.restoring;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/**
 * Gives a record another id, and updates what refers to it.
 *
 * @param referring the columns that refer to the record's table, by table
 */
record IdChange(
    Snapshot snapshot, Tabela tabela, long old, Map<String, SortedSet<String>> referring) {
  /**
   * Uses one statement, because the keys are checked when it ends. It runs on the studio's path, so
   * every operator is named with its schema.
   */
  Renumbering.Renumbered to(String newId) {
    String own = Sql.quoted(snapshot.studio().schema()) + "." + Sql.quoted(tabela.table());
    List<String> parts = new ArrayList<>();
    List<String> counts = new ArrayList<>();
    // A row that refers to itself changes both columns at once.
    String itself =
        newId.equals("default")
            ? ""
            : referring.getOrDefault(own, Collections.emptySortedSet()).stream()
                .map(column -> ", " + moved(column, old, newId))
                .collect(Collectors.joining());
    parts.add(
        String.format(
            Locale.ROOT,
            "alvo as (update %s set id = %s%s where %s returning id::bigint as id)",
            own,
            newId,
            itself,
            is("id", old)));
    for (var table : referring.entrySet()) {
      String name = "movidos_" + parts.size();
      parts.add(
          String.format(
              Locale.ROOT,
              "%s as (update %s set %s where (%s)%s returning 1)",
              name,
              table.getKey(),
              table.getValue().stream()
                  .map(column -> moved(column, old, "(select a.id from alvo a)"))
                  .collect(Collectors.joining(", ")),
              table.getValue().stream()
                  .map(column -> is(column, old))
                  .collect(Collectors.joining(" or ")),
              table.getKey().equals(own) ? " and not " + is("id", old) : ""));
      counts.add("(select pg_catalog.count(*) from " + name + ")");
    }
    String numbers =
        counts.isEmpty() ? "'{}'::bigint[]" : "array[" + String.join(", ", counts) + "]";
    return snapshot
        .query(
            "with "
                + String.join(", ", parts)
                + " select a.id, "
                + numbers
                + " as linhas from alvo a")
        .map(
            (row, context) -> {
              Long[] rows = (Long[]) row.getArray("linhas").getArray();
              Map<String, Long> byTable = new LinkedHashMap<>();
              int[] at = {0};
              referring
                  .keySet()
                  .forEach(
                      table -> {
                        snapshot.changes().updatedAnywhere(table, rows[at[0]]);
                        byTable.put(table.replace("\"", ""), rows[at[0]++]);
                      });
              return new Renumbering.Renumbered(row.getLong("id"), byTable);
            })
        .findOne()
        .orElseThrow(
            () ->
                new Failure.Stopped(
                    own + " id " + old + " was not given a new id",
                    "a trigger or a rule of the studio's table keeps it from being changed"));
  }

  private static String is(String column, long id) {
    return column + " operator(pg_catalog.=) " + number(id);
  }

  private static String moved(String column, long old, String value) {
    return String.format(
        Locale.ROOT,
        "%s = case when %s then %s else %s end",
        column,
        is(column, old),
        value,
        column);
  }

  private static String number(long id) {
    return "'" + id + "'::bigint";
  }
}
