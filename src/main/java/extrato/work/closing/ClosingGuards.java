package extrato.work.closing;

import extrato.month.archive.MonthState;
import extrato.month.selection.TakenIds;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.support.settings.Settings;

/** Checks for anything that prevents a closing, before anything is changed. */
record ClosingGuards(MonthBooks books, Settings settings, Run run) {
  ForeignKeys checkKeys() {
    StudioKeys.check(books, settings, run);
    return ForeignKeys.check(books);
  }

  /**
   * Ensures that no record is mistaken for another, and that every archived record can be restored.
   */
  void checkIdentity(MonthState state) {
    run.step(
        "identity",
        () -> {
          TakenIds.check(books, run::warn);
          if (state.isClosed() && books.hasOwnSchema()) {
            MergedKeys.check(books, run::warn);
          }
        });
  }

  void warnOfUndated(long commissions) {
    if (commissions > 0) {
      run.warn(
          commissions
              + " commissions have neither payment nor date, belong to no month and stay live");
    }
  }
}
