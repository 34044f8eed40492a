package extrato.month.archive;

import extrato.month.archive.Totals.Dimension;
import extrato.month.archive.Totals.Sum;
import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.studio.Money;
import extrato.studio.Tabela;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.jdbi.v3.core.statement.Query;

/** Adds up what the archive holds of a month, in the database and from the archive alone. */
public final class ArchiveTotals {
  private static final String TOTALS = Sql.load(ArchiveTotals.class, "archive_totals.sql");
  private static final String OF_MONTH = MonthRows.archivePrelude() + TOTALS;
  private static final String OF_VERSION =
      Sql.load(ArchiveTotals.class, "version_records.sql") + TOTALS;

  private ArchiveTotals() {}

  public static Totals of(MonthBooks books) {
    return books.expectingMany(() -> read(books.query(OF_MONTH)));
  }

  /** The totals of these tables in one version alone. */
  public static Totals of(MonthBooks books, int version, Set<Tabela> tables) {
    return books.expectingMany(
        () ->
            read(
                books
                    .query(OF_VERSION)
                    .bind("versao", version)
                    .bindArray(
                        "tabelas", String.class, tables.stream().map(Tabela::table).toList())));
  }

  static Totals read(Query query) {
    Totals totals = new Totals();
    query.map((row, context) -> add(totals, row)).list();
    return totals;
  }

  private static boolean add(Totals totals, ResultSet row) throws SQLException {
    BigDecimal money = row.getBigDecimal("valor");
    totals.add(
        Dimension.of(row.getString("dimensao")),
        row.getString("chave"),
        new Sum(row.getLong("registros"), Money.of(money)));
    return true;
  }
}
