package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.work.serve.tokens.KnownToken;
import extrato.work.serve.tokens.TokenTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Ends a token. */
@Command(name = "revoke", description = "End a token, at once and for good. It stays on record.")
final class TokenRevokeCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "TOKEN", description = "Its name, or its id.")
  String token = "";

  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.TOKEN, common, null, Task.Access.POSTS), this::revoke);
  }

  private Result revoke(DatabaseContext context) {
    String by = System.getProperty("user.name", "?");
    KnownToken revoked =
        context
            .database()
            .briefly(handle -> new TokenTable(handle, context.clock()).revoke(token, by))
            .orElseThrow(
                () ->
                    new Failure.Stopped(
                        "no valid token has this name or id", "`extrato token list` shows them"));
    return Result.of(Outcome.DONE, "token " + revoked.name() + " revoked")
        .with("id", revoked.id())
        .with("name", revoked.name())
        .plain();
  }
}
