package extrato.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import extrato.studio.Month;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Locale;

/**
 * A tattoo studio for trying the tool out: one year of its books, and the beginning of the next
 * month.
 *
 * <p>The same months always give the same rows. They contain what real books contain and a closing
 * must handle: deposits for sessions of later months, refunds, commissions without a payment.
 */
public final class DemoStudio {
  private static final int MONTHS = 12;
  private static final int FIRST_DAYS = 9;

  private DemoStudio() {}

  /** How many rows each table got. */
  public record Rows(
      int users, int clients, int sessoes, int pagamentos, int comissoes, int gastos) {

    /** The number of records in the books, in words. */
    public String described() {
      return String.format(
          Locale.ROOT,
          "%d payments, %d sessions, %d commissions, %d expenses",
          pagamentos,
          sessoes,
          comissoes,
          gastos);
    }
  }

  /** Fills a studio whose books end in the first days after the last full month. */
  public static Rows fill(Connection connection, Month last) throws SQLException {
    return fill(connection, last, last.firstDayOfNext().plusDays(FIRST_DAYS - 1L));
  }

  /**
   * Creates the tables in the first schema of the search path and fills them; the caller commits.
   *
   * @param last the last full month
   * @param today the last day with records, usually in the month after {@code last}
   */
  public static Rows fill(Connection connection, Month last, LocalDate today) throws SQLException {
    YearMonth lastMonth = YearMonth.of(last.year(), last.month());
    DemoBooks books = DemoBooks.of(lastMonth.minusMonths(MONTHS - 1L), today);
    try (Statement statement = connection.createStatement()) {
      statement.execute(resource("studio.sql"));
      Rows rows = BooksWriter.write(connection, books);
      statement.execute("analyze users, clients, sessoes, pagamentos, comissoes, gastos");
      return rows;
    }
  }

  /** Removes what an earlier demo left in the database. */
  public static void clear(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("drop schema if exists extrato cascade");
      statement.execute("drop schema if exists public cascade");
      statement.execute("create schema public");
    }
  }

  static String resource(String name) {
    try (InputStream in = DemoStudio.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the program was packaged without " + name);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
