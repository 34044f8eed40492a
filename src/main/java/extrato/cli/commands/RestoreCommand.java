package extrato.cli.commands;

import extrato.cli.output.DifferenceLines;
import extrato.cli.output.Line;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.month.archive.MonthState;
import extrato.month.backup.Generation;
import extrato.month.selection.LeftOut;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.files.PlainFile;
import extrato.support.settings.NearestName;
import extrato.work.restoring.OtherValue;
import extrato.work.restoring.Restore;
import extrato.work.restoring.RestoreFindings;
import extrato.work.restoring.RestoreRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Undoes a closing. */
@Command(
    name = "restore",
    description =
        "Put every record of a closed month back, identical, and open the month again: all or"
            + " nothing. The month must be named, or a file that knows it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato restore --month 2025-09 --dry-run",
      "  extrato restore --month 2025-09 --force --reason \"closed by mistake\"",
      "  extrato restore --all --from backup --force"
    })
final class RestoreCommand extends BaseCommand {
  /** What is no file. */
  private static final List<String> SOURCES = List.of("archive", "backup");

  @Mixin MonthOptions month = new MonthOptions();

  @Option(
      names = "--from",
      paramLabel = "archive|backup|FILE",
      description =
          "Where the records come from; the archive unless said otherwise. A file's manifest knows"
              + " its month.")
  String from = "archive";

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  @Nullable String reason;

  @Option(names = "--force", description = "Yes, in production.")
  boolean force;

  @Mixin ExplicitWords words = new ExplicitWords();

  @Option(
      names = "--leave",
      paramLabel = "ID|TABLE:ID",
      description =
          "Leave a record in the archive that can never be live beside another one: the month stays"
              + " closed with it. May be repeated.")
  List<String> leave = new ArrayList<>();

  @Option(
      names = "--all",
      description =
          "Every month that has a backup, each from its newest one, in the order that works; with"
              + " --from backup.")
  boolean all;

  @Option(
      names = "--dry-run",
      description = "Put everything back, prove it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    if (all) {
      return restoreAll();
    }
    boolean fromFile = !SOURCES.contains(from);
    if (fromFile) {
      refuseMistyped();
    }
    if (!month.isGiven() && !fromFile) {
      throw new ParameterException(
          month.command.commandLine(),
          "restore wants a month, as in --month 2025-09: it does not guess what to undo");
    }
    month.otherwise(() -> Generation.monthOfFile(runner().file(from)));
    Task task =
        dryRun
            ? Task.of(RunCommand.RESTORE, common, month, Task.Access.REHEARSES)
            : Task.of(RunCommand.RESTORE, common, month, Task.Access.WRITES).because(reason);
    return runner().run(task, this::restore);
  }

  private Integer restoreAll() {
    month.refuseWithAll();
    if (!from.equals("backup") || !leave.isEmpty() || dryRun) {
      throw new ParameterException(
          spec.commandLine(),
          "--all wants --from backup, and neither --leave nor --dry-run (`extrato drill --all`"
              + " rehearses every month)");
    }
    return runner()
        .run(
            Task.of(RunCommand.RESTORE, common, null, Task.Access.EACH_MONTH).because(reason),
            this::restoreAll);
  }

  private Result restoreAll(DatabaseContext context) {
    if (!force) {
      RealBooks.guard(context, "restoring every month");
    }
    List<Month> months = RestoreOrder.of(context);
    for (Month unproven : context.backups().withoutManifest()) {
      context
          .run()
          .warn(
              unproven.slashed() + " is passed over: its files have no manifest that proves them");
    }
    return months.isEmpty()
        ? Result.of(
            Outcome.EMPTY,
            "nothing to restore: no month is closed, and no backup holds what the database lacks")
        : EveryMonth.inDatabase(context, true)
            .runUntilNoneComesOn(months, this::restore, "restored");
  }

  /** What is nearly one of the two words, and no file, is a slip of the hand. */
  private void refuseMistyped() {
    Optional<String> meant = NearestName.of(from, SOURCES);
    if (meant.isPresent() && !PlainFile.isAnything(runner().file(from))) {
      throw new ParameterException(
          spec.commandLine(),
          "--from "
              + from
              + " is neither archive nor backup, and no file of that name is there; did you mean "
              + meant.get()
              + "?");
    }
  }

  private Result restore(DatabaseContext context) {
    RestoreRequest request =
        new RestoreRequest(
            context.month(),
            file(context),
            words.said(),
            dryRun,
            new RestoreRequest.Leaving(LeftOut.of(leave), context.settings()));
    if (!force && !dryRun && (request.file().isPresent() || isClosed(context))) {
      RealBooks.guard(context, "restoring " + context.month().slashed());
    }
    Restore restore = context.restore();
    try {
      restore.run(request);
    } catch (Failure.WantsFlag e) {
      return result(restore.findings(), request, "").failing(e);
    }
    if (!dryRun) {
      context.updateStatement();
    }
    RestoreFindings account = restore.findings();
    Result result = result(account, request, verdict(account, context.month()));
    if (!dryRun && leave.isEmpty()) {
      NextNight.of(context).ifPresent(context.run()::warn);
    }
    return dryRun ? result : result.recorded();
  }

  /** Where nothing is closed, nobody is asked for --force: there is nothing to restore. */
  private static boolean isClosed(DatabaseContext context) {
    return context.database().read(context.month(), MonthState::of).isClosed();
  }

  private static Result result(RestoreFindings account, RestoreRequest request, String verdict) {
    Result result =
        Result.of(Outcome.DONE, verdict)
            .with("from", request.file().map(f -> f.csv().toString()).orElse("archive"))
            .with("differences", account.differences());
    return account.differenceCount() == 0
        ? result
        : result
            .with("difference_count", account.differenceCount())
            .withTintedLines(
                account.differences().stream().flatMap(RestoreCommand::lines).toList());
  }

  private static Stream<Line> lines(OtherValue difference) {
    if (difference.column() == null) {
      return Stream.of(Line.plain(difference.place()));
    }
    return new DifferenceLines(difference.place())
        .with("file", difference.inFile()).with("expected", difference.expected()).stream();
  }

  private String verdict(RestoreFindings account, Month itsMonth) {
    return leave.isEmpty() || dryRun
        ? account.verdict(itsMonth, dryRun)
        : "month "
            + itsMonth.slashed()
            + " is back but for what was left in the archive, and closed with that";
  }

  private Optional<Generation> file(DatabaseContext context) {
    return switch (from) {
      case "archive" -> Optional.empty();
      case "backup" ->
          Optional.of(
              context
                  .backups()
                  .newestToRestore(context.month())
                  .orElseThrow(
                      () ->
                          context
                              .database()
                              .read(
                                  context.month(),
                                  books ->
                                      context
                                          .backups()
                                          .missing(books, "name a file with --from FILE"))));
      default -> Optional.of(Generation.named(runner().file(from), context.month()));
    };
  }
}
