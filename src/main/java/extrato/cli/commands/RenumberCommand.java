package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.work.restoring.Renumbering;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Gives a live record a new id. */
@Command(
    name = "renumber",
    description = {
      "Give a live record a new id, and move all that refers to it: all or nothing.",
      "For a record whose id the archive holds of another one."
    })
final class RenumberCommand extends BaseCommand {
  @Parameters(
      index = "0",
      paramLabel = "TABLE",
      description = "pagamentos, sessoes, comissoes or gastos.")
  String table = "";

  @Parameters(index = "1", paramLabel = "ID", description = "The live record's id as it is now.")
  long id;

  @Option(names = "--force", description = "Yes, in production.")
  boolean force;

  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    Tabela tabela =
        Arrays.stream(Tabela.values())
            .filter(one -> one.table().equals(table))
            .findFirst()
            .orElseThrow(
                () ->
                    new ParameterException(
                        spec.commandLine(),
                        "renumber wants pagamentos, sessoes, comissoes or gastos, not " + table));
    return runner()
        .run(
            Task.of(
                RunCommand.RENUMBER,
                common,
                null,
                dryRun ? Task.Access.REHEARSES : Task.Access.WRITES),
            context -> renumber(context, tabela));
  }

  private Result renumber(DatabaseContext context, Tabela tabela) {
    String record = tabela.table() + " id " + id;
    if (context.settings().isProduction() && !force && !dryRun) {
      throw new Failure.WantsFlag(
          "a new id for " + record + " changes the books of " + context.settings().environment(),
          "add --force if that is meant");
    }
    Renumbering.Renumbered done = context.renumbering().run(tabela, id, dryRun);
    List<String> moved =
        done.moved().entrySet().stream()
            .filter(one -> one.getValue() > 0)
            .map(
                one ->
                    String.format(
                        Locale.ROOT, "  %s: %d rows refer to it", one.getKey(), one.getValue()))
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
            .with("table", tabela.table())
            .with("id", id)
            .with("new_id", done.id())
            .with("moved", done.moved())
            .withLines(moved);
    return dryRun ? result : result.recorded();
  }
}
