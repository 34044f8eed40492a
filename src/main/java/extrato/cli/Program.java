package extrato.cli;

import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * The whole program but for the process around it: takes arguments, prints, returns the exit code.
 */
public final class Program {
  private final Surroundings surroundings;
  private final Clock clock;
  private final Interruption interruption;

  public Program(Surroundings surroundings, Clock clock, Interruption interruption) {
    this.surroundings = surroundings;
    this.clock = clock;
    this.interruption = interruption;
  }

  public int run(PrintWriter out, PrintWriter err, String... args) {
    Console console = new Console(out, err, surroundings);
    Supplier<CommandRunner> runner =
        () -> new CommandRunner(surroundings, clock, interruption, console);
    String[] full = withCommand(args);
    CommandLine line = CommandTree.of(new CommandFactory(runner), full);
    line.setOut(out);
    line.setErr(err);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(Math.max(80, surroundings.columns()));
    line.setParameterExceptionHandler((e, given) -> refuse(console, e, given));
    line.setExecutionExceptionHandler(
        (e, command, parsed) ->
            runner.get().unexpected(command.getCommandName(), e, wantsJson(args)));
    try {
      return line.execute(full);
    } catch (Error e) {
      return runner.get().unexpected(line.getCommandName(), e, wantsJson(args));
    }
  }

  private static boolean wantsJson(String... args) {
    return Arrays.asList(args).contains("--json");
  }

  /**
   * {@code extrato --year 2025 --month 9} is short for {@code extrato extrato --year 2025 --month
   * 9}.
   */
  static String[] withCommand(String... args) {
    boolean shortForm =
        args.length > 0
            && args[0].startsWith("-")
            && !List.of("-h", "--help", "-V", "--version").contains(args[0]);
    if (!shortForm) {
      return args;
    }
    List<String> full = new ArrayList<>(List.of("extrato"));
    full.addAll(Arrays.asList(args));
    return full.toArray(String[]::new);
  }

  private static int refuse(Console console, ParameterException e, String... args) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    Failure failure =
        e.getCause() instanceof Failure cause
            ? cause
            : new Failure.BadArguments(
                String.valueOf(e.getMessage()).lines().findFirst().orElse("bad arguments"),
                "`" + command + " --help` shows what it takes");
    console.refused(e.getCommandLine().getCommandName(), failure, wantsJson(args));
    return ExitCode.BAD_ARGUMENTS.number();
  }
}
