package extrato.cli.commands;

import extrato.work.wallet.Request;
import picocli.CommandLine.Command;

/** The studio gives credit to somebody. */
@Command(
    name = "sell",
    description = "From what the studio has, to somebody: a voucher that is given.")
final class WalletSellCommand extends OneAccountCommand {
  WalletSellCommand() {
    super(Request.Kind.SELL);
  }
}
