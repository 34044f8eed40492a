package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.work.wallet.LedgerBackups;
import java.util.Optional;
import picocli.CommandLine.Command;

/** Backs the ledger up. */
@Command(
    name = "backup",
    description = {
      "Back the ledger up to a file of its own, where it has grown since the last one.",
      "Every run that writes a month's backup does so as well."
    })
final class WalletBackupCommand extends BaseCommand {
  @Override
  public Integer call() {
    return runner()
        .run(
            Task.of(RunCommand.WALLET, common, null, Task.Access.POSTS),
            WalletBackupCommand::backUp);
  }

  private static Result backUp(DatabaseContext context) {
    Optional<LedgerBackups.Backed> backed =
        context.ledgerBackups().writeWhereGrown(context.database());
    if (backed.isEmpty()) {
      return Result.of(Outcome.EMPTY, "the wallet is empty: nothing to back up");
    }
    LedgerBackups.Backed found = backed.get();
    String transfers = Count.of(found.manifest().transfers(), "transfer");
    return Result.of(
            found.isNew() ? Outcome.DONE : Outcome.UNCHANGED,
            found.isNew()
                ? "ledger backed up and proven: " + transfers
                : "backup of the ledger unchanged: the newest holds all " + transfers)
        .with("file", found.backup().file().toString())
        .with("transfers", found.manifest().transfers())
        .with("sha256", found.manifest().sha256());
  }
}
