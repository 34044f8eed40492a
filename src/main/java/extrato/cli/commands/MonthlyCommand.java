package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.RunRecord;
import extrato.cli.running.Task;
import extrato.month.selection.LeftOut;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.work.closing.Monthly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What cron runs. */
@Command(
    name = "monthly",
    description = {
      "Back the previous month up, verify it, close it. To be repeated at any time: a closed and"
          + " proven month is fine.",
      "This is what cron runs on the first days of the month."
    })
final class MonthlyCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();
  @Mixin LeaveOption leave = new LeaveOption();

  @Option(names = "--catch-up", description = "Close older open months first, the oldest first.")
  boolean catchUp;

  @Option(names = "--force", description = "Merge records that turned up late into a closed month.")
  boolean force;

  @Override
  public Integer call() {
    return runner()
        .run(Task.of(RunCommand.MONTHLY, common, month, Task.Access.WRITES), this::monthly);
  }

  private Result monthly(DatabaseContext context) {
    List<Month> older = Monthly.olderOpenMonths(context.database(), context.month(), context.run());
    List<Map<String, Object>> caughtUp = new ArrayList<>();
    if (catchUp) {
      for (Month open : older) {
        caughtUp.add(catchUp(context, open));
      }
    } else if (!older.isEmpty()) {
      context
          .run()
          .warn(
              "older months are still open: "
                  + older.stream().map(Month::slashed).collect(Collectors.joining(", "))
                  + "; `extrato monthly --catch-up` closes them first");
    }
    Monthly.Result closed = close(context, context.month(), force, leave.leftOut());
    Result result =
        Result.of(closed.outcome(), verdict(context.month(), closed.outcome()))
            .with("caught_up", caughtUp)
            .withLines(
                caughtUp.stream()
                    .map(c -> "  caught up          " + c.get("month") + " " + c.get("outcome"))
                    .toList());
    if (closed.closing() != null) {
      result =
          result
              .with("version", closed.closing().version())
              .with("batches", closed.closing().batches());
    }
    return closed.isRecorded() ? result.recorded() : result;
  }

  /** Every month is a run of its own, so that the record says of each what became of it. */
  private static Map<String, Object> catchUp(DatabaseContext context, Month open) {
    DatabaseContext other = context.forMonth(open);
    RunRecord record = RunRecord.begin(other);
    try {
      Monthly.Result closed = close(other, open, false, LeftOut.NOTHING);
      if (!closed.isRecorded()) {
        record.finish(closed.outcome(), 0, null);
      }
      context.metrics().ended(other.run(), new RunEnd(closed.outcome(), null, null));
      return Map.of(
          "month", open.toString(), "outcome", closed.outcome().word(), "run_id", other.run().id());
    } catch (RuntimeException e) {
      Failure failure = context.failures().explain(e);
      record.finish(Outcome.of(failure), failure.code().number(), failure);
      context.metrics().ended(other.run(), RunEnd.failed(failure));
      throw e;
    }
  }

  private static Monthly.Result close(
      DatabaseContext context, Month month, boolean force, LeftOut leftOut) {
    return context.monthly().close(month, force, leftOut);
  }

  private static String verdict(Month month, Outcome outcome) {
    return switch (outcome) {
      case DONE -> "month " + month.slashed() + " backed up, proven and closed";
      case MERGED -> "late records of " + month.slashed() + " merged into its statement";
      case UNCHANGED, ALREADY_CLOSED ->
          "month " + month.slashed() + " is closed, and its backup proves it";
      case EMPTY -> "month " + month.slashed() + " has no records: nothing to close";
      case LEGACY -> "month " + month.slashed() + " was closed by the old generator: nothing to do";
      default -> "month " + month.slashed() + ": " + outcome.word();
    };
  }
}
