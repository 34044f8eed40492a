package extrato.work.closing;

import extrato.month.archive.MonthState;
import extrato.month.selection.TakenIds;
import extrato.month.statement.KeptStatements;
import extrato.postgres.MonthBooks;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;

/** What keeps a month from being closed, looked at before anything is changed. */
record ClosingGuards(MonthBooks books, Settings settings, Run run) {
  ForeignKeys checkKeys() {
    StudioKeys.check(books, settings, run);
    return ForeignKeys.check(books);
  }

  /** How the month stands; stops where it is not to be closed. */
  MonthState stateToClose(boolean force) {
    MonthState state = MonthState.of(books);
    switch (state.kind()) {
      case OPEN -> {
        return state;
      }
      case STATEMENT_GONE ->
          throw new Failure.NotProven(
              "month "
                  + books.month().slashed()
                  + " has an archive, but its statement in extratos is gone",
              "somebody removed it: restore the month from its archive before closing it again");
      case CLOSED, LEGACY -> {
        if (!force) {
          throw new Failure.AlreadyClosed(
              "month "
                  + books.month().slashed()
                  + " is already closed"
                  + (state.kind() == MonthState.Kind.LEGACY ? " (by the old generator)" : ""),
              "add --force to merge records that turned up late");
        }
        refuseOverwritten();
        return state;
      }
    }
    throw new IllegalStateException(state.toString());
  }

  /** A merge would drop what only a statement tells that something else wrote over ours. */
  private void refuseOverwritten() {
    if (KeptStatements.of(books).of(books.month()).isOverwritten()) {
      throw new Failure.NotProven(
          "the statement of "
              + books.month().slashed()
              + " in extratos is not the one that this tool wrote",
          "`extrato restore "
              + books.month().asOptions()
              + " --from backup` lists what only it tells, and brings the month back; then close it"
              + " again");
    }
  }

  /** No record may be taken for another, and none be archived that could not come back. */
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
