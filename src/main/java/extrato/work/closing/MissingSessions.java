package extrato.work.closing;

import extrato.month.selection.MonthRows;
import extrato.postgres.MonthBooks;
import extrato.postgres.Sql;
import extrato.support.failure.Failure;
import java.util.List;

/**
 * Payments that refer to a session which does not exist, because the foreign key is missing or was
 * never validated. Once archived, such a payment could not be put back.
 */
final class MissingSessions {
  private static final String MISSING =
      Sql.load(MonthRows.class, "selection.sql")
          + Sql.load(MissingSessions.class, "missing_sessions.sql");

  private MissingSessions() {}

  static void check(MonthBooks books) {
    List<String> payments = books.strings(MISSING);
    if (!payments.isEmpty()) {
      throw new Failure.Stopped(
          "pagamentos point at sessions that are not there: id " + String.join(", ", payments),
          "correct or empty sessao_id of these payments in the studio's application, then back up"
              + " again");
    }
  }
}
