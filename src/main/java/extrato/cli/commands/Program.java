package extrato.cli.commands;

import extrato.cli.output.Console;
import extrato.cli.output.Person;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Report;
import extrato.cli.running.CommandRunner;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * The whole program but for the process around it: takes arguments, prints, returns the exit code.
 */
public final class Program {
  /** Commands elsewhere, and options here. */
  static final List<String> OTHER_WORDS = List.of("help", "version");

  private final ProcessEnvironment surroundings;
  private final Clock clock;
  private final Interruption interruption;
  private final Person person;

  /** Where nobody is there to be asked. */
  public Program(ProcessEnvironment surroundings, Clock clock, Interruption interruption) {
    this(surroundings, clock, interruption, Person.NOBODY);
  }

  public Program(
      ProcessEnvironment surroundings, Clock clock, Interruption interruption, Person person) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.interruption = interruption;
    this.person = person;
  }

  public int run(PrintWriter out, PrintWriter err, String... args) {
    Console console = new Console(out, err, surroundings);
    Supplier<CommandRunner> runner =
        () -> new CommandRunner(surroundings, clock, interruption, console, person);
    String[] full = withCommand(args);
    if (wantsJson(args) && asksForVersion(full)) {
      console.json(Report.version());
      return ExitCode.DONE.number();
    }
    CommandLine line = parser(new CommandFactory(runner), full);
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(surroundings.helpWidth());
    line.setParameterExceptionHandler((e, given) -> refuse(console, e, given));
    line.setExecutionExceptionHandler(
        (e, command, parsed) -> runner.get().unexpected(command(command), e, wantsJson(args)));
    try {
      return line.execute(full);
    } catch (Error e) {
      return runner.get().unexpected(line.getCommandName(), e, wantsJson(args));
    }
  }

  static CommandLine parser(CommandFactory factory, String... args) {
    CommandLine line = CommandTree.of(factory, args);
    line.registerConverter(Integer.class, Program::smallNumber);
    line.registerConverter(int.class, Program::smallNumber);
    line.registerConverter(long.class, Program::wholeNumber);
    return line;
  }

  /** The command, also where what was typed is one of its own commands. */
  private static String command(CommandLine typed) {
    CommandLine above = typed.getParent();
    return above == null || above.getParent() == null ? typed.getCommandName() : command(above);
  }

  private static boolean wantsJson(String... args) {
    return Arrays.asList(args).contains("--json");
  }

  private static boolean asksForVersion(String... args) {
    return args[0].equals("--version") || args[0].equals("-V");
  }

  /**
   * The command line in full: {@code extrato --year 2025 --month 9} is short for {@code extrato
   * extrato --year 2025 --month 9}, and what other programs have commands for are options here.
   */
  static String[] withCommand(String... args) {
    if (args.length == 0) {
      return args;
    }
    List<String> rest = Arrays.asList(args).subList(1, args.length);
    return switch (args[0]) {
      case "help" -> help(rest);
      case "version" -> joined("--version", rest);
      case "-h", "--help" -> CommandTree.isCommand(rest) ? help(rest) : args;
      case "-V", "--version" -> args;
      default -> args[0].startsWith("-") ? joined("extrato", Arrays.asList(args)) : ofGroup(args);
    };
  }

  /** {@code wallet help hold} is {@code help wallet hold}. */
  private static String[] ofGroup(String... args) {
    return args.length > 1 && args[1].equals("help") && CommandTree.isGroup(args[0])
        ? help(joined(List.of(args[0]), Arrays.asList(args).subList(2, args.length)))
        : args;
  }

  private static String[] help(List<String> about) {
    List<String> words = about.stream().takeWhile(word -> !word.startsWith("-")).toList();
    if (words.isEmpty() || OTHER_WORDS.contains(words.get(0))) {
      return new String[] {"--help"};
    }
    // Asked for help, the parser would not mind that there is no such command.
    return CommandTree.isCommand(words)
        ? joined(words, List.of("--help")).toArray(String[]::new)
        : about.toArray(String[]::new);
  }

  private static String[] joined(String first, List<String> rest) {
    return joined(List.of(first), rest).toArray(String[]::new);
  }

  private static List<String> joined(List<String> first, List<String> rest) {
    return Stream.concat(first.stream(), rest.stream()).toList();
  }

  private static int refuse(Console console, ParameterException e, String... args) {
    console.refused(command(e.getCommandLine()), WrongArguments.failure(e, args), wantsJson(args));
    return ExitCode.BAD_ARGUMENTS.number();
  }

  private static Long wholeNumber(String text) {
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a whole number");
    }
  }

  private static Integer smallNumber(String text) {
    long number = wholeNumber(text);
    if ((int) number != number) {
      throw new TypeConversionException("'" + text + "' is too large");
    }
    return (int) number;
  }
}
