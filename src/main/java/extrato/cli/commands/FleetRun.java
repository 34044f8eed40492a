package extrato.cli.commands;

import extrato.cli.fleet.Fleet;
import extrato.cli.fleet.FleetEnd;
import extrato.cli.fleet.FleetLimits;
import extrato.cli.fleet.FleetScreen;
import extrato.cli.fleet.FleetStudio;
import extrato.cli.fleet.Roster;
import extrato.cli.fleet.StudioEnd;
import extrato.cli.running.CommandRunner;
import extrato.cli.running.CommonOptions;
import extrato.postgres.Interruption;
import extrato.support.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One command for many studios. */
record FleetRun(CommandRunner runner, CommonOptions common, FleetLimits rules) {

  int run(Roster roster, List<FleetStudio> studios, List<String> command) {
    FleetScreen screen =
        new FleetScreen(
            runner.console(),
            runner.surroundings(),
            studios,
            common.json ? FleetScreen.Form.JSON : FleetScreen.Form.TEXT,
            common.quiet);
    screen.begin();
    FleetEnd end = ended(roster, studios, command, screen::ended);
    Failure failure = end.failure(runner.interruption().failure());
    screen.end(end, failure);
    return failure == null ? 0 : failure.code().number();
  }

  FleetEnd ended(
      Roster roster, List<FleetStudio> studios, List<String> command, Consumer<StudioEnd> tell) {
    return new FleetEnd(
        new Fleet(
                rules,
                runner.interruption(),
                (studio, interruption, out, err) ->
                    one(roster, studio, command, interruption, out, err),
                tell)
            .run(studios));
  }

  /** The very run that a person would start for this studio alone. */
  private int one(
      Roster roster,
      FleetStudio studio,
      List<String> command,
      Interruption interruption,
      PrintWriter out,
      PrintWriter err) {
    List<String> words = new ArrayList<>(command);
    words.add("--json");
    return new Program(
            runner.surroundings().ofStudio(studio.name(), roster.folder()),
            runner.clock(),
            interruption)
        .run(out, err, words.toArray(String[]::new));
  }
}
