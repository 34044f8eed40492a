package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Money goes out. */
@Command(name = "debit", description = "Money goes out: an account is paid out from the till.")
final class WalletDebitCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose it was.")
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
        Request.Kind.DEBIT,
        (request, accounts, context) -> request.account(accounts.apply(account)).amount(amount));
  }
}
