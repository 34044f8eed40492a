package extrato.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.cli.output.Console;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Looks at all settings files at once. */
@Command(
    name = "check",
    description = {
      "Everything that is wrong with any settings file, all at once; no database is asked.",
      "`extrato studios run doctor` asks them."
    })
final class StudiosCheckCommand extends BaseCommand {
  @Mixin RosterOptions roster = new RosterOptions();

  @Override
  public Integer call() {
    Roster all = roster.roster(runner().surroundings());
    List<FleetStudio> studios = roster.chosen(all);
    Console console = runner().console();
    List<FleetStudio> strays = all.strays();
    strays.forEach(stray -> say("", stray.wrong(), List.of()));
    studios.stream()
        .filter(studio -> common.json || !isPerfect(studio))
        .forEach(
            studio ->
                say(studio.name(), studio.wrong(), studio.settings().configuration().warnings()));
    long wrong = studios.stream().filter(studio -> !studio.isSound()).count();
    if (wrong == 0 && strays.isEmpty()) {
      if (!common.json && !common.quiet) {
        console.line(
            studios.size() == 1
                ? "1 studio, and it is right"
                : Count.of(studios.size(), "studio") + ", all right");
        console.flush();
      }
      return 0;
    }
    Failure failure =
        new Failure.Unfit(
            Count.of(wrong)
                + " of "
                + Count.of(studios.size(), "studio")
                + " are wrong"
                + RosterOptions.noStudios(strays.size()),
            "each line above names the file and what is wrong in it");
    console.error(failure);
    return failure.code().number();
  }

  private boolean isPerfect(FleetStudio studio) {
    return studio.isSound()
        && (common.quiet || studio.settings().configuration().warnings().isEmpty());
  }

  private void say(String name, List<String> problems, List<String> warnings) {
    Console console = runner().console();
    if (common.json) {
      ObjectNode line = new ObjectMapper().createObjectNode().put("studio", name);
      problems.forEach(line.putArray("problems")::add);
      warnings.forEach(line.putArray("warnings")::add);
      console.jsonLine(line);
      return;
    }
    String head = name.isEmpty() ? "" : name + ": ";
    problems.forEach(problem -> console.line(head + problem));
    if (!common.quiet) {
      warnings.forEach(warning -> console.line(head + "warning: " + warning));
    }
    console.flush();
  }
}
