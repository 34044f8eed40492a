package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.support.failure.Failure;

/** Production's books: a person may change them only with {@code --force}. */
final class RealBooks {
  private RealBooks() {}

  /**
   * @param what what would be done, as in "restoring 09/2025"
   */
  static void guard(DatabaseContext context, String what) {
    if (context.settings().isProduction()) {
      throw new Failure.WantsFlag(
          what + " changes the books of " + context.settings().environment(),
          "add --force if that is meant");
    }
  }
}
