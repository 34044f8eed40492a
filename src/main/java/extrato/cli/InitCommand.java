package extrato.cli;

import extrato.runs.Outcome;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes or upgrades what the tool keeps in the database. */
@Command(
    name = "init",
    description =
        "Make or upgrade the tool's own tables; other commands that write do so by themselves.")
final class InitCommand extends WorkbenchCommand {
  @Option(
      names = "--print",
      description = "Print the SQL for an administrator, and change nothing.")
  boolean print;

  @Override
  public Integer call() {
    return workbench()
        .run(Task.unrecorded("init", common), print ? InitCommand::print : InitCommand::init);
  }

  private static Result init(Desk desk) {
    List<String> made = desk.database().bringUpToDate();
    return Result.of(
            made.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
            made.isEmpty() ? "everything is in place" : "made: " + String.join(", ", made))
        .with("made", made);
  }

  private static Result print(Desk desk) {
    String script = desk.database().initScript();
    return Result.of(
            script.isEmpty() ? Outcome.UNCHANGED : Outcome.DONE,
            script.isEmpty()
                ? "-- everything is in place"
                : "-- nothing was changed: an administrator may run the lines above")
        .with("sql", script)
        .withLines(script.lines().toList())
        .plain();
  }
}
