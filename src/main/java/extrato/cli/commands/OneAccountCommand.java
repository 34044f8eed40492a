package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Request;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What moves an amount between one account and the studio, or the till. */
abstract class OneAccountCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(
      index = "0",
      paramLabel = "ACCOUNT",
      description = "Whose it is, as in client:12, artist:3 or studio.")
  String account = "";

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "As in 150,00.")
  Money amount = Money.ZERO;

  private final Request.Kind kind;

  OneAccountCommand(Request.Kind kind) {
    this.kind = kind;
  }

  @Override
  public final Integer call() {
    return posting.run(
        runner(),
        common,
        kind,
        (request, accounts, context) -> request.account(accounts.apply(account)).amount(amount));
  }
}
