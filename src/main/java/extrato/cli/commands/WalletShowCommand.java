package extrato.cli.commands;

import extrato.cli.output.AccountsReport;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.RunCommand;
import extrato.work.wallet.Account;
import extrato.work.wallet.Accounts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Shows what became of an account. */
@Command(name = "show", description = "The statement of an account, or of a hold: hold:7.")
final class WalletShowCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose.")
  String account = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many entries, the newest; ${DEFAULT-VALUE} otherwise.")
  int limit;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be a whole number of at least 1, not " + limit);
    }
    return runner().run(Task.of(RunCommand.WALLET, common, null, Task.Access.LOOKS), this::show);
  }

  private Result show(DatabaseContext context) {
    return context
        .database()
        .read(
            snapshot -> {
              Accounts accounts = new Accounts(snapshot);
              Account found = accounts.find(account);
              return new AccountsReport(context.settings().zone(), runner().surroundings().width())
                  .statement(found, accounts.statement(found, limit));
            });
  }
}
