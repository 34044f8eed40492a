package extrato.cli.commands;

import extrato.cli.output.MonthCsv;
import extrato.cli.output.MonthDetails;
import extrato.cli.output.MonthScreen;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.documents.Documents;
import extrato.documents.model.MonthDocument;
import extrato.month.statement.ClosingFacts;
import extrato.month.statement.ListFiles;
import extrato.month.statement.StatementPage;
import extrato.postgres.MonthBooks;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Month;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Prints a closed month. */
@Command(
    name = "show",
    description = {
      "Print a closed month: what it adds up to, then its payments, sessions, commissions and"
          + " expenses, as its statement has them. A month without a statement is exit 4, and so is"
          + " one whose statement something else wrote over.",
      "By artist: receita is what the artist's payments brought in; a receber is what the artist is"
          + " to receive of the month, the sum of the artist's commissions; comissão is how many"
          + " per cent of the receita that is. What is left of the receita stays with the studio"
          + " (estúdio)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato show --month 2025-09",
      "  extrato show --month 2025-09 --csv > setembro.csv"
    })
final class ShowCommand extends BaseCommand {
  @Mixin MonthOptions month = new MonthOptions();

  @Option(
      names = "--csv",
      description =
          "For a spreadsheet in Brazil: UTF-8 with BOM, semicolons, decimal commas; no cell is a"
              + " formula.")
  boolean csv;

  @Mixin DocumentOptions documents = new DocumentOptions();

  @Override
  public Integer call() {
    if (csv && common.json) {
      throw new ParameterException(spec.commandLine(), "--csv and --json exclude each other");
    }
    documents.asked().check(csv || common.json);
    try (ListFiles lists = new ListFiles();
        ListFiles archived = new ListFiles()) {
      return runner()
          .run(
              Task.of(RunCommand.SHOW, common, month, Task.Access.LOOKS),
              context -> show(context, lists, archived));
    }
  }

  /**
   * What was read.
   *
   * @param files null where none is asked for
   */
  private record Read(MonthDocument month, @Nullable Documents files) {}

  private Result show(DatabaseContext context, ListFiles lists, ListFiles archived) {
    Read read =
        context.database().read(context.month(), books -> read(context, books, lists, archived));
    StatementPage page = read.month().page();
    warn(context, page);
    MonthScreen screen = new MonthScreen(read.month(), context.settings());
    Result result =
        MonthDetails.of(page, read.month().held(), Result.of(Outcome.DONE, screen.verdict()))
            .withLines(screen.lines(runner().surroundings().width()))
            .plain();
    if (read.files() != null) {
      result = documents.asked().write(read.files(), result);
    }
    Result shown = csv ? result.withDocument(out -> MonthCsv.print(page, out)) : result;
    return page.written().overwritten() ? shown.failing(overwritten(context.month())) : shown;
  }

  private Read read(
      DatabaseContext context, MonthBooks books, ListFiles lists, ListFiles archived) {
    StatementPage page =
        StatementPage.read(books, lists).orElseThrow(() -> notClosed(context.month()));
    ClosingFacts facts = ClosingFacts.of(books, page);
    Settings settings = context.settings();
    return new Read(
        new MonthDocument(page, facts, settings.statements(), settings.zone()),
        documents.asked().areAny()
            ? Documents.of(
                books, page, facts, archived, documents.asked().files().keySet(), settings)
            : null);
  }

  private static void warn(DatabaseContext context, StatementPage page) {
    page.lists()
        .unreadable()
        .forEach(
            part ->
                context
                    .run()
                    .warn(
                        "the statement's "
                            + part
                            + " cannot be read: something other than this tool wrote it"));
    if (page.lists().omitted()) {
      context
          .run()
          .warn(
              "the month is above EXTRATO_STATEMENT_LIMIT: its statement has totals and no lists,"
                  + " the backup has every record");
    }
  }

  private static Failure overwritten(Month month) {
    return new Failure.NotProven(
        "the statement of " + month.slashed() + " in extratos is not the one that this tool wrote",
        "what is shown is what stands there; `extrato restore "
            + month.asOptions()
            + " --from backup` lists what only it tells, and brings the month back");
  }

  private static Failure notClosed(Month month) {
    return new Failure.NotProven(
        "month " + month.slashed() + " is not closed: it has no statement",
        "`extrato status " + month.asOptions() + "` tells how it stands");
  }
}
