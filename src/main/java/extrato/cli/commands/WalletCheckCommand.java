package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.work.wallet.LedgerCheck;
import picocli.CommandLine.Command;

/** Proves the ledger. */
@Command(
    name = "check",
    description = {
      "Prove the ledger: sums, chains, balances, holds, reversals, that its guards stand, and that"
          + " it is what its newest backup holds.",
      "What does not add up is named, with exit 4."
    })
final class WalletCheckCommand extends BaseCommand {
  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.WALLET, common, null, Task.Access.LOOKS), this::check);
  }

  private Result check(DatabaseContext context) {
    LedgerCheck ledger = LedgerVerdict.look(context);
    Result result =
        Result.of(
                ledger.transfers() == 0 ? Outcome.EMPTY : Outcome.DONE,
                "the ledger adds up: " + Count.of(ledger.transfers(), "transfer"))
            .with("transfers", ledger.transfers())
            .with("problem_count", ledger.problems().size())
            .with("problems", LedgerVerdict.first(ledger))
            .withLines(LedgerVerdict.first(ledger).stream().map(problem -> "  " + problem).toList())
            .plain();
    return LedgerVerdict.failure(ledger).map(result::failing).orElse(result);
  }
}
