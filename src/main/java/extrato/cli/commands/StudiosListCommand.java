package extrato.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.cli.output.Console;
import extrato.cli.output.TextTable;
import extrato.studio.Count;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the studios. */
@Command(
    name = "list",
    description = "Every studio that has a settings file: its database, and where its files are.")
final class StudiosListCommand extends BaseCommand {
  private static final String UNSOUND = "! see `studios check`";

  @Mixin RosterOptions roster = new RosterOptions();

  @Override
  public Integer call() {
    Roster all = roster.roster(runner().surroundings());
    List<FleetStudio> studios = roster.chosen(all);
    List<FleetStudio> strays = roster.strays(all);
    Console console = runner().console();
    if (common.json) {
      studios.forEach(studio -> console.jsonLine(json(studio)));
      strays.forEach(
          stray ->
              console.jsonLine(
                  new ObjectMapper()
                      .createObjectNode()
                      .put("studio", stray.name())
                      .put("sound", false)));
      return 0;
    }
    TextTable table =
        new TextTable()
            .word("studio")
            .word("server")
            .word("database")
            .word("environment")
            .text("backups")
            .word("");
    studios.forEach(studio -> table.row(row(studio)));
    strays.forEach(stray -> table.row(List.of(stray.name(), "", "", "", "", UNSOUND)));
    table.lines(runner().surroundings().width()).forEach(console::line);
    console.line(Count.of(studios.size(), "studio") + RosterOptions.noStudios(strays.size()));
    console.flush();
    return 0;
  }

  private static ObjectNode json(FleetStudio studio) {
    return new ObjectMapper()
        .createObjectNode()
        .put("studio", studio.name())
        .put("server", studio.server())
        .put("database", studio.database())
        .put("environment", studio.settings().environment())
        .put("backups", studio.settings().backups().folder().toString())
        .put("sound", studio.isSound());
  }

  private static List<String> row(FleetStudio studio) {
    return List.of(
        studio.name(),
        studio.server(),
        studio.database(),
        studio.settings().environment(),
        studio.settings().backups().folder().toString(),
        studio.isSound() ? "" : UNSOUND);
  }
}
