package extrato.cli.commands;

import picocli.CommandLine.Command;

/** The wallet's commands; by itself it shows them. */
@Command(
    name = "wallet",
    description = {
      "Deposits that are held: accounts by double entry, all or nothing.",
      "Accounts are client:12, artist:3, studio, till, or a client's or artist's name."
    },
    subcommands = {
      WalletCreditCommand.class,
      WalletDebitCommand.class,
      WalletTransferCommand.class,
      WalletHoldCommand.class,
      WalletReleaseCommand.class,
      WalletRefundCommand.class,
      WalletExpireCommand.class,
      WalletReverseCommand.class,
      WalletIssueCommand.class,
      WalletSellCommand.class,
      WalletBuyCommand.class,
      WalletApplyCommand.class,
      WalletBackupCommand.class,
      WalletRestoreCommand.class,
      WalletCheckCommand.class,
      WalletListCommand.class,
      WalletShowCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato wallet hold client:12 --amount 150,00 --session 34 --key sinal-34",
      "  extrato wallet show client:12",
      "  extrato wallet check"
    })
final class WalletCommand extends BaseCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
