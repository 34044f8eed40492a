package extrato.cli.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands. Only the requested one is examined: reading the options of all of them takes longer
 * than closing a small month.
 */
final class CommandTree {
  private CommandTree() {}

  static CommandLine of(IFactory factory, String... args) {
    CommandLine program = new CommandLine(new BareProgram(), factory);
    for (Class<?> type : commands()) {
      Command described = Objects.requireNonNull(type.getAnnotation(Command.class));
      if (isAskedFor(described, args)) {
        return program.addSubcommand(new CommandLine(type, factory));
      }
    }
    commands().forEach(type -> program.addSubcommand(described(type)));
    return program;
  }

  private static List<Class<?>> commands() {
    return List.of(
        Objects.requireNonNull(ExtratoProgram.class.getAnnotation(Command.class)).subcommands());
  }

  /** The names of every command, including aliases. */
  static List<String> names() {
    return commands().stream()
        .map(type -> Objects.requireNonNull(type.getAnnotation(Command.class)))
        .flatMap(
            command -> Stream.concat(Stream.of(command.name()), Arrays.stream(command.aliases())))
        .toList();
  }

  private static boolean isAskedFor(Command command, String... args) {
    return args.length > 0
        && (command.name().equals(args[0]) || Arrays.asList(command.aliases()).contains(args[0]));
  }

  /** The command's description in the program's help. */
  private static CommandSpec described(Class<?> type) {
    Command command = Objects.requireNonNull(type.getAnnotation(Command.class));
    CommandSpec spec = CommandSpec.create().name(command.name()).aliases(command.aliases());
    spec.usageMessage().description(command.description()).hidden(command.hidden());
    return spec;
  }
}
