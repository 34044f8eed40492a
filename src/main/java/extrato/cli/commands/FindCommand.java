package extrato.cli.commands;

import extrato.cli.output.RecordPlaces;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Tabela;
import extrato.work.records.RecordPlace;
import extrato.work.records.RecordSearch;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Looks for one record. */
@Command(
    name = "find",
    description = {
      "Look for one record: is it live, in the archive of which months, in which backups, and with"
          + " which values?",
      "Every backup that may hold it is read and proven. Nothing is changed."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato find pagamentos 101"})
final class FindCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      converter = TableParameter.class,
      description = TableParameter.NAMES + ".")
  Tabela table = Tabela.PAGAMENTOS;

  @Parameters(index = "1", paramLabel = "ID", description = "The record's id.")
  long id;

  @Override
  public Integer call() {
    return runner().run(Task.of(RunCommand.FIND, common, null, Task.Access.LOOKS), this::find);
  }

  private Result find(DatabaseContext context) {
    List<RecordPlace> places =
        new RecordSearch(context.backups(), context.run(), table, id)
            .everywhere(context.database());
    RecordPlaces shown = new RecordPlaces(table, id, places);
    return Result.of(places.isEmpty() ? Outcome.EMPTY : Outcome.DONE, shown.verdict())
        .with("table", table.table())
        .with("id", id)
        .with("places", shown.details())
        .withTintedLines(shown.lines(runner().surroundings().width()))
        .plain();
  }
}
