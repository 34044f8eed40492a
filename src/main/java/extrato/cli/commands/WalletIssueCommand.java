package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The studio gives itself credit without cash. */
@Command(
    name = "issue",
    description = "Credit without cash for the studio, as for vouchers that it gives away.")
final class WalletIssueCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

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
        Request.Kind.ISSUE,
        (request, accounts, context) -> request.amount(amount));
  }
}
