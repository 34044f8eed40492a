package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.studio.Tabela;
import extrato.work.restoring.Renumbering;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gives a live record a new id. */
@Command(
    name = "renumber",
    description = {
      "Give a live record a new id, and move all that refers to it: all or nothing.",
      "For a record whose id the archive holds of another one."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato renumber pagamentos 101 --dry-run"})
final class RenumberCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableParameter.class,
      description = TableParameter.NAMES + ".")
  Tabela table = Tabela.PAGAMENTOS;

  @Parameters(index = "1", paramLabel = "ID", description = "The live record's id as it is now.")
  long id;

  @Option(names = "--force", description = "Yes, in production.")
  boolean force;

  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    return runner()
        .run(
            Task.of(
                    RunCommand.RENUMBER,
                    common,
                    null,
                    dryRun ? Task.Access.REHEARSES : Task.Access.WRITES)
                .because(table.table() + " id " + id),
            this::renumber);
  }

  private Result renumber(DatabaseContext context) {
    String record = table.table() + " id " + id;
    if (!force && !dryRun) {
      RealBooks.guard(context, "a new id for " + record);
    }
    Renumbering.Renumbered done = context.renumbering().run(table, id, dryRun);
    List<String> moved =
        done.moved().entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .map(
                one ->
                    String.format(
                        Locale.ROOT,
                        "  %s: %s to it",
                        one.getKey(),
                        Count.of(one.getValue(), "row")
                            + (one.getValue() == 1 ? " refers" : " refer")))
            .collect(Collectors.toList());
    Result result =
        Result.of(
                Outcome.DONE,
                dryRun
                    ? String.format(
                        Locale.ROOT,
                        "dry run, nothing changed: %s would be id %d",
                        record,
                        done.id())
                    : String.format(Locale.ROOT, "%s is id %d now", record, done.id()))
            .with("table", table.table())
            .with("id", id)
            .with("new_id", done.id())
            .with("moved", done.moved())
            .withLines(moved);
    return dryRun ? result : result.recorded();
  }
}
