package extrato.cli;

import extrato.backup.Generation;
import extrato.restoring.Drill;
import extrato.runs.Outcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Rehearses a restore. */
@Command(
    name = "drill",
    description =
        "Restore a month from its backup into temporary tables, compare every column, and throw it all away.")
final class DrillCommand extends WorkbenchCommand {
  @Mixin MonthOptions month = new MonthOptions();

  @Override
  public Integer call() {
    return workbench().run(Task.writing("drill", common, month), DrillCommand::drill);
  }

  private static Result drill(Desk desk) {
    Generation generation =
        new Drill(desk.database(), desk.backups(), desk.run()).run(desk.month());
    return Result.of(
            Outcome.DONE,
            "month "
                + desk.month().slashed()
                + " can be restored from its backup, column for column")
        .with("file", generation.csv().toString());
  }
}
