package extrato.cli.commands;

import extrato.work.wallet.Request;
import picocli.CommandLine.Command;

/** The studio takes credit back. */
@Command(name = "buy", description = "From somebody, back to the studio: a voucher that is used.")
final class WalletBuyCommand extends OneAccountCommand {
  WalletBuyCommand() {
    super(Request.Kind.BUY);
  }
}
