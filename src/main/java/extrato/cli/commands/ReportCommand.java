package extrato.cli.commands;

import extrato.cli.output.PeriodDetails;
import extrato.cli.output.PeriodScreen;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.MonthChoice;
import extrato.cli.running.Task;
import extrato.documents.PeriodReport;
import extrato.month.statement.MonthPeriod;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.StatementFormat;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Months side by side. */
@Command(
    name = "report",
    description =
        "Print months side by side, closed ones as their statements tell them and open ones by"
            + " what is live now, which is marked; with --html and --xlsx also each artist's.",
    footerHeading = "%nExamples:%n",
    footer = {"  extrato report --from 2025-01 --to 2025-12 --html 2025.html"})
final class ReportCommand extends BaseCommand {
  private static final int MOST_MONTHS = 120;

  @Option(
      names = "--from",
      paramLabel = "MONTH",
      required = true,
      description = "The first month, as 2025-01 or 01/2025.")
  String from = "";

  @Option(
      names = "--to",
      paramLabel = "MONTH",
      required = true,
      description = "The last month; at most ten years later.")
  String to = "";

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write a page with charts; - is standard output, here and below.")
  @Nullable String html;

  @Option(names = "--xlsx", paramLabel = "FILE", description = "Write a spreadsheet.")
  @Nullable String xlsx;

  @Override
  public Integer call() {
    AskedDocuments asked = asked();
    asked.check(common.json);
    return runner()
        .run(
            Task.of(RunCommand.REPORT, common, null, Task.Access.LOOKS),
            context -> report(context, asked));
  }

  private AskedDocuments asked() {
    Map<StatementFormat, String> asked = new EnumMap<>(StatementFormat.class);
    DocumentOptions.put(asked, StatementFormat.HTML, html);
    DocumentOptions.put(asked, StatementFormat.XLSX, xlsx);
    return new AskedDocuments(asked, spec);
  }

  private Result report(DatabaseContext context, AskedDocuments asked) {
    Month first = month("--from", from);
    Month last = month("--to", to);
    checkLength(first, last);
    MonthPeriod period =
        context.database().read(snapshot -> MonthPeriod.read(snapshot, first, last));
    PeriodScreen screen = new PeriodScreen(period);
    Result result =
        PeriodDetails.of(period, Result.of(Outcome.DONE, screen.verdict()))
            .withLines(screen.lines(runner().surroundings().width()))
            .plain();
    if (asked.areAny()) {
      result = asked.write(new PeriodReport(period, context.settings().statements()), result);
    }
    List<Month> others = period.overwritten();
    return others.isEmpty() ? result : result.failing(overwritten(others));
  }

  private static Failure overwritten(List<Month> months) {
    return new Failure.NotProven(
        "this tool's statement is gone from extratos, or another is there, of "
            + months.stream().map(Month::slashed).collect(Collectors.joining(", ")),
        "`extrato status` names the way back of each");
  }

  private static void checkLength(Month first, Month last) {
    int months = (last.year() - first.year()) * 12 + last.month() - first.month() + 1;
    if (months < 1 || months > MOST_MONTHS) {
      throw new Failure.BadArguments(
          "--from " + first + " --to " + last + " are " + months + " months, not 1 to 120",
          "name an earlier month first, and one that is less than ten years later");
    }
  }

  private static Month month(String option, String text) {
    if (!MonthChoice.isWhole(text)) {
      throw new Failure.BadArguments(
          option + " '" + text + "' is not a month with its year", "say it as 2025-01 or 01/2025");
    }
    return Objects.requireNonNull(MonthChoice.of(null, text, ""));
  }
}
