package extrato.cli.commands;

import picocli.CommandLine.Command;

/** The commands for many studios; by itself it shows them. */
@Command(
    name = "studios",
    description = {
      "Many studios, each with a settings file of its own: NAME.env in a folder is the studio NAME,"
          + " and common.env holds what is the same for all.",
      "The folder is EXTRATO_STUDIOS_DIR, else studios.d in the program's home, else"
          + " /etc/extrato/studios.d."
    },
    subcommands = {
      StudiosListCommand.class,
      StudiosCheckCommand.class,
      StudiosRunCommand.class,
      StudiosStatusCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato studios check",
      "  extrato studios run monthly",
      "  extrato studios run --parallel 8 --shard 0/4 monthly --catch-up",
      "  extrato studios status",
      "  EXTRATO_STUDIO=lisboa extrato status     one studio's own commands"
    })
final class StudiosCommand extends BaseCommand {
  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
