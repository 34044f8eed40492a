package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
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
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What cron runs. */
@Command(
    name = "monthly",
    description = {
      "Back the previous month up, verify it, close it. Run it again at any time: a closed and"
          + " proven month stays as it is.",
      "This is what cron runs on the first days of the month."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato monthly --dry-run", "  extrato monthly", "  extrato monthly --catch-up"})
final class MonthlyCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();
  @Mixin LeaveOption leave = new LeaveOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @ForManyStudios
  @Option(names = "--catch-up", description = "Close older open months first, the oldest first.")
  boolean catchUp;

  @ForManyStudios
  @Option(names = "--force", description = "Merge records that turned up late into a closed month.")
  boolean force;

  @ForManyStudios
  @Option(
      names = "--dry-run",
      description =
          "Run every check, show what would be done, change nothing; no backup is written.")
  boolean dryRun;

  @Override
  public Integer call() {
    return runner()
        .run(
            Task.of(
                RunCommand.MONTHLY,
                common,
                month,
                dryRun ? Task.Access.REHEARSES : Task.Access.WRITES),
            this::monthly);
  }

  private Result monthly(DatabaseContext context) {
    List<Month> older = OlderMonths.of(context);
    List<Map<String, Object>> caughtUp = new ArrayList<>();
    if (catchUp && !dryRun) {
      confirmation.ask(runner(), context, with(older, context.month()), force, leave.leftOut());
      older.forEach(open -> caughtUp.add(catchUp(context, open)));
    } else if (catchUp) {
      older.forEach(open -> caughtUp.add(rehearse(context, open)));
    } else {
      OlderMonths.warn(context, older);
      if (!dryRun) {
        confirmation.ask(runner(), context, List.of(context.month()), force, leave.leftOut());
      }
    }
    Monthly.Result closed = close(context, context.month(), force, leave.leftOut());
    Result result =
        Result.of(closed.outcome(), verdict(context.month(), closed.outcome(), dryRun))
            .with("caught_up", caughtUp)
            .withLines(
                caughtUp.stream().map(c -> caughtUp(c.get("month"), c.get("outcome"))).toList());
    if (closed.closing() != null) {
      result =
          result
              .with("version", closed.closing().version())
              .with("batches", closed.closing().batches());
    }
    return closed.isRecorded() && !dryRun ? result.recorded() : result;
  }

  private String caughtUp(@Nullable Object month, @Nullable Object outcome) {
    return String.format(
        Locale.ROOT,
        "  %-18s %s %s",
        dryRun ? "would catch up" : "caught up",
        String.valueOf(month).replaceFirst("(\\d+)-(\\d+)", "$2/$1"),
        outcome);
  }

  private static List<Month> with(List<Month> older, Month month) {
    return Stream.concat(older.stream(), Stream.of(month)).toList();
  }

  private Map<String, Object> rehearse(DatabaseContext context, Month open) {
    DatabaseContext other = context.forMonth(open);
    return caughtUp(other, open, close(other, open, false, LeftOut.NOTHING));
  }

  private static Map<String, Object> caughtUp(
      DatabaseContext context, Month open, Monthly.Result closed) {
    return Map.of(
        "month", open.toString(),
        "outcome", closed.outcome().word(),
        "run_id", context.run().id());
  }

  /** Every month is a run of its own, so that the record says of each what became of it. */
  private Map<String, Object> catchUp(DatabaseContext context, Month open) {
    DatabaseContext other = context.forMonth(open);
    RunRecord record = RunRecord.begin(other);
    try {
      Monthly.Result closed = close(other, open, false, LeftOut.NOTHING);
      if (!closed.isRecorded()) {
        record.finish(closed.outcome(), 0, null);
      }
      context.metrics().ended(other.run(), new RunEnd(closed.outcome(), null, null));
      return caughtUp(other, open, closed);
    } catch (RuntimeException e) {
      Failure failure = context.failures().explain(e);
      record.finish(Outcome.of(failure), failure.code().number(), failure);
      context.metrics().ended(other.run(), RunEnd.failed(failure));
      throw e;
    }
  }

  private Monthly.Result close(
      DatabaseContext context, Month month, boolean force, LeftOut leftOut) {
    if (dryRun) {
      return context.monthly().rehearse(month, force, leftOut);
    }
    Monthly.Result closed = context.monthly().close(month, force, leftOut);
    if (closed.closing() != null && closed.closing().hasStatement()) {
      context.deliverNewStatement();
    }
    return closed;
  }

  private static String verdict(Month month, Outcome outcome, boolean dryRun) {
    if (!dryRun) {
      return verdict(month, outcome);
    }
    return "dry run, nothing changed: "
        + switch (outcome) {
          case DONE -> month.slashed() + " would be backed up, proven and closed";
          case MERGED ->
              "late records of " + month.slashed() + " would be merged into its statement";
          default -> verdict(month, outcome);
        };
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
