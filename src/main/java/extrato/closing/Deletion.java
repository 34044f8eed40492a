package extrato.closing;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.selection.MonthRows;
import extrato.studio.Tabela;
import java.util.Map;

/**
 * Takes the month's records out of the live tables, in the order in which they depend on each
 * other.
 */
final class Deletion {
  private static final String COMMISSIONS = sql("delete_commissions.sql");
  private static final String EXPENSES = sql("delete_expenses.sql");
  private static final String PAYMENTS_AND_SESSIONS = sql("delete_payments_and_sessions.sql");

  /**
   * What was deleted.
   *
   * @param stayed the sessions that a payment outside the month holds back
   */
  record Deleted(Map<Tabela, Long> deleted, long stayed) {
    long of(Tabela tabela) {
      return deleted.getOrDefault(tabela, 0L);
    }
  }

  private record Pair(long payments, long sessions, long stayed) {}

  private Deletion() {}

  /** To be run with the studio's search_path, for its triggers. */
  static Deleted run(Books books) {
    long commissions = books.update(COMMISSIONS).execute();
    books.checkInterruption();
    long expenses = books.update(EXPENSES).execute();
    books.checkInterruption();
    Pair pair =
        books
            .query(PAYMENTS_AND_SESSIONS)
            .map(
                (row, context) ->
                    new Pair(
                        row.getLong("pagamentos"), row.getLong("sessoes"), row.getLong("ficam")))
            .one();
    return new Deleted(
        Map.of(
            Tabela.PAGAMENTOS,
            pair.payments(),
            Tabela.SESSOES,
            pair.sessions(),
            Tabela.COMISSOES,
            commissions,
            Tabela.GASTOS,
            expenses),
        pair.stayed());
  }

  private static String sql(String file) {
    return MonthRows.selectionPrelude() + Sql.load(Deletion.class, file);
  }
}
