package extrato.cli.commands;

import extrato.cli.output.Brazilian;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.work.wallet.LedgerCheck;
import java.util.List;
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
  private static final int SHOWN = 20;

  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.WALLET, common, null, Task.Access.LOOKS), this::check);
  }

  private Result check(DatabaseContext context) {
    LedgerCheck check =
        context.database().read(snapshot -> LedgerCheck.of(snapshot, context.ledgerBackups()));
    check.warnings().stream().limit(SHOWN).forEach(context.run()::warn);
    List<String> problems = check.problems();
    String transfers = Brazilian.count(check.transfers()) + " transfers";
    Result result =
        Result.of(
                check.transfers() == 0 ? Outcome.EMPTY : Outcome.DONE,
                "the ledger adds up: " + transfers)
            .with("transfers", check.transfers())
            .with("problem_count", problems.size())
            .with("problems", problems.stream().limit(SHOWN).toList())
            .withLines(problems.stream().limit(SHOWN).map(problem -> "  " + problem).toList())
            .plain();
    return problems.isEmpty()
        ? result
        : result.failing(
            new Failure.NotProven(
                "the ledger does not add up in "
                    + problems.size()
                    + (problems.size() == 1 ? " place: " : " places: ")
                    + problems.get(0),
                "docs/wallet.md says what to do"));
  }
}
