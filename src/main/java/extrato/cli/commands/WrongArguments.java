package extrato.cli.commands;

import extrato.cli.running.MonthChoice;
import extrato.support.failure.Failure;
import extrato.support.settings.NearestName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command line, and what was probably meant. */
final class WrongArguments {
  /** What a word processor makes of {@code --}, and the option behind it. */
  private static final Pattern DASHED =
      Pattern.compile("-*[\u2010-\u2015\u2212][-\u2010-\u2015\u2212]*(\\p{L}[\\w-]*)");

  private static final Pattern STRANGE_SPACE = Pattern.compile("[\u00a0\u2000-\u200a\u202f\u3000]");

  private WrongArguments() {}

  static Failure failure(ParameterException e, String... line) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    CommandSpec place = command.root();
    for (String word : line) {
      // The parser passes over a word that is no command, and stumbles over one behind it.
      if (!word.startsWith("-") && !place.subcommands().isEmpty() && !isCommand(word, place)) {
        return refused(unmatched(word, place), place);
      }
      CommandLine next = place.subcommands().get(word);
      if (next == null) {
        break;
      }
      place = next.getCommandSpec();
    }
    if (e.getCause() instanceof Failure cause) {
      return cause;
    }
    return refused(
        e instanceof UnmatchedArgumentException unmatched
            ? unmatched(unmatched.getUnmatched().get(0), command)
            : worded(String.valueOf(e.getMessage())),
        command);
  }

  /** At the top, the parser knows only the command that the line names. */
  private static boolean isCommand(String word, CommandSpec place) {
    return place.subcommands().containsKey(word)
        || (place.parent() == null && CommandTree.names().contains(word));
  }

  private static Failure refused(String why, CommandSpec command) {
    return new Failure.BadArguments(
        why, "`" + command.qualifiedName() + " --help` shows what it takes");
  }

  /** The parser's own first line, without what only it counts. */
  private static String worded(String message) {
    return message
        .lines()
        .findFirst()
        .orElse("bad arguments")
        .replaceFirst("^Invalid value for positional parameter at index \\d+ \\((.+?)\\): ", "$1: ")
        .replaceFirst("^Invalid value for option '(-[^']+)'(?: \\(.+?\\))?: ", "$1: ")
        .replaceFirst(
            "^Expected parameter for option '(-[^']+)' but found '(.+)'$",
            "$1 wants a value, and $2 follows")
        .replaceFirst("^Missing required", "missing");
  }

  private static String unmatched(String given, CommandSpec command) {
    Matcher dashed = DASHED.matcher(given);
    if (dashed.lookingAt()) {
      return "'"
          + given
          + "' begins with a typographic dash; did you mean --"
          + dashed.group(1)
          + "?";
    }
    if (given.startsWith("-") && STRANGE_SPACE.matcher(given).find()) {
      return "'" + given + "' contains a non-breaking space, which does not separate words";
    }
    if (given.startsWith("-")) {
      String option = given.replaceFirst("=.*", "");
      List<String> known =
          command.optionsMap().keySet().stream().filter(name -> name.startsWith("--")).toList();
      // A letter alone stands for a word that only one option begins with.
      return "unknown option '"
          + option
          + "'"
          + meant(option.length() == 2 ? "-" + option : option, known);
    }
    if (command.parent() == null) {
      List<String> known = new ArrayList<>(Program.OTHER_WORDS);
      known.addAll(CommandTree.names());
      return "unknown command '" + given + "'" + meant(given, known);
    }
    if (!command.subcommands().isEmpty()) {
      return "unknown command '" + given + "'" + meant(given, command.subcommands().keySet());
    }
    String cure = "";
    if (CommandTree.names().contains(given)) {
      cure = "; a command comes first, as in `extrato " + given + " …`";
    } else if (given.equals("help")) {
      cure = "; did you mean --help?";
    } else if (MonthChoice.isWhole(given)) {
      cure = "; did you mean --month " + given + "?";
    }
    return "unexpected argument '" + given + "'" + cure;
  }

  private static String meant(String given, Collection<String> known) {
    return NearestName.of(given, known).map(name -> "; did you mean " + name + "?").orElse("");
  }
}
