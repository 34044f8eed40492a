package extrato.cli.commands;

import extrato.cli.output.HarmlessText;
import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.ForManyStudios;
import extrato.cli.running.Task;
import extrato.month.backup.Belonging;
import extrato.month.backup.Changeover;
import extrato.month.backup.NewerBackup;
import extrato.postgres.OwnTables;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.support.failure.Failure;
import extrato.support.files.PlainFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Makes or upgrades what the tool keeps in the database, and takes the words that only a person can
 * say about a database and its folders.
 */
@Command(
    name = "init",
    description =
        "Make or upgrade the tool's own tables, and mark the backup folder as this database's;"
            + " other commands that write do so by themselves.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato init",
      "  extrato init --print",
      "  extrato init --adopt /mnt/nas/extrato"
    })
final class InitCommand extends BaseCommand {
  /** For {@code --adopt} without a folder. */
  private static final String CONFIGURED = "";

  @ForManyStudios
  @Option(
      names = "--print",
      description = "Print the SQL for an administrator, and change nothing.")
  boolean print;

  @Option(
      names = "--moved",
      description = "This database was moved to another server, or made anew from its dump.")
  boolean moved;

  @Option(
      names = "--copy",
      description =
          "This database is a copy of one that goes on: it gets an id and folders of its own.")
  boolean copy;

  @Option(
      names = "--adopt",
      arity = "0..1",
      fallbackValue = CONFIGURED,
      paramLabel = "FOLDER",
      description =
          "This database takes a folder of backups over, or begins a new one; the configured"
              + " folders unless one is named.")
  @Nullable String adopt;

  @Option(
      names = "--older",
      description =
          "This database was set back, and that is meant: what its backups hold more is passed"
              + " over. No file is touched.")
  boolean older;

  @Override
  public Integer call() {
    if (Stream.of(print, moved, copy, adopt != null, older).filter(given -> given).count() > 1) {
      throw new picocli.CommandLine.ParameterException(
          spec.commandLine(), "--print, --moved, --copy, --adopt and --older exclude each other");
    }
    return runner().run(Task.of(RunCommand.INIT, common, null, Task.Access.LOOKS), this::work);
  }

  private Result work(DatabaseContext context) {
    OwnTables tables = context.database().ownTables();
    tables.checkStudio();
    if (!copy) {
      tables.checkNoTwin();
    }
    if (print) {
      return print(context);
    }
    if (moved) {
      return moved(context);
    }
    if (copy) {
      return copy(context);
    }
    if (older) {
      return older(context);
    }
    String folder = adopt;
    return folder == null
        ? init(context)
        : adopt(context, folder.equals(CONFIGURED) ? null : runner().file(folder));
  }

  private static Result init(DatabaseContext context) {
    Belonging.of(context.database(), context.settings()).check();
    List<String> made = context.database().ownTables().bringUpToDate();
    List<String> done = new ArrayList<>(made);
    try {
      List<String> marked = context.changeover().markFolders();
      done.addAll(marked);
    } catch (Failure.FileTrouble e) {
      // An administrator may set the database up from a machine that has not the folder.
      context.run().warn(e.text() + "; the first backup marks the folder");
    }
    return Result.of(
            done.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
            verdict(made, done.subList(made.size(), done.size())))
        .with("made", made)
        .with("marked", List.copyOf(done.subList(made.size(), done.size())));
  }

  private static String verdict(List<String> made, List<String> marked) {
    List<String> said = new ArrayList<>(said(made));
    said.addAll(marked);
    return said.isEmpty() ? "everything is in place" : String.join("; ", said);
  }

  private static List<String> said(List<String> made) {
    return made.isEmpty() ? List.of() : List.of("made: " + String.join(", ", made));
  }

  private static Result moved(DatabaseContext context) {
    List<String> made = context.database().ownTables().bringUpToDate();
    Optional<String> noted = context.changeover().moved();
    return Result.of(
        made.isEmpty() && noted.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
        verdict(made, List.of(noted.orElse("this database is where it was"))));
  }

  private static Result copy(DatabaseContext context) {
    List<String> made = context.database().ownTables().bringUpToDate();
    return Result.of(Outcome.DONE, verdict(made, List.of(context.changeover().copy())));
  }

  private static Result adopt(DatabaseContext context, @Nullable Path folder) {
    if (folder != null && !PlainFolder.isThere(folder)) {
      throw new Failure.FileTrouble(folder + " is not there", "name a folder of backups", null);
    }
    Belonging.of(context.database(), context.settings()).checkPlace();
    List<String> made = context.database().ownTables().bringUpToDate();
    Changeover.Adopted adopted = context.changeover().adopt(folder);
    adopted
        .newer()
        .forEach(
            found ->
                context
                    .run()
                    .warn(found.month().slashed() + " " + found.text() + "; " + found.wayOut()));
    List<String> done = new ArrayList<>(said(made));
    done.addAll(adopted.done());
    if (adopted.backups() > 0) {
      done.add(adopted.backups() + " backups there are on record now");
    }
    return Result.of(
            done.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
            done.isEmpty() ? "these folders are this database's already" : String.join("; ", done))
        .with("adopted", adopted.done())
        .with("backups", adopted.backups())
        .with("newer", adopted.newer().stream().map(InitCommand::details).toList());
  }

  private static Result older(DatabaseContext context) {
    Belonging.of(context.database(), context.settings()).check();
    List<String> made = context.database().ownTables().bringUpToDate();
    List<NewerBackup> passedOver = context.changeover().older();
    return Result.of(
            made.isEmpty() && passedOver.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
            verdict(
                made,
                List.of(
                    passedOver.isEmpty()
                        ? "no backup holds more than the database"
                        : "this state is the one that is meant; no backup was touched")))
        .with("passed_over", passedOver.stream().map(InitCommand::details).toList())
        .withLines(
            passedOver.stream()
                .map(
                    backup ->
                        "  passed over        " + backup.month().slashed() + " " + backup.text())
                .toList());
  }

  private static Map<String, Object> details(NewerBackup backup) {
    return Map.of(
        "month", backup.month().toString(),
        "file", backup.file().toString(),
        "differences", backup.first(),
        "difference_count", backup.count());
  }

  private Result print(DatabaseContext context) {
    String script = context.database().ownTables().script();
    String verdict =
        script.isEmpty()
            ? "-- everything is in place"
            : "-- nothing was changed: an administrator may run the lines above";
    Result result =
        Result.of(script.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE, verdict)
            .with("sql", script)
            .plain();
    // As it is, whatever the terminal: a comment that is broken is none any more.
    return common.json
        ? result
        : result.withDocument(
            out ->
                Stream.concat(script.lines(), Stream.of(verdict))
                    .map(HarmlessText::of)
                    .forEach(out::println));
  }
}
