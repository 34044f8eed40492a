package extrato.cli.commands;

import extrato.cli.output.LateList;
import extrato.cli.output.Result;
import extrato.cli.output.Statements;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.archive.MonthState;
import extrato.month.selection.LateRecord;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.runs.TableCounts;
import extrato.studio.Count;
import extrato.work.closing.ClosingRequest;
import extrato.work.closing.ClosingResult;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Closes the month. */
@Command(
    name = "extrato",
    aliases = "close",
    description =
        "Close a month: compare it with its backup, archive it, and delete the originals, all or"
            + " nothing.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato extrato --dry-run",
      "  extrato extrato --month 2025-09",
      "  extrato extrato --month 2025-09 --force"
    })
final class ExtratoCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();
  @Mixin LeaveOption leave = new LeaveOption();
  @Mixin Confirmation confirmation = new Confirmation();

  @ForManyStudios
  @Option(names = "--force", description = "Merge records that turned up late into a closed month.")
  boolean force;

  @ForManyStudios
  @Option(names = "--early", description = "Close a month that is not over.")
  boolean early;

  @ForManyStudios
  @Option(
      names = "--dry-run",
      description = "Run every check, show what would be done, change nothing.")
  boolean dryRun;

  @ForManyStudios
  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Records in each batch of the archive; EXTRATO_BATCH_SIZE otherwise.")
  @org.jspecify.annotations.Nullable
  Integer batchSize;

  @Override
  public Integer call() {
    Task task =
        Task.of(
            RunCommand.EXTRATO, common, month, dryRun ? Task.Access.REHEARSES : Task.Access.WRITES);
    return runner()
        .run(
            task.withBatchSize(batchSize),
            context ->
                close(context, new ClosingRequest(context.month(), words(), leave.leftOut())));
  }

  private Set<ClosingRequest.Word> words() {
    Set<ClosingRequest.Word> words = EnumSet.noneOf(ClosingRequest.Word.class);
    if (force) {
      words.add(ClosingRequest.Word.FORCE);
    }
    if (early) {
      words.add(ClosingRequest.Word.EARLY);
    }
    if (dryRun) {
      words.add(ClosingRequest.Word.DRY_RUN);
    }
    return words;
  }

  private Result close(DatabaseContext context, ClosingRequest request) {
    if (force || !context.database().read(request.month(), MonthState::of).isClosed()) {
      OlderMonths.warn(context);
    }
    if (!dryRun) {
      confirmation.ask(
          runner(), context, List.of(request.month()), request.force(), request.leftOut());
    }
    ClosingResult closed = context.closing().close(request);
    if (closed.hasStatement() && !request.dryRun()) {
      context.deliverNewStatement();
    }
    Result result =
        Result.of(closed.outcome(), verdict(request, closed)).with("version", closed.version());
    List<String> lines = List.of();
    if (closed.totalsJson() != null) {
      lines = Statements.lines(closed.totalsJson());
      result = result.withJson("totals", closed.totalsJson()).with("batches", closed.batches());
    }
    if (!dryRun) {
      return result.withLines(lines).recorded();
    }
    return closed.outcome() == Outcome.MERGED
        ? late(context, request).in(result, lines, runner().surroundings().width())
        : result.withLines(lines);
  }

  /** What a merge would bring into the statement. */
  private static LateList late(DatabaseContext context, ClosingRequest request) {
    long count = context.run().countsByTable().values().stream().mapToLong(TableCounts::late).sum();
    return context
        .database()
        .read(
            request.month(),
            books ->
                new LateList(
                    request.month(),
                    LateRecord.first(request.leftOut().outOf(books, unused -> {})),
                    count));
  }

  private static String verdict(ClosingRequest request, ClosingResult closed) {
    String month = request.month().slashed();
    long records = closed.totals() == null ? 0 : closed.totals().records();
    String would = request.dryRun() ? "dry run, nothing changed: " : "";
    if (closed.outcome() == Outcome.EMPTY) {
      return would + "month " + month + " has no records: nothing to close";
    }
    if (closed.outcome() == Outcome.UNCHANGED) {
      return would + "month " + month + " is closed and nothing turned up late";
    }
    boolean merged = closed.outcome() == Outcome.MERGED;
    return request.dryRun()
        ? would
            + String.format(
                Locale.ROOT,
                "%s would be %s, version %d, %s",
                month,
                merged ? "merged" : "closed",
                closed.version(),
                Count.of(records, "record"))
        : String.format(
                Locale.ROOT, (merged ? "late records of %s merged" : "month %s closed"), month)
            + String.format(
                Locale.ROOT,
                ": version %d of its statement, %s",
                closed.version(),
                Count.of(records, "record"));
  }
}
