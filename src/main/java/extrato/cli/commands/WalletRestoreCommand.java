package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.month.backup.LedgerBackup;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.work.wallet.LedgerRestore;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings the ledger back. */
@Command(
    name = "restore",
    description = "Bring the ledger back from its backup, into an empty one, and prove it.")
final class WalletRestoreCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "As in wallet/ledger_3.ndjson.")
  String file = "";

  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    LedgerBackup backup = LedgerBackup.named(runner().file(file));
    return runner()
        .run(
            Task.of(
                RunCommand.WALLET,
                common,
                null,
                dryRun ? Task.Access.REHEARSES : Task.Access.POSTS),
            context -> restore(context, backup));
  }

  private Result restore(DatabaseContext context, LedgerBackup backup) {
    long transfers = LedgerRestore.from(backup, context.wallet(), dryRun);
    String what = Count.of(transfers, "transfer");
    return Result.of(
            Outcome.DONE,
            dryRun
                ? "dry run, nothing changed: " + what + " would come back, and add up"
                : what + " are back, and add up")
        .with("file", backup.file().toString())
        .with("transfers", transfers);
  }
}
