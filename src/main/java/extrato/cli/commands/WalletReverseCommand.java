package extrato.cli.commands;

import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a transfer back. */
@Command(
    name = "reverse",
    description = "Take a transfer back, once, by one with the opposite entries.")
final class WalletReverseCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "TRANSFER", description = "Its number.")
  long transfer;

  @Override
  public Integer call() {
    return posting.run(
        runner(),
        common,
        Request.Kind.REVERSE,
        (request, accounts, context) -> request.reverses(transfer));
  }
}
