package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.CommandContext;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import extrato.work.importing.FilesCheck;
import extrato.work.importing.Import;
import extrato.work.importing.ImportRequest;
import extrato.work.importing.Imported;
import extrato.work.importing.files.ImportTable;
import extrato.work.importing.files.KnownTables;
import extrato.work.importing.files.Reject;
import extrato.work.importing.files.Rejects;
import extrato.work.importing.files.TargetTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** Brings data files into the books. */
@Command(
    name = "import",
    description = {
      "Bring the records of data files into the books: all of them, or none and every reason.",
      "CSV, JSON and NDJSON, packed by gzip or not. docs/import.md describes the files."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato import --check pagamentos.csv",
      "  extrato import --dry-run planilhas",
      "  extrato import --table gastos despesas.csv --map \"Valor pago=valor\" --force",
      "  extrato import --undo 1f2e3d4c"
    })
final class ImportCommand extends BaseCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "FILE",
      description =
          "Files, or a folder of them, called after their tables as in pagamentos.csv; backups of"
              + " this program; - for standard input.")
  List<String> files = new ArrayList<>();

  @Option(
      names = "--table",
      paramLabel = "T",
      converter = ImportTableParameter.class,
      description =
          "The table of the records, where the files' names do not say it: pagamentos, sessoes,"
              + " comissoes, gastos, clients or users.")
  @Nullable ImportTable table;

  @Mixin ImportFileOptions reading = new ImportFileOptions();

  @Option(names = "--into-closed", description = "Records of closed months come, too: late ones.")
  boolean intoClosed;

  @Option(names = "--again", description = "Import a file that was imported before.")
  boolean again;

  @Option(
      names = "--same-people",
      description =
          "New clients and users are those whom archived records or accounts of the wallet name by"
              + " the same ids.")
  boolean samePeople;

  @Option(names = "--force", description = "Yes, in production.")
  boolean force;

  @Option(
      names = "--environment",
      paramLabel = "E",
      description =
          "Where this must be: local, staging or production; nothing is done where EXTRATO_ENV says"
              + " otherwise.")
  @Nullable String environment;

  @Option(
      names = "--check",
      description =
          "Read the files and say what is wrong with them. Where the settings name a database, it"
              + " is asked for its tables, read only; without one, none is needed.")
  boolean check;

  @Option(
      names = "--no-backup",
      description = "Keep nothing of what is done: this import cannot be undone.")
  boolean noBackup;

  @Option(
      names = "--undo",
      paramLabel = "RUN",
      description = "Take back what that run did, if all of it is still as it was then.")
  @Nullable String undo;

  @Option(names = "--dry-run", description = "Import everything, prove it, and roll it back again.")
  boolean dryRun;

  @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for the record.")
  @Nullable String reason;

  @Override
  public Integer call() {
    if (check && dryRun) {
      throw new ParameterException(spec.commandLine(), "--check and --dry-run exclude each other");
    }
    if (files.isEmpty() == (undo == null)) {
      throw new ParameterException(
          spec.commandLine(),
          undo == null
              ? "import needs files, or a folder of them"
              : "--undo takes no files: it takes back what that run did");
    }
    reading.checkMode(spec.commandLine());
    if (check) {
      return runner()
          .runWhereConfigured(
              Task.of(RunCommand.IMPORT, common, null, Task.Access.LOOKS),
              context -> check(context, context.importing().targets()),
              context -> check(context, KnownTables.all()));
    }
    Task task =
        dryRun
            ? Task.of(RunCommand.IMPORT, common, null, Task.Access.REHEARSES)
            : Task.of(RunCommand.IMPORT, common, null, Task.Access.WRITES).because(reason);
    String run = undo;
    return runner().run(task, run == null ? this::bring : context -> undo(context, run));
  }

  private ImportSources sources() {
    return new ImportSources(
        runner()::file, files, Optional.ofNullable(table), runner().interruption()::check);
  }

  private Result check(CommandContext context, Map<ImportTable, TargetTable> targets) {
    try (ImportSources sources = sources()) {
      Rejects rejects = new Rejects(context instanceof DatabaseContext);
      long records =
          new FilesCheck(
                  targets, reading.options(context.settings().zone()), rejects, context.run())
              .run(sources.files(), runner().interruption(), again);
      rejects.unknown().forEach(one -> context.run().warn(one.described()));
      return rejects.isEmpty()
          ? Result.of(
                  Outcome.UNCHANGED,
                  Count.of(records, "record") + " read; nothing is wrong in the files themselves")
              .with("records", records)
              .withLines(lines(rejects.unknown()))
          : refused(FilesCheck.failure(rejects), rejects);
    }
  }

  private Result bring(DatabaseContext context) {
    Import importing = context.importing();
    try (ImportSources sources = sources()) {
      guard(context);
      Imported imported = importing.run(request(context, sources));
      Result result = ImportReport.brought(imported, dryRun);
      return dryRun ? result : result.recorded();
    } catch (Failure.RefusedData e) {
      return refused(e, importing.rejects());
    }
  }

  private void guard(DatabaseContext context) {
    ImportEnvironment.check(context.settings(), environment);
    if (!force && !dryRun) {
      RealBooks.guard(context, undo == null ? "importing records" : "undoing an import");
    }
  }

  private Result undo(DatabaseContext context, String runId) {
    guard(context);
    Imported undone = context.importing().undo(runId, images(context), words(), dryRun);
    Result result = ImportReport.undone(undone, runId, dryRun);
    return dryRun ? result : result.recorded();
  }

  private static Path images(DatabaseContext context) {
    return context.settings().backups().folder().resolve("imports");
  }

  private Set<ImportRequest.Word> words() {
    Set<ImportRequest.Word> words = EnumSet.noneOf(ImportRequest.Word.class);
    if (intoClosed) {
      words.add(ImportRequest.Word.INTO_CLOSED);
    }
    if (again) {
      words.add(ImportRequest.Word.AGAIN);
    }
    if (samePeople) {
      words.add(ImportRequest.Word.SAME_PEOPLE);
    }
    if (noBackup) {
      words.add(ImportRequest.Word.NO_BACKUP);
    }
    if (reading.update) {
      words.add(ImportRequest.Word.UPDATE);
    }
    return words;
  }

  private ImportRequest request(DatabaseContext context, ImportSources sources) {
    return new ImportRequest(
        sources.files(),
        reading.options(context.settings().zone()),
        reading.rule(),
        words(),
        dryRun,
        images(context),
        reading.timeout());
  }

  private Result refused(Failure failure, Rejects rejects) {
    reading.writeRejects(runner()::file, rejects);
    return Result.of(Outcome.REFUSED, "")
        .with("reject_count", rejects.count())
        .with("rejects", rejects.named().stream().map(Reject::byName).toList())
        .withLines(lines(rejects.named()))
        .failing(failure);
  }

  private static List<String> lines(List<Reject> rejects) {
    return rejects.stream().map(one -> "  " + one.described().forTerminal()).toList();
  }
}
