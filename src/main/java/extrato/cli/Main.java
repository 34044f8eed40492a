package extrato.cli;

import extrato.cli.commands.Program;
import extrato.cli.output.Console;
import extrato.cli.output.Person;
import extrato.cli.output.ProcessEnvironment;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import extrato.support.files.StandardStream;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.LoggerFactory;

/** Where the program begins, and the one place where it ends the JVM. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    StandardStream out = StandardStream.output();
    StandardStream err = StandardStream.error();
    Interruption interruption = new Interruption();
    Signals.handle(interruption);
    ProcessEnvironment surroundings = ProcessEnvironment.ofThisProcess();
    int code =
        new Program(
                surroundings,
                Clock.system(ZoneId.systemDefault()),
                interruption,
                Person.ofThisProcess())
            .run(out.writer(), err.writer(), args);
    if (out.end() == ExitCode.FILE_TROUBLE) {
      complain(out, new Console(out.writer(), err.writer(), surroundings), code);
    }
    // What did not arrive is no success, whatever became of the work.
    for (StandardStream stream : List.of(out, err)) {
      code = code == 0 ? stream.end().number() : code;
    }
    System.exit(code);
  }

  private static void complain(StandardStream out, Console console, int code) {
    Failure failure =
        new Failure.FileTrouble(
            "standard output could not be written: " + out.reason(),
            "what arrived is cut short" + (code == 0 ? "; the run itself ended well" : ""),
            null);
    LoggerFactory.getLogger("extrato.cli").error("{}; {}", failure.text(), failure.hint());
    console.error(failure);
  }
}
