package extrato.cli.commands;

import extrato.work.wallet.Request;
import picocli.CommandLine.Command;

/** Money goes out. */
@Command(name = "debit", description = "Money goes out: an account is paid out from the till.")
final class WalletDebitCommand extends OneAccountCommand {
  WalletDebitCommand() {
    super(Request.Kind.DEBIT);
  }
}
