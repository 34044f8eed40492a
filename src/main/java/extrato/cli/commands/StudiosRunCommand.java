package extrato.cli.commands;

import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.support.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a command for every studio. */
@Command(
    name = "run",
    description = {
      "Run a command for every studio, several at once. Each is a whole run of its own: settings,"
          + " lock, folders, log, notices, exit code. One that fails or hangs stops no other.",
      "Options before COMMAND choose studios; what stands behind it is the command's own."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  extrato studios run monthly",
      "  extrato studios run --parallel 8 --per-server 4 --limit 20min monthly",
      "  extrato studios run --only lisboa,porto backup --month 2025-09",
      "  extrato studios run --shard 0/8 drill --all",
      "",
      "Exit 0 when every studio is done (one whose month somebody else has closed",
      "is), the code of all when all failed alike, else 15."
    })
final class StudiosRunCommand extends BaseCommand {
  /** Those that make sense for many studios, and do not want a person. */
  private static final Set<String> COMMANDS =
      Set.of(
          "init", "backup", "verify", "extrato", "close", "monthly", "drill", "prune", "status",
          "doctor", "notify", "wallet");

  private static final Set<String> OF_THE_WALLET = Set.of("backup", "check", "expire", "list");

  @Mixin RosterOptions roster = new RosterOptions();
  @Mixin FleetOptions fleet = new FleetOptions();

  @Parameters(
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "What is run, with its options.")
  List<String> command = new ArrayList<>();

  @Spec
  void takeOptionsOnlyBeforeTheCommand(CommandSpec of) {
    of.parser().stopAtPositional(true);
  }

  @Override
  public Integer call() {
    List<String> words = withoutFleetsOwn(command);
    check(words);
    FleetWords.check(
        Program.parser(new CommandFactory(this::runner), words.toArray(String[]::new)), words);
    Roster all = roster.roster(runner().surroundings());
    List<FleetStudio> studios = roster.chosenAndStrays(all);
    if (studios.isEmpty() && !common.json && !common.quiet) {
      runner().console().line(roster.nobody());
    }
    return new FleetRun(runner(), common, fleet.rules()).run(all, studios, words);
  }

  /** Where a command ends and its options begin is easily forgotten. */
  private List<String> withoutFleetsOwn(List<String> typed) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < typed.size(); i++) {
      String word = typed.get(i);
      if (word.equals("--json")) {
        common.json = true;
      } else if (word.equals("--quiet") || word.equals("-q")) {
        common.quiet = true;
      } else if (word.startsWith("--parallel=")) {
        fleet.parallel = number(word.substring("--parallel=".length()));
      } else if (word.equals("--parallel") && i + 1 < typed.size()) {
        i++;
        fleet.parallel = number(typed.get(i));
      } else {
        words.add(word);
      }
    }
    return words;
  }

  private static int number(String text) {
    if (!text.matches("\\d{1,4}")) {
      throw new Failure.BadArguments(
          "--parallel must be a whole number, not '" + text + "'", "4 is usual");
    }
    return Integer.parseInt(text);
  }

  private static void check(List<String> words) {
    String first = words.isEmpty() ? "" : words.get(0);
    if (!COMMANDS.contains(first)) {
      throw new Failure.BadArguments(
          "`studios run` does not run '" + first + "'",
          "it runs "
              + String.join(", ", COMMANDS.stream().sorted().toList())
              + "; for one studio: EXTRATO_STUDIO=NAME extrato …");
    }
    if (first.equals("wallet") && (words.size() < 2 || !OF_THE_WALLET.contains(words.get(1)))) {
      throw new Failure.BadArguments(
          "of the wallet, `studios run` runs "
              + String.join(", ", OF_THE_WALLET.stream().sorted().toList()),
          "money is booked for one studio: EXTRATO_STUDIO=NAME extrato wallet …");
    }
  }
}
