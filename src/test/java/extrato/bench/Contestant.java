package extrato.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * One way to close the month.
 *
 * @param before what is done beforehand and not measured
 * @param most how many records it is asked to close: the slowest would take hours
 */
record Contestant(
    String name, List<Command> before, List<Command> commands, int most, boolean isOurs) {
  /** What is started, for a database's address and in a folder. */
  interface Command extends BiFunction<String, Path, List<String>> {}

  static Contestant ours(String name, String... commands) {
    return new Contestant(name, List.of(), commands(commands), Integer.MAX_VALUE, true);
  }

  /** The same once other commands have done their work. */
  Contestant after(String... earlier) {
    return new Contestant(name, commands(earlier), commands, most, isOurs);
  }

  static Contestant psql(String name, Path script) {
    return new Contestant(
        name,
        List.of(),
        List.of(
            (url, folder) ->
                List.of("psql", "-X", "-q", "-v", "dir=" + folder, "-f", script.toString(), url)),
        Integer.MAX_VALUE,
        false);
  }

  static Contestant python(String name, Path script, int most) {
    return new Contestant(
        name,
        List.of(),
        List.of((url, folder) -> List.of(Bench.PYTHON, script.toString(), url, folder.toString())),
        most,
        false);
  }

  private static List<Command> commands(String... names) {
    List<Command> commands = new ArrayList<>();
    for (String name : names) {
      commands.add(
          (url, folder) -> {
            List<String> command = new ArrayList<>();
            command.add(Bench.LAUNCHER.toString());
            command.addAll(List.of(name.split(" ", -1)));
            command.addAll(List.of("--year", "2025", "--month", "9"));
            return command;
          });
    }
    return commands;
  }
}
