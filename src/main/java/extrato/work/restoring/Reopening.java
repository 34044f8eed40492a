package extrato.work.restoring;

import extrato.month.archive.LegacyStatement;
import extrato.month.archive.MonthState;
import extrato.month.archive.StatementSnapshots;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.runs.Run;
import extrato.runs.RunBook;

/** What happens to a month's statement and archive when its records are back. */
final class Reopening {
  private static final String MARK = Sql.load(Reopening.class, "mark_restored.sql");

  private static final String TAKE_STATEMENT_AWAY =
      "delete from :\"studio\".extratos"
          + " where ano operator(pg_catalog.=) :ano and mes operator(pg_catalog.=) :mes";

  private Reopening() {}

  /**
   * The statement goes to the snapshots, the archive stays as history, and the month is open again.
   */
  static void of(MonthBooks books, LeftInArchive left, RunBook runBook, Run run, String remark) {
    boolean legacy = MonthState.of(books).kind() == MonthState.Kind.LEGACY;
    StatementSnapshots.keep(books, run.id());
    boolean stillClosed = !left.isNone();
    if (!legacy && LegacyStatement.isUnder(books)) {
      LegacyStatement.putBack(books);
    } else {
      int gone = books.asTheStudio(() -> books.update(TAKE_STATEMENT_AWAY).execute());
      books.changes().deleted("extratos", gone);
    }
    int versions =
        books
            .update(MARK)
            .bind("run_id", run.id())
            .bind("first_that_stays", left.firstThatStays())
            .execute();
    books.changes().updated("extrato.versoes", versions);
    if (stillClosed) {
      left.close();
    }
    runBook.amendForApplication(
        books,
        (stillClosed ? "restored but for records left in the archive" : "restored, open again")
            + ": run "
            + run.id()
            + remark);
  }
}
