package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.output.TokenList;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.RunCommand;
import extrato.work.serve.tokens.TokenTable;
import picocli.CommandLine.Command;

/** Lists the tokens. */
@Command(
    name = "list",
    description = "The tokens on record, and whether they are valid; never the tokens themselves.")
final class TokenListCommand extends BaseCommand {
  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.TOKEN, common, null, Task.Access.LOOKS), this::list);
  }

  private Result list(DatabaseContext context) {
    return new TokenList(context.settings().zone(), context.clock().instant())
        .of(
            context.database().briefly(handle -> new TokenTable(handle, context.clock()).list()),
            runner().surroundings().width());
  }
}
