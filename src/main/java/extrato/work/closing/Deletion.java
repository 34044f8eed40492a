package extrato.work.closing;

import extrato.month.selection.MonthRows;
import extrato.postgres.Column;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Deletes the month's records from the live tables, in the order in which they depend on each
 * other.
 */
final class Deletion {
  private static final String COMMISSIONS = sql("delete_commissions.sql");
  private static final String EXPENSES = sql("delete_expenses.sql");
  private static final String PAYMENTS_AND_SESSIONS = sql("delete_payments_and_sessions.sql");
  private static final String TOGETHER = sql("delete_together.sql");

  private static final int NAMED = 5;

  /**
   * Commissions refer to payments. Payments and sessions refer to each other, so the last step
   * deletes both.
   */
  private static final List<List<String>> ORDER =
      List.of(
          List.of(Tabela.COMISSOES.table()),
          List.of(Tabela.GASTOS.table()),
          List.of(Tabela.PAGAMENTOS.table(), Tabela.SESSOES.table()));

  /**
   * What was deleted.
   *
   * @param stayed how many sessions stayed because of a payment outside the month
   * @param untied how many of them pointed at a payment that was deleted
   * @param changed what else changed in those sessions, by id and column
   */
  record Deleted(
      Map<Tabela, Long> deleted, long stayed, long untied, List<Map.Entry<Long, String>> changed) {
    long of(Tabela tabela) {
      return deleted.getOrDefault(tabela, 0L);
    }
  }

  private Deletion() {}

  /**
   * Runs on the studio's search_path, for its triggers.
   *
   * @param version the statement's version, whose record names the sessions that stay
   */
  static Deleted run(MonthBooks books, ForeignKeys keys, int version) {
    Deleted deleted =
        books.asTheStudio(
            () -> keys.contradict(ORDER) ? together(books, version) : inOrder(books, version));
    for (Tabela tabela : Tabela.values()) {
      books.changes().deleted(tabela.table(), deleted.of(tabela));
    }
    books.changes().updated(Tabela.SESSOES.table(), deleted.untied());
    checkUntied(books, deleted);
    return deleted;
  }

  /** A session that stays may lose its pointer and nothing else, even if a trigger intervenes. */
  private static void checkUntied(MonthBooks books, Deleted deleted) {
    String sessoes = books.studio().schema() + "." + Tabela.SESSOES.table() + ".";
    List<String> changed =
        deleted.changed().stream()
            .filter(change -> !books.changes().mayDiffer(sessoes + change.getValue()))
            .map(change -> "sessoes id " + change.getKey() + ", column " + change.getValue())
            .toList();
    if (!changed.isEmpty()) {
      throw new Failure.Stopped(
          "sessions that stay were changed: "
              + String.join("; ", changed.subList(0, Math.min(NAMED, changed.size()))),
          "a trigger on sessoes does that: switch it off for the closing, or name the column in"
              + " EXTRATO_ALLOWED_CHANGES, such as "
              + sessoes
              + deleted.changed().get(0).getValue());
    }
  }

  private static Deleted inOrder(MonthBooks books, int version) {
    long commissions = books.update(COMMISSIONS).execute();
    books.checkInterruption();
    long expenses = books.update(EXPENSES).execute();
    books.checkInterruption();
    return last(
        books, PAYMENTS_AND_SESSIONS, version, Long.toString(commissions), Long.toString(expenses));
  }

  private static Deleted together(MonthBooks books, int version) {
    return last(books, TOGETHER, version, counted("comissoes_fora"), counted("gastos_fora"));
  }

  private static Deleted last(
      MonthBooks books, String sql, int version, String commissions, String expenses) {
    return books
        .query(sql + changedColumns(books) + counts(commissions, expenses))
        .bind("versao", version)
        .map((row, context) -> deleted(row))
        .one();
  }

  private static Deleted deleted(ResultSet row) throws SQLException {
    Map<Tabela, Long> deleted = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      deleted.put(tabela, row.getLong(tabela.table()));
    }
    List<Map.Entry<Long, String>> changed = new ArrayList<>();
    Array ids = row.getArray("mudadas");
    if (ids != null) {
      Long[] sessions = (Long[]) ids.getArray();
      String[] columns = (String[]) row.getArray("colunas").getArray();
      for (int i = 0; i < sessions.length; i++) {
        changed.add(Map.entry(sessions[i], columns[i]));
      }
    }
    return new Deleted(deleted, row.getLong("ficam"), row.getLong("soltas"), changed);
  }

  /** The untied sessions' columns that changed, compared by their stored bytes. */
  private static String changedColumns(MonthBooks books) {
    String columns =
        books.studio().columns(Tabela.SESSOES).stream()
            .map(Column::name)
            .filter(name -> !name.equals("payment_id"))
            .map(
                name ->
                    String.format(
                        Locale.ROOT,
                        "(%s, cast(row(depois.%s) as pg_catalog.record) operator(pg_catalog.*<>)"
                            + " cast(row(antes.%s) as pg_catalog.record))",
                        Sql.literal(name),
                        Sql.quoted(name),
                        Sql.quoted(name)))
            .collect(Collectors.joining(", "));
    return String.format(
        Locale.ROOT,
        """
        , mudadas as (
          select cast(depois.id as bigint) as id, cast(c.coluna as pg_catalog.text) as coluna
          from sessoes_soltas depois
          join :"studio".sessoes antes on antes.id operator(pg_catalog.=) depois.id
          cross join lateral (values %s) as c (coluna, mudou)
          where c.mudou
        )
        """,
        columns);
  }

  private static String counts(String commissions, String expenses) {
    return String.format(
        Locale.ROOT,
        """
        select %s as pagamentos, %s as sessoes, %s as comissoes, %s as gastos, %s as ficam, %s as soltas,
          (select pg_catalog.array_agg(m.id) from mudadas m) as mudadas,
          (select pg_catalog.array_agg(m.coluna) from mudadas m) as colunas\
        """,
        counted("pagamentos_fora"),
        counted("sessoes_fora"),
        commissions,
        expenses,
        counted("ficam"),
        counted("sessoes_soltas"));
  }

  private static String counted(String table) {
    return "(select pg_catalog.count(*) from " + table + ")";
  }

  private static String sql(String file) {
    return MonthRows.selectionPrelude() + Sql.load(Deletion.class, file);
  }
}
