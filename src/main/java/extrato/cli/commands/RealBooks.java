package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.support.failure.Failure;

/** The books of production, which are changed by hand only when {@code --force} says so. */
final class RealBooks {
  private RealBooks() {}

  /**
   * @param what would be done, as in "restoring 09/2025"
   */
  static void guard(DatabaseContext context, String what) {
    if (context.settings().isProduction()) {
      throw new Failure.WantsFlag(
          what + " changes the books of " + context.settings().environment(),
          "add --force if that is meant");
    }
  }
}
