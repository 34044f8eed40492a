package extrato.cli.running;

import extrato.postgres.Database;
import extrato.support.failure.Failure;
import org.jspecify.annotations.Nullable;

/** A database that may not have opened, for a command that has work to do all the same. */
public record ReachedDatabase(@Nullable OpenDatabase open, @Nullable Failure failure)
    implements AutoCloseable {

  public static ReachedDatabase reach(CommandRunner runner, CommandContext context) {
    try {
      return new ReachedDatabase(
          OpenDatabase.open(
              context.settings(),
              runner.surroundings().home(),
              OpenDatabase.nameFor(context.run()),
              runner.interruption(),
              runner.console()::note),
          null);
    } catch (RuntimeException e) {
      Failure failure = context.failures().explain(e);
      if (failure instanceof Failure.Interrupted || failure instanceof Failure.Bug) {
        throw failure;
      }
      return new ReachedDatabase(null, failure);
    }
  }

  public @Nullable Database database() {
    return open == null ? null : open.database();
  }

  @Override
  public void close() {
    if (open != null) {
      open.close();
    }
  }
}
