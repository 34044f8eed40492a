package extrato.cli.commands;

import extrato.cli.output.HistoryReport;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RecordedRun;
import extrato.runs.RunCommand;
import extrato.runs.RunHistory;
import extrato.support.settings.Settings;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lists the runs. */
@Command(
    name = "history",
    description = {
      "List the runs on record, the newest first: backup, verify, extrato, monthly, restore, drill,"
          + " renumber.",
      "A run that is on record as running while nobody is at work has died."
    })
final class HistoryCommand extends BaseCommand {
  @Mixin EveryMonthOptions month = new EveryMonthOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many runs; ${DEFAULT-VALUE} otherwise.")
  int limit;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be a whole number of at least 1, not " + limit);
    }
    return runner()
        .run(Task.of(RunCommand.HISTORY, common, month, Task.Access.LOOKS), this::history);
  }

  private Result history(DatabaseContext context) {
    Settings settings = context.settings();
    List<RecordedRun> runs =
        context
            .database()
            .read(snapshot -> RunHistory.newest(snapshot, context.givenMonth(), limit));
    HistoryReport report = new HistoryReport(runs, settings.zone());
    return Result.of(runs.isEmpty() ? Outcome.EMPTY : Outcome.DONE, report.verdict(limit))
        .with("runs", report.details())
        .withLines(report.lines(runner().surroundings().width()))
        .plain();
  }
}
