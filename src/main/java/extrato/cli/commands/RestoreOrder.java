package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.month.archive.MonthState;
import extrato.month.backup.SetBack;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which months there are to restore from their backups, in the order to begin with. Closings are
 * undone the newest first. A month that this database never closed comes back the oldest first, so
 * that of a record in two months' files the later one has the last word.
 */
final class RestoreOrder {
  private RestoreOrder() {}

  static List<Month> of(DatabaseContext context) {
    List<Month> closed = new ArrayList<>();
    List<Month> lacking = new ArrayList<>();
    for (Month month : context.backups().months()) {
      if (context.database().read(month, MonthState::of).isClosed()) {
        closed.add(month);
      } else if (lacks(context, month)) {
        lacking.add(month);
      }
    }
    Collections.reverse(closed);
    closed.addAll(lacking);
    return closed;
  }

  /**
   * An open month of which no record was lost is left to the studio's application. Of a damaged
   * backup nothing can tell that: its restore stops, and names it.
   */
  private static boolean lacks(DatabaseContext context, Month month) {
    try {
      context.backups().newestToRestore(month);
    } catch (Failure e) {
      return true;
    }
    return context
        .database()
        .read(month, books -> !SetBack.inMonth(books, context.settings()).isEmpty());
  }
}
