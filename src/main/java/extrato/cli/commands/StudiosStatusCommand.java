package extrato.cli.commands;

import extrato.cli.fleet.FleetEnd;
import extrato.cli.fleet.FleetStatus;
import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.cli.output.Console;
import extrato.support.failure.Failure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How every studio stands. */
@Command(
    name = "status",
    description = {
      "Every studio in one table: the month up to which it is closed, how many are open, what needs"
          + " attention. Nothing is changed.",
      "Exit 12 when any studio needs attention, or cannot be asked: the rules are those of `extrato"
          + " status --check`."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  extrato studios status", "  EXTRATO_STUDIO=lisboa extrato status     one in full"})
final class StudiosStatusCommand extends BaseCommand {
  @Mixin RosterOptions roster = new RosterOptions();
  @Mixin FleetOptions fleet = new FleetOptions();

  @Override
  public Integer call() {
    Roster all = roster.roster(runner().surroundings());
    List<FleetStudio> studios = roster.chosenAndStrays(all);
    FleetEnd end =
        new FleetRun(runner(), common, fleet.ofALook())
            .ended(all, studios, List.of("status", "--check"), one -> {});
    FleetStatus standings = new FleetStatus(end);
    Console console = runner().console();
    if (common.json) {
      standings.json().forEach(console::jsonLine);
    } else if (!common.quiet) {
      standings.lines(runner().surroundings().width()).forEach(console::line);
    }
    Failure signal = runner().interruption().failure();
    Failure failure = signal == null ? standings.failure() : signal;
    if (failure == null) {
      if (!common.json && !common.quiet) {
        console.line(standings.verdict());
      }
      console.flush();
      return 0;
    }
    console.flush();
    console.error(failure);
    return failure.code().number();
  }
}
