package extrato.cli.commands;

import extrato.cli.output.AccountsReport;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.RunCommand;
import extrato.work.wallet.Accounts;
import picocli.CommandLine.Command;

/** Lists what everybody has. */
@Command(name = "list", description = "All balances, and the holds that are open.")
final class WalletListCommand extends BaseCommand {
  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.WALLET, common, null, Task.Access.LOOKS), this::list);
  }

  private Result list(DatabaseContext context) {
    return context
        .database()
        .read(
            snapshot -> {
              Accounts accounts = new Accounts(snapshot);
              return new AccountsReport(context.settings().zone(), runner().surroundings().width())
                  .list(accounts.balances(), accounts.openHolds());
            });
  }
}
