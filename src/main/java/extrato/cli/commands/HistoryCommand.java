package extrato.cli.commands;

import extrato.cli.output.HistoryReport;
import extrato.cli.output.Result;
import extrato.cli.output.WholeRun;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RecordedRun;
import extrato.runs.RunCommand;
import extrato.runs.RunHistory;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Lists the runs. */
@Command(
    name = "history",
    description = {
      "List the runs on record, the newest first: backup, verify, extrato, monthly, restore, drill,"
          + " renumber, import.",
      "A run that is on record as running while nobody is at work has died."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato history --month 2025-09", "  extrato history --run 3f2a91c4"})
final class HistoryCommand extends BaseCommand {
  @Mixin EveryMonthOptions month = new EveryMonthOptions();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description = "At most so many runs; ${DEFAULT-VALUE} otherwise.")
  int limit;

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "One run, with all that is on record of it.")
  @Nullable String run;

  @Override
  public Integer call() {
    if (limit < 1) {
      throw new ParameterException(
          spec.commandLine(), "--limit must be a whole number of at least 1, not " + limit);
    }
    String id = run;
    if (id != null && month.isGiven()) {
      throw new ParameterException(
          spec.commandLine(), "--run is given together with a month: a run's id says it all");
    }
    Task task = Task.of(RunCommand.HISTORY, common, month, Task.Access.LOOKS);
    return runner().run(task, context -> id == null ? history(context) : one(context, id));
  }

  private static Result one(DatabaseContext context, String id) {
    RecordedRun recorded =
        context
            .database()
            .read(snapshot -> RunHistory.of(snapshot, id))
            .orElseThrow(
                () ->
                    new Failure.Inapplicable(
                        "no run " + id + " is on record",
                        "`extrato history` lists them; the log has runs that could not reach the"
                            + " database"));
    WholeRun whole = new WholeRun(recorded, context.settings().zone());
    return Result.of(Outcome.DONE, whole.verdict())
        .with("runs", new HistoryReport(List.of(recorded), context.settings().zone()).details())
        .withTintedLines(whole.lines())
        .plain();
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
