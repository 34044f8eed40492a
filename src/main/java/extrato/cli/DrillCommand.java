package extrato.cli;

import extrato.month.archive.MonthState;
import extrato.month.backup.Generation;
import extrato.runs.Outcome;
import extrato.work.restoring.Drill;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses a restore. */
@Command(
    name = "drill",
    description =
        "Restore a month from its backup into temporary tables, compare every column, and throw it"
            + " all away.")
final class DrillCommand extends WorkbenchCommand {
  @Mixin MonthOptions month = new MonthOptions();

  @Option(names = "--all", description = "Every month that has a backup, a line each.")
  boolean all;

  @Override
  public Integer call() {
    if (all) {
      month.refuseWithAll();
      return workbench().run(Task.everyMonth("drill", common, true, true), this::drillAll);
    }
    return workbench().run(Task.writing("drill", common, month), DrillCommand::drill);
  }

  private Result drillAll(Desk desk) {
    return new EveryMonth(desk, true)
        .run(
            EveryMonth.backedUpOr(desk, kind -> kind == MonthState.Kind.CLOSED),
            DrillCommand::drill,
            "restorable");
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
