package extrato.cli.commands;

import extrato.cli.output.BackupList;
import extrato.cli.output.LateList;
import extrato.cli.output.Result;
import extrato.cli.output.StatusReport;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.backup.BackupShelf;
import extrato.month.selection.LateRecord;
import extrato.postgres.Snapshot;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import extrato.work.overview.Attention;
import extrato.work.overview.Overview;
import extrato.work.overview.Strays.Stray;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tells how things stand. */
@Command(
    name = "status",
    description = {
      "Tell how every month stands, the newest first: from counts, totals and manifests, so that it"
          + " is quick. Nothing is changed; nothing is proven again (that is `extrato verify`).",
      "gen: backups that this tool wrote, with a ! when the newest does not count. proven: when a"
          + " backup was last found to be what the database holds, by verify, drill, or the closing"
          + " itself. failed: when a run last failed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato status",
      "  extrato status --month 2025-09",
      "  extrato status --check",
      "",
      "--check exits 12, with the reasons in one line, when",
      "  - the previous month has records and is not closed after day 5 in the",
      "    studio's zone (the nightly runs are on days 1 to 5), or older months are",
      "    still open;",
      "  - a closed month has live records, no statement, or one that this tool did",
      "    not write;",
      "  - something else closed a month since this tool came to the database;",
      "  - the newest backup of a month that this tool closed is missing or does not",
      "    count;",
      "  - the last run of a month that got to work failed, or never ended;",
      "  - a record has a date that no month has, or points at a payment or session",
      "    that is not there: it would never be closed, or stop its month's closing."
    })
final class StatusCommand extends BaseCommand {
  private static final int NAMED = 5;

  @Mixin EveryMonthOptions month = new EveryMonthOptions();

  @ForManyStudios
  @Option(
      names = "--check",
      description = "For monitors: one line, and exit 12 when attention is needed.")
  boolean check;

  @ForManyStudios
  @Option(names = "--backups", description = "List the backups of each month instead.")
  boolean backups;

  @Override
  public Integer call() {
    Task task = Task.of(RunCommand.STATUS, common, month, Task.Access.LOOKS).monitored(check);
    return runner().run(task, this::status);
  }

  private Result status(DatabaseContext context) {
    Settings settings = context.settings();
    Seen seen = context.database().read(snapshot -> look(snapshot, context));
    Overview overview = seen.overview();
    if (backups) {
      return listed(context, overview);
    }
    StatusReport report = new StatusReport(overview, settings);
    Result result =
        Result.of(overview.months().isEmpty() ? Outcome.EMPTY : Outcome.DONE, report.verdict())
            .with("today", overview.today().toString())
            .with("zone", settings.zone().getId())
            .with("months", report.months())
            .with("attention", report.attention())
            .with("strays", report.strays())
            .plain();
    if (!check) {
      int width = runner().surroundings().width();
      return seen.late().isPresent()
          ? seen.late().get().in(result, report.lines(width), width)
          : result.withLines(report.lines(width));
    }
    List<Attention> attention = overview.attention();
    List<String> lines =
        Stream.concat(
                attention.stream().map(Attention::line),
                overview.strays().attention().stream().map(Stray::line))
            .toList();
    return lines.isEmpty() ? result : result.failing(failure(lines));
  }

  /**
   * What is seen in one look.
   *
   * @param late the records themselves, where one month was asked for
   */
  private record Seen(Overview overview, Optional<LateList> late) {}

  private static Seen look(Snapshot snapshot, DatabaseContext context) {
    Month month = context.givenMonth();
    Overview overview = Overview.of(snapshot, context.settings(), context.clock()).of(month);
    return new Seen(
        overview,
        overview.months().stream()
            .filter(standing -> standing.month().equals(month) && standing.late() > 0)
            .findFirst()
            .map(
                standing ->
                    new LateList(
                        standing.month(),
                        LateRecord.first(snapshot.of(standing.month())),
                        standing.late())));
  }

  private Result listed(DatabaseContext context, Overview overview) {
    Settings settings = context.settings();
    BackupList list = new BackupList(settings.zone());
    overview.months().forEach(standing -> list.add(standing.month(), standing.backups()));
    Path copyDir = settings.backups().copies();
    if (copyDir != null) {
      BackupShelf copy = new BackupShelf(copyDir, settings.zone(), overview.databaseId());
      overview.months().forEach(m -> list.addCopies(m.month(), copy.of(m.month())));
    }
    int width = runner().surroundings().width();
    List<Attention> folders =
        overview.strange().stream()
            .filter(one -> one.reason() == Attention.Reason.BACKUP_FOLDER)
            .toList();
    return Result.of(list.isEmpty() ? Outcome.EMPTY : Outcome.DONE, list.verdict())
        .with("backups", list.details())
        .withLines(
            Stream.of(list.lines(width), StatusReport.lines(folders, width))
                .flatMap(List::stream)
                .toList())
        .plain();
  }

  private static Failure failure(List<String> attention) {
    String named = attention.stream().limit(NAMED).collect(Collectors.joining("; "));
    int more = attention.size() - NAMED;
    return new Failure.Attention(
        named + (more > 0 ? "; and " + more + " more" : ""), "`extrato status` shows more");
  }
}
