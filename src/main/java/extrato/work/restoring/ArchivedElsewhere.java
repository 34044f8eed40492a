package extrato.work.restoring;

import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Month;
import extrato.studio.Tabela;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Staged records that another month's archive holds as themselves: their date was changed after the
 * file was written. They cannot be live as well.
 */
final class ArchivedElsewhere {
  private static final String OTHERS = Sql.load(ArchivedElsewhere.class, "archived_elsewhere.sql");

  private ArchivedElsewhere() {}

  /** One record, and the month whose archive holds it. */
  record Held(Tabela tabela, long id, Month month) {}

  static List<Held> find(MonthBooks books, Stage stage) {
    List<Held> held = new ArrayList<>();
    if (books.knowsBackups()) {
      for (Tabela tabela : Tabela.values()) {
        // Sessions may stay live for months.
        if (tabela != Tabela.SESSOES
            && stage.hasAll(tabela, List.of("created_at"))
            && stage.hasRecords(tabela)) {
          held.addAll(find(stage, tabela));
        }
      }
    }
    return held;
  }

  private static List<Held> find(Stage stage, Tabela tabela) {
    return stage
        .books()
        .query(
            String.format(
                Locale.ROOT,
                "select s.id::bigint as id, o.ano, o.mes from %s s join (%s) o on o.id = s.id::text"
                    + " and o.criada = pg_catalog.concat(s.created_at) group by s.id, o.ano, o.mes"
                    + " order by s.id, o.ano, o.mes",
                Stage.table(tabela),
                OTHERS))
        .bind("tabela", tabela.table())
        .bindMap(StagedIds.of(stage, tabela).range())
        .map(
            (row, context) ->
                new Held(
                    tabela, row.getLong("id"), new Month(row.getInt("ano"), row.getInt("mes"))))
        .list();
  }
}
