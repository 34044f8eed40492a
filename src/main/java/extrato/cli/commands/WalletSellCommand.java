package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The studio gives credit to somebody. */
@Command(
    name = "sell",
    description = "From what the studio has, to somebody: a voucher that is given.")
final class WalletSellCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who gets it.")
  String account = "";

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
        Request.Kind.SELL,
        (request, accounts, context) -> request.account(accounts.apply(account)).amount(amount));
  }
}
