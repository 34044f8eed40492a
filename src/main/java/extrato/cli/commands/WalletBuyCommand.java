package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The studio takes credit back. */
@Command(name = "buy", description = "From somebody, back to the studio: a voucher that is used.")
final class WalletBuyCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who gives it.")
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
        Request.Kind.BUY,
        (request, accounts, context) -> request.account(accounts.apply(account)).amount(amount));
  }
}
