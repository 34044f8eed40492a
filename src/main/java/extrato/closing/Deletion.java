package extrato.closing;

import extrato.db.Books;
import extrato.db.Sql;
import extrato.failure.Failure;
import extrato.selection.MonthRows;
import extrato.studio.Tabela;
import java.util.List;
import java.util.Map;

/**
 * Takes the month's records out of the live tables, in the order in which they depend on each
 * other.
 */
final class Deletion {
  private static final String COMMISSIONS = sql("delete_commissions.sql");
  private static final String EXPENSES = sql("delete_expenses.sql");
  private static final String PAYMENTS_AND_SESSIONS = sql("delete_payments_and_sessions.sql");
  private static final String TOGETHER = sql("delete_together.sql");
  private static final String DELETED_ROWS = Sql.load(Deletion.class, "deleted_rows.sql");

  /** Commissions refer to payments, payments and sessions to each other: the last step is both. */
  private static final List<List<String>> ORDER =
      List.of(
          List.of(Tabela.COMISSOES.table()),
          List.of(Tabela.GASTOS.table()),
          List.of(Tabela.PAGAMENTOS.table(), Tabela.SESSOES.table()));

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

  private Deletion() {}

  /**
   * To be run with the studio's search_path, for its triggers.
   *
   * @param version of the statement, whose record names the sessions that stay
   */
  static Deleted run(Books books, ForeignKeys keys, int version) {
    Map<Tabela, Long> before = deletedRows(books);
    Deleted deleted = keys.contradict(ORDER) ? together(books, version) : inOrder(books, version);
    checkNothingElseWent(deleted, before, deletedRows(books));
    return deleted;
  }

  /** A trigger of the studio could delete rows that no backup holds, as a cascading key could. */
  private static void checkNothingElseWent(
      Deleted deleted, Map<Tabela, Long> before, Map<Tabela, Long> after) {
    after.forEach(
        (tabela, rows) -> {
          long more = rows - before.getOrDefault(tabela, 0L) - deleted.of(tabela);
          if (more != 0) {
            throw new Failure.Stopped(
                "deleting the month deleted "
                    + more
                    + " more rows of "
                    + tabela.table()
                    + " than are the month's",
                "a trigger of the studio's tables does that: switch it off for the closing");
          }
        });
  }

  private static Map<Tabela, Long> deletedRows(Books books) {
    return books
        .query(DELETED_ROWS)
        .bind("schema", books.studio().schema())
        .map(
            (row, context) ->
                Map.entry(Tabela.ofTable(row.getString("tabela")), row.getLong("deleted")))
        .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static Deleted inOrder(Books books, int version) {
    long commissions = books.update(COMMISSIONS).execute();
    books.checkInterruption();
    long expenses = books.update(EXPENSES).execute();
    books.checkInterruption();
    return books
        .query(PAYMENTS_AND_SESSIONS)
        .bind("versao", version)
        .map(
            (row, context) ->
                new Deleted(
                    Map.of(
                        Tabela.PAGAMENTOS,
                        row.getLong("pagamentos"),
                        Tabela.SESSOES,
                        row.getLong("sessoes"),
                        Tabela.COMISSOES,
                        commissions,
                        Tabela.GASTOS,
                        expenses),
                    row.getLong("ficam")))
        .one();
  }

  private static Deleted together(Books books, int version) {
    return books
        .query(TOGETHER)
        .bind("versao", version)
        .map(
            (row, context) ->
                new Deleted(
                    Map.of(
                        Tabela.PAGAMENTOS, row.getLong("pagamentos"),
                        Tabela.SESSOES, row.getLong("sessoes"),
                        Tabela.COMISSOES, row.getLong("comissoes"),
                        Tabela.GASTOS, row.getLong("gastos")),
                    row.getLong("ficam")))
        .one();
  }

  private static String sql(String file) {
    return MonthRows.selectionPrelude() + Sql.load(Deletion.class, file);
  }
}
