package extrato.work.closing;

import extrato.month.archive.MonthState;
import extrato.month.statement.KeptStatements;
import extrato.postgres.MonthBooks;
import extrato.studio.Month;
import extrato.support.failure.Failure;

/** Whether a month can be closed, or late records can be merged into it. */
final class Closable {
  private Closable() {}

  /**
   * Returns the month's state, and stops if the month cannot be closed in that state.
   *
   * @param force whether to merge the late records of a closed month
   */
  static MonthState check(MonthBooks books, boolean force) {
    MonthState state = MonthState.of(books);
    String month = "month " + books.month().slashed();
    switch (state.kind()) {
      case OPEN -> {
        return state;
      }
      case STATEMENT_GONE ->
          throw new Failure.NotProven(
              month + " has an archive, but its statement in extratos is gone",
              "somebody removed it: restore the month from its archive before closing it again");
      case CLOSED, LEGACY -> {
        boolean overwritten = KeptStatements.of(books).of(books.month()).isOverwritten();
        if (!force) {
          throw alreadyClosed(month, state, overwritten ? wayBack(books.month()) : "");
        }
        if (overwritten) {
          // A merge would drop what only that statement contains.
          throw new Failure.NotProven(
              "the statement of "
                  + books.month().slashed()
                  + " in extratos is not the one that this tool wrote",
              wayBack(books.month()));
        }
        return state;
      }
    }
    throw new IllegalStateException(state.toString());
  }

  private static Failure alreadyClosed(String month, MonthState state, String wayBack) {
    if (!wayBack.isEmpty()) {
      return new Failure.AlreadyClosed(
          month + " is already closed, by a statement that this tool did not write", wayBack);
    }
    return new Failure.AlreadyClosed(
        month
            + " is already closed"
            + (state.kind() == MonthState.Kind.LEGACY ? " (by the old generator)" : ""),
        "add --force to merge records that turned up late");
  }

  private static String wayBack(Month month) {
    return "`extrato restore "
        + month.asOptions()
        + " --from backup` lists what only it tells, and brings the month back; then close it"
        + " again";
  }
}
