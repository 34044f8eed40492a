package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.archive.MonthState;
import extrato.month.backup.Generation;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.work.wallet.LedgerCheck;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Rehearses a restore. */
@Command(
    name = "drill",
    description =
        "Restore a month from its backup into temporary tables, compare every column, and throw it"
            + " all away.",
    footerHeading = "%nExamples:%n",
    footer = {"  extrato drill --month 2025-09", "  extrato drill --all"})
final class DrillCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();

  @ForManyStudios
  @Option(
      names = "--all",
      description =
          "Every month that has a backup, a line each; and the ledger of the deposits, where there"
              + " is one and this role may read it.")
  boolean all;

  @Override
  public Integer call() {
    if (all) {
      month.refuseWithAll();
      return runner()
          .run(Task.of(RunCommand.DRILL, common, null, Task.Access.EACH_MONTH), this::drillAll);
    }
    return runner()
        .run(Task.of(RunCommand.DRILL, common, month, Task.Access.WRITES), DrillCommand::drill);
  }

  private Result drillAll(DatabaseContext context) {
    Result months =
        EveryMonth.inDatabase(context, true)
            .run(
                EveryMonth.backedUpOr(context, kind -> kind == MonthState.Kind.CLOSED),
                DrillCommand::drill,
                "restorable");
    return context.database().read(LedgerCheck::isPossible) ? withLedger(months, context) : months;
  }

  /** The money that is held is looked at with the months, once a week. */
  private static Result withLedger(Result months, DatabaseContext context) {
    LedgerCheck ledger = LedgerVerdict.look(context);
    Result result =
        months
            .with("transfers", ledger.transfers())
            .with("ledger_problems", LedgerVerdict.first(ledger));
    return months.failure() == null
        ? LedgerVerdict.failure(ledger).map(result::failing).orElse(result)
        : result.failing(alsoSaying(months.failure(), ledger));
  }

  private static Failure alsoSaying(Failure failure, LedgerCheck ledger) {
    return LedgerVerdict.failure(ledger)
        .<Failure>map(
            wallet ->
                new Failure.NotProven(
                    failure.text() + "; " + wallet.text(), failure.hint() + "; " + wallet.hint()))
        .orElse(failure);
  }

  private static Result drill(DatabaseContext context) {
    Generation generation = context.drill().run(context.month());
    return Result.of(
            Outcome.DONE,
            "month "
                + context.month().slashed()
                + " can be restored from its backup, column for column")
        .with("file", generation.csv().toString());
  }
}
