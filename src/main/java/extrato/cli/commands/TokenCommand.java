package extrato.cli.commands;

import picocli.CommandLine.Command;

/** The tokens of {@code extrato serve}; by itself it shows what can be done with them. */
@Command(
    name = "token",
    description = {
      "Tokens for `extrato serve`: each has a name, a time and a scope, and can be revoked.",
      "A scope is what its bearer may do: read, backup, close, wallet, metrics. None of them"
          + " includes another."
    },
    subcommands = {TokenCreateCommand.class, TokenListCommand.class, TokenRevokeCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato token create --name workflow --scope backup,close --days 365",
      "  extrato token list",
      "  extrato token revoke workflow"
    })
final class TokenCommand extends BaseCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
