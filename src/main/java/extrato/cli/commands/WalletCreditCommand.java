package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Money comes in. */
@Command(name = "credit", description = "Money comes in: from the till's side to an account.")
final class WalletCreditCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Whose it is.")
  String account = "";

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "As in 150,00.")
  Money amount = Money.ZERO;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "How it was paid, as in Pix: the payment that comes of it gets this form.")
  @Nullable String form;

  @Override
  public Integer call() {
    return posting.run(
        runner(),
        common,
        Request.Kind.CREDIT,
        (request, accounts, context) ->
            request.account(accounts.apply(account)).amount(amount).form(form));
  }
}
