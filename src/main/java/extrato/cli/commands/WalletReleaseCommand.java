package extrato.cli.commands;

import extrato.studio.Money;
import extrato.work.wallet.Account;
import extrato.work.wallet.Request;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is held goes to artist and studio. */
@Command(
    name = "release",
    description = {
      "What is held goes to artist and studio, by the studio's share.",
      "With --session, payment and commission are written into the books as well."
    })
final class WalletReleaseCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "HOLD", description = "Its number.")
  String hold = "";

  @Option(names = "--to", required = true, paramLabel = "ARTIST", description = "Who worked.")
  String artist = "";

  @Option(
      names = "--share",
      required = true,
      paramLabel = "30%",
      converter = ShareConverter.class,
      description = "The studio's, rounded down to the cent; the artist gets the rest.")
  Integer share = 0;

  @Option(
      names = "--amount",
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "A part of it; otherwise all of it.")
  @Nullable Money amount;

  @Option(
      names = "--session",
      paramLabel = "N",
      description = "The session that it was for: its payment and commission are written.")
  @Nullable Long session;

  @Option(
      names = "--form",
      paramLabel = "FORM",
      description = "The payment's form; otherwise that of the deposit.")
  @Nullable String form;

  @Option(
      names = "--no-records",
      description = "Leave payment and commission to the web application.")
  boolean noRecords;

  @Override
  public Integer call() {
    long number = Account.hold(hold);
    return posting.run(
        runner(),
        common,
        Request.Kind.RELEASE,
        (request, accounts, context) ->
            request
                .hold(number)
                .to(accounts.apply(artist))
                .share(share)
                .amount(amount)
                .session(session)
                .form(form)
                .records(session != null && !noRecords));
  }
}
