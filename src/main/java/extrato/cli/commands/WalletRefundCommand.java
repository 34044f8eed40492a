package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Account;
import extrato.work.wallet.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is held goes back to its client. */
@Command(name = "refund", description = "What is held goes back to its client's account.")
final class WalletRefundCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "HOLD", description = "Its number.")
  String hold = "";

  @Option(
      names = "--amount",
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "A part of it; otherwise all of it.")
  @Nullable Money amount;

  @Override
  public Integer call() {
    long number = Account.hold(hold);
    return posting.run(
        runner(),
        common,
        Request.Kind.REFUND,
        (request, accounts, context) -> request.hold(number).amount(amount));
  }
}
