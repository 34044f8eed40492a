package extrato.month.statement;

import extrato.month.selection.MonthRows;
import extrato.postgres.Background;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Tabela;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jdbi.v3.core.result.ResultIterator;

/** The lists of a month whose statement leaves them out, made from its archive. */
public final class ArchivedLists {
  private static final String LIST =
      MonthRows.archivePrelude() + Sql.load(ArchivedLists.class, "archived_list.sql");

  private static final String DAYS =
      MonthRows.archivePrelude() + Sql.load(ArchivedLists.class, "archived_days.sql");

  /** As many records as are fetched at a time. */
  private static final int FETCHED = 2_000;

  private ArchivedLists() {}

  /**
   * The page with its lists, where they are left out of the statement that this tool wrote.
   *
   * @param lists what they are kept in, apart from the page's own
   */
  public static StatementPage fill(MonthBooks books, StatementPage page, ListFiles lists) {
    if (!page.lists().omitted() || page.written().version() == 0) {
      return page;
    }
    Map<Tabela, Background<ListSums>> counting = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      try (ResultIterator<String> records =
          books
              .query(LIST)
              .bind("tabela", tabela.table())
              .setFetchSize(FETCHED)
              .mapTo(String.class)
              .iterator()) {
        lists.keep(tabela, records);
      }
      // One table is added up while the server sends the next.
      counting.put(tabela, Background.start("sums of " + tabela.table(), lists.sums(tabela)));
    }
    Map<Tabela, ListSums> sums = new EnumMap<>(Tabela.class);
    counting.forEach((tabela, sum) -> sums.put(tabela, sum.get()));
    return page.withLists(lists, sums);
  }

  /** The page with what its lists add up to, for who reads none of their records. */
  public static StatementPage sum(MonthBooks books, StatementPage page) {
    if (!page.lists().omitted() || page.written().version() == 0) {
      return page;
    }
    Map<Tabela, ListSums> sums = new EnumMap<>(Tabela.class);
    books
        .query(DAYS)
        .map(
            (row, context) -> {
              sums.computeIfAbsent(Tabela.ofTable(row.getString("tabela")), table -> new ListSums())
                  .add(
                      row.getObject("dia", LocalDate.class),
                      row.getLong("registros"),
                      row.getBigDecimal("valor"));
              return true;
            })
        .list();
    return page.withLists(page.lists().files(), sums);
  }
}
