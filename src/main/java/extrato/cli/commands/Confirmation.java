package extrato.cli.commands;

import extrato.cli.running.CommandRunner;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.month.archive.MonthState;
import extrato.month.selection.LeftOut;
import extrato.month.selection.LiveCounts;
import extrato.studio.Count;
import extrato.studio.Month;
import extrato.support.failure.Wording;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Whether a person who closes a month by hand, in production, means it. */
final class Confirmation {
  @ForManyStudios
  @Option(
      names = "--yes",
      description =
          "Do not ask before a month is closed in production. Only a person at a terminal is"
              + " asked, never a pipe or cron.")
  boolean yes;

  /**
   * Asks where there is somebody to be asked and something to be closed.
   *
   * @param force whether late records of a closed month are to be merged
   */
  void ask(
      CommandRunner runner,
      DatabaseContext context,
      List<Month> months,
      boolean force,
      LeftOut leftOut) {
    if (yes || !context.settings().isProduction() || !runner.question().canBeAsked()) {
      return;
    }
    List<String> what = new ArrayList<>();
    for (Month month : months) {
      long records = toBeClosed(context, month, force, leftOut);
      if (records > 0) {
        what.add(Count.of(records, "record") + " of " + month.slashed());
      }
    }
    if (!what.isEmpty()) {
      // Also what is odd about the settings: it may be the database, or the folder, that is not
      // meant.
      List<Wording> known =
          new ArrayList<>(
              context.settings().configuration().warnings().stream().map(Wording::plain).toList());
      known.addAll(context.run().wordedWarnings());
      runner
          .question()
          .ask(
              known,
              String.join(", ", what)
                  + " will be archived and leave the live tables of "
                  + context.settings().environment()
                  + ".");
    }
  }

  private static long toBeClosed(
      DatabaseContext context, Month month, boolean force, LeftOut leftOut) {
    return context
        .database()
        .read(
            month,
            books ->
                MonthState.of(books).isClosed() && !force
                    ? 0
                    : LiveCounts.of(leftOut.outOf(books, unused -> {})).total());
  }
}
