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
  private static final String FIND = Sql.load(ArchivedElsewhere.class, "archived_elsewhere.sql");

  private ArchivedElsewhere() {}

  /** One record, and the month whose archive holds it. */
  record Held(Tabela tabela, long id, Month month) {}

  static List<Held> find(MonthBooks books, Stage stage) {
    List<Held> held = new ArrayList<>();
    if (books.knowsBackups()) {
      for (Tabela tabela : Tabela.values()) {
        if (tabela != Tabela.SESSOES && stage.hasAll(tabela, List.of("created_at"))) {
          held.addAll(
              books
                  .query(String.format(Locale.ROOT, FIND, Stage.table(tabela), tabela.table()))
                  .map(
                      (row, context) ->
                          new Held(
                              tabela,
                              row.getLong("id"),
                              new Month(row.getInt("ano"), row.getInt("mes"))))
                  .list());
        }
      }
    }
    return held;
  }
}
