package extrato.cli.commands;

import picocli.CommandLine.Command;

/** The program with all of its commands. */
@Command(
    subcommands = {
      BackupCommand.class,
      VerifyCommand.class,
      ExtratoCommand.class,
      MonthlyCommand.class,
      RestoreCommand.class,
      DrillCommand.class,
      RenumberCommand.class,
      ImportCommand.class,
      PruneCommand.class,
      StatusCommand.class,
      HistoryCommand.class,
      ShowCommand.class,
      ReportCommand.class,
      FindCommand.class,
      DiffCommand.class,
      WalletCommand.class,
      StudiosCommand.class,
      TokenCommand.class,
      ServeCommand.class,
      InitCommand.class,
      DoctorCommand.class,
      NotifyCommand.class,
      DemoCommand.class
    })
public final class ExtratoProgram extends ProgramCommand {}
