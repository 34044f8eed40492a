package extrato.cli.commands;

import extrato.cli.running.ForManyStudios;
import extrato.support.failure.Failure;
import java.lang.reflect.AnnotatedElement;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Whether the words that are to be run for every studio mean the same for all of them. */
final class FleetWords {
  private FleetWords() {}

  /** Stops at what belongs to one studio, and at what the command does not take at all. */
  static void check(CommandLine line, List<String> words) {
    ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
    Stream.iterate(parsed, ParseResult::hasSubcommand, ParseResult::subcommand)
        .map(ParseResult::subcommand)
        .flatMap(FleetWords::given)
        .filter(given -> !isForMany(given))
        .findFirst()
        .ifPresent(
            given -> {
              throw new Failure.BadArguments(
                  name(given) + " is for one studio, and there are many",
                  "for one: EXTRATO_STUDIO=NAME extrato " + words.get(0) + " …");
            });
  }

  private static Stream<ArgSpec> given(ParseResult command) {
    return Stream.concat(command.matchedOptions().stream(), command.matchedPositionals().stream());
  }

  private static boolean isForMany(ArgSpec given) {
    return given.userObject() instanceof AnnotatedElement field
        && field.isAnnotationPresent(ForManyStudios.class);
  }

  private static String name(ArgSpec given) {
    return given instanceof OptionSpec option ? option.longestName() : given.paramLabel();
  }
}
