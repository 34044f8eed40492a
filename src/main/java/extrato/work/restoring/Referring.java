package extrato.work.restoring;

import extrato.postgres.Snapshot;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What refers to a table's records by id: foreign keys of any table, and columns that are known to
 * hold such ids even if the studio has no key for them.
 */
final class Referring {
  private static final String REFERENCES_TO = Sql.load(Referring.class, "references_to.sql");

  private static final Map<Tabela, List<String>> KNOWN =
      Map.of(
          Tabela.PAGAMENTOS,
          List.of("sessoes.payment_id", "comissoes.pagamento_id"),
          Tabela.SESSOES,
          List.of("pagamentos.sessao_id"));

  /** A column of a table, both quoted. */
  private record Column(String table, String column) {}

  private Referring() {}

  /** The referring columns, quoted, by table, quoted with its schema. */
  static Map<String, SortedSet<String>> to(Snapshot snapshot, Tabela tabela) {
    String schema = snapshot.studio().schema();
    List<Column> columns = new ArrayList<>();
    for (String known : KNOWN.getOrDefault(tabela, List.of())) {
      String[] parts = known.split("\\.", -1);
      columns.add(new Column(qualified(schema, parts[0]), Sql.quoted(parts[1])));
    }
    columns.addAll(
        snapshot
            .query(REFERENCES_TO)
            .bind("schema", schema)
            .bind("table", tabela.table())
            .map(
                (row, context) -> {
                  Column column =
                      new Column(
                          qualified(row.getString("schema"), row.getString("table")),
                          Sql.quoted(row.getString("column")));
                  if (row.getBoolean("computed")) {
                    throw new Failure.Stopped(
                        String.format(
                            Locale.ROOT,
                            "%s refers to %s by %s, which the server computes",
                            column.table(),
                            tabela.table(),
                            column.column()),
                        "give the record another id by hand");
                  }
                  return column;
                })
            .list());
    Map<String, SortedSet<String>> byTable = new LinkedHashMap<>();
    columns.forEach(
        column ->
            byTable.computeIfAbsent(column.table(), t -> new TreeSet<>()).add(column.column()));
    return byTable;
  }

  private static String qualified(String schema, String table) {
    return Sql.quoted(schema) + "." + Sql.quoted(table);
  }
}
