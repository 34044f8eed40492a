package extrato.cli.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
      Command described = annotation(type);
      if (isAskedFor(described, args)) {
        return program.addSubcommand(new CommandLine(type, factory));
      }
    }
    commands().forEach(type -> program.addSubcommand(described(type)));
    return program;
  }

  private static List<Class<?>> commands() {
    return below(annotation(ExtratoProgram.class));
  }

  private static Command annotation(Class<?> type) {
    return Objects.requireNonNull(type.getAnnotation(Command.class));
  }

  /** The names of every command, including aliases. */
  static List<String> names() {
    return commands().stream()
        .map(CommandTree::annotation)
        .flatMap(
            command -> Stream.concat(Stream.of(command.name()), Arrays.stream(command.aliases())))
        .toList();
  }

  private static boolean isAskedFor(Command command, String... args) {
    return args.length > 0 && isNamed(command, args[0]);
  }

  private static boolean isNamed(Command command, String word) {
    return command.name().equals(word) || Arrays.asList(command.aliases()).contains(word);
  }

  /** Whether the words lead to a command, and not only to a group that has no such command. */
  static boolean isCommand(List<String> words) {
    return !words.isEmpty() && leadTo(commands(), words);
  }

  private static boolean leadTo(List<Class<?>> types, List<String> words) {
    return words.isEmpty()
        || types.isEmpty()
        || named(types, words.get(0))
            .filter(found -> leadTo(below(found), words.subList(1, words.size())))
            .isPresent();
  }

  /** Whether a word is a command that has commands of its own. */
  static boolean isGroup(String word) {
    return named(commands(), word).filter(found -> !below(found).isEmpty()).isPresent();
  }

  private static Optional<Command> named(List<Class<?>> types, String word) {
    return types.stream()
        .map(CommandTree::annotation)
        .filter(command -> isNamed(command, word))
        .findFirst();
  }

  private static List<Class<?>> below(Command command) {
    return List.of(command.subcommands());
  }

  /** The command's description in the program's help. */
  private static CommandSpec described(Class<?> type) {
    Command command = annotation(type);
    CommandSpec spec = CommandSpec.create().name(command.name()).aliases(command.aliases());
    spec.usageMessage().description(command.description()).hidden(command.hidden());
    return spec;
  }
}
