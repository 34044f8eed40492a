package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.studio.Month;
import extrato.work.closing.Monthly;
import java.util.List;
import java.util.stream.Collectors;

/** Months that are older than the one at work, and still open. */
final class OlderMonths {
  /** So many are named one by one. */
  private static final int NAMED = 3;

  private OlderMonths() {}

  /** The oldest first. */
  static List<Month> of(DatabaseContext context) {
    return Monthly.olderOpenMonths(context.database(), context.month(), context.run());
  }

  static void warn(DatabaseContext context) {
    warn(context, of(context));
  }

  static void warn(DatabaseContext context, List<Month> older) {
    if (!older.isEmpty()) {
      context
          .run()
          .warn(
              "older months are still open: "
                  + named(older)
                  + "; `extrato monthly --catch-up` closes them first");
    }
  }

  private static String named(List<Month> older) {
    return older.size() <= NAMED
        ? older.stream().map(Month::slashed).collect(Collectors.joining(", "))
        : older.size()
            + " of them, from "
            + older.get(0).slashed()
            + " to "
            + older.get(older.size() - 1).slashed();
  }
}
