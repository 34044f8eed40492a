package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.studio.Month;
import extrato.work.closing.Monthly;
import java.util.List;
import java.util.stream.Collectors;

/** Months that are older than the one at work, and still open. */
final class OlderMonths {
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
                  + older.stream().map(Month::slashed).collect(Collectors.joining(", "))
                  + "; `extrato monthly --catch-up` closes them first");
    }
  }
}
