package extrato.cli.commands;

import extrato.cli.running.DatabaseContext;
import extrato.studio.Money;
import extrato.work.wallet.Account;
import extrato.work.wallet.Expiry;
import extrato.work.wallet.Request;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A client's money is held. */
@Command(
    name = "hold",
    description =
        "Hold a client's money until it is released or refunded; answers with its number.")
final class WalletHoldCommand extends BaseCommand {
  @Mixin PostingOptions posting = new PostingOptions();

  @Parameters(index = "0", paramLabel = "CLIENT", description = "Whose it is.")
  String client = "";

  @Option(
      names = "--amount",
      required = true,
      paramLabel = "A",
      converter = AmountConverter.class,
      description = "As in 150,00.")
  Money amount = Money.ZERO;

  @Option(names = "--session", paramLabel = "N", description = "The session that it is for.")
  @Nullable Long session;

  @Option(
      names = "--expires",
      paramLabel = "30d",
      description = "After so many days, or after a day such as 2025-12-31, `expire` returns it.")
  @Nullable String expires;

  @Override
  public Integer call() {
    return posting.run(runner(), common, Request.Kind.HOLD, this::hold);
  }

  private Request hold(
      Request request, Function<String, Account> accounts, DatabaseContext context) {
    Request hold =
        Expiry.of(
            request.account(accounts.apply(client)).amount(amount).session(session),
            expires,
            context.settings().zone());
    if (hold.isDue(context.clock().instant())) {
      context.run().warn("this hold is due already: the next `extrato wallet expire` returns it");
    }
    return hold;
  }
}
