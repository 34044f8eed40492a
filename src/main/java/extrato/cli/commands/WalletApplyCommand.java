package extrato.cli.commands;

import extrato.cli.output.Result;
import extrato.cli.running.DatabaseContext;
import extrato.cli.running.Task;
import extrato.runs.Outcome;
import extrato.runs.RunCommand;
import extrato.studio.Count;
import extrato.work.wallet.RequestFile;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Carries out a file of requests. */
@Command(
    name = "apply",
    description = {
      "Carry out a file of requests, a JSON object in each line: all of them or none.",
      "What is wrong is named by its line. A file that was applied changes nothing a second time."
    })
final class WalletApplyCommand extends BaseCommand {
  @Parameters(index = "0", paramLabel = "FILE", description = "As docs/wallet.md describes it.")
  String file = "";

  @Option(names = "--dry-run", description = "Do it, and roll it back again.")
  boolean dryRun;

  @Override
  public Integer call() {
    Path named = runner().file(file);
    return runner()
        .run(
            Task.of(
                RunCommand.WALLET,
                common,
                null,
                dryRun ? Task.Access.REHEARSES : Task.Access.POSTS),
            context -> apply(context, named));
  }

  private Result apply(DatabaseContext context, Path named) {
    RequestFile.Applied applied =
        new RequestFile(named, context.settings().zone()).apply(context.wallet(), dryRun);
    long done = applied.lines() - applied.repeated();
    String what =
        Count.of(done)
            + " requests carried out"
            + (applied.repeated() == 0
                ? ""
                : ", " + Count.of(applied.repeated()) + " had been before");
    return Result.of(
            done == 0 || dryRun ? Outcome.UNCHANGED : Outcome.DONE,
            dryRun ? "dry run, nothing changed: " + what : what)
        .with("requests", applied.lines())
        .with("done", done)
        .with("repeated", applied.repeated());
  }
}
