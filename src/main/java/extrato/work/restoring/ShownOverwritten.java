package extrato.work.restoring;

import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Locale;

/** Shows the first of the live values that will be overwritten, record by record. */
record ShownOverwritten(Stage stage, List<OtherValue> first) {
  private static final int SHOWN = 20;

  void add(Tabela tabela, List<String> columns) {
    if (tabela == Tabela.SESSOES && stage.hasAll(tabela, List.of("payment_id"))) {
      add(tabela, "\"payment_id\"", "s.extrato_ponteiro and ");
    }
    for (String column : columns) {
      add(tabela, column, "");
    }
  }

  private void add(Tabela tabela, String column, String where) {
    if (first.size() == SHOWN) {
      return;
    }
    stage
        .books()
        .query(
            String.format(
                Locale.ROOT,
                "select s.id::bigint as id, %s as do_arquivo, %s as vivo from %s s join"
                    + " :\"studio\".%s t on t.id = s.id where %snot s.extrato_mais_novo and"
                    + " row(s.%s)::record operator(pg_catalog.*<>) row(t.%s)::record order by"
                    + " s.id limit %d",
                Sql.text("s." + column),
                Sql.text("t." + column),
                Overwritten.table(tabela),
                tabela.table(),
                where,
                column,
                column,
                SHOWN - first.size()))
        .map(
            (row, context) ->
                new OtherValue(
                    tabela.table(),
                    row.getLong("id"),
                    Sql.unquoted(column),
                    row.getString("do_arquivo"),
                    row.getString("vivo"),
                    "differs from " + Overwritten.LIVE))
        .forEach(first::add);
  }
}
