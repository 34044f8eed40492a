package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From one account to another. */
@Command(name = "transfer", description = "From one account to another.")
final class WalletTransferCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "FROM", description = "Who gives it.")
  String from = "";

  @Parameters(index = "1", paramLabel = "TO", description = "Who gets it.")
  String to = "";

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "As in 150,00.")
  Money amount = Money.ZERO;

  @Override
  public Integer call() {
    return posting.run(
        runner(),
        common,
        Request.Kind.TRANSFER,
        (request, accounts, context) ->
            request.account(accounts.apply(from)).to(accounts.apply(to)).amount(amount));
  }
}
