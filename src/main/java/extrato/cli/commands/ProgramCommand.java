package extrato.cli.commands;

import extrato.cli.output.ToolVersion;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the program is without a command: it prints its help and changes nothing. */
@Command(
    name = "extrato",
    description =
        "Closes the month of a tattoo studio's books: backup, proof, and one atomic transaction.",
    versionProvider = ToolVersion.class,
    footerHeading = "%nExamples:%n",
    footer = {
      "`extrato --year 2025 --month 9 --force` is short for `extrato extrato …`.",
      "--month 2025-09 is short for --year 2025 --month 9; without them it is the",
      "previous month in the studio's zone. `extrato help restore` is `extrato restore",
      "--help`.",
      "Exit codes: 0 done, 2 arguments, 3 already closed, 4 not proven, 5 no database,",
      "6 stopped, 7 busy, 8 configuration, 9 file, 10 unknown, 11 wants a flag,",
      "12 wants attention, 13 data refused, 14 not covered, 15 some studios; `man",
      "extrato` and docs/commands.md have them all."
    })
public abstract class ProgramCommand implements Callable<Integer> {
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }
}
