package extrato.cli.commands;

import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.cli.fleet.Studio;
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
  @Mixin RosterOptions roster = new RosterOptions();

  @Override
  public Integer call() {
    List<Studio> studios = roster.chosen(roster.roster(runner().surroundings()));
    Console console = runner().console();
    if (common.json) {
      ObjectMapper json = new ObjectMapper();
      studios.forEach(
          studio ->
              console.jsonLine(
                  json.createObjectNode()
                      .put("studio", studio.name())
                      .put("server", studio.server())
                      .put("database", studio.database())
                      .put("environment", studio.settings().environment())
                      .put("backups", studio.settings().backupDir().toString())
                      .put("sound", studio.isSound())));
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
    studios.forEach(
        studio ->
            table.row(
                List.of(
                    studio.name(),
                    studio.server(),
                    studio.database(),
                    studio.settings().environment(),
                    studio.settings().backupDir().toString(),
                    studio.isSound() ? "" : "! see `studios check`")));
    table.lines(runner().surroundings().width()).forEach(console::line);
    console.line(Count.of(studios.size(), "studio"));
    console.flush();
    return 0;
  }
}
