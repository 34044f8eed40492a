package extrato.postgres.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/**
 * Runs PostgreSQL's own programs without output, as a user that they accept, and without our
 * secrets.
 */
final class EmbeddedPrograms {
  private static final Set<String> INHERITED = Set.of("PATH", "TMPDIR", "LD_LIBRARY_PATH");
  private static final Pattern COMPLAINT =
      Pattern.compile("\\b(FATAL|PANIC|error): |^initdb: could not ");
  private static final long POLL_NANOS = Duration.ofMillis(4).toNanos();

  private final EmbeddedBinaries binaries;
  private final EmbeddedFolder folder;
  private final List<String> prefix;

  private EmbeddedPrograms(EmbeddedBinaries binaries, EmbeddedFolder folder, List<String> prefix) {
    this.binaries = binaries;
    this.folder = folder;
    this.prefix = prefix;
  }

  static EmbeddedPrograms of(EmbeddedBinaries binaries, EmbeddedFolder folder) {
    try {
      return new EmbeddedPrograms(binaries, folder, EmbeddedAccount.prefix(binaries, folder));
    } catch (IOException e) {
      throw folder.trouble("cannot use", folder.path(), e);
    }
  }

  /** Starts a program; its output goes to the folder's log. */
  Process launch(String program, List<String> arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.add(binaries.program(program).toString());
    command.addAll(arguments);
    try {
      return builder(command).redirectOutput(Redirect.appendTo(folder.log().toFile())).start();
    } catch (IOException e) {
      throw folder.trouble("cannot run", binaries.program(program), e);
    }
  }

  /**
   * Waits for a program's effect. An interrupt does not end the wait, because an interrupted run
   * must stop its server too.
   */
  boolean await(BooleanSupplier condition, Duration limit) {
    long start = System.nanoTime();
    boolean interrupted = false;
    try {
      while (!condition.getAsBoolean()) {
        if (System.nanoTime() - start > limit.toNanos()) {
          return false;
        }
        interrupted |= Thread.interrupted();
        LockSupport.parkNanos(POLL_NANOS);
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The last line of the log that reports an error; otherwise the last line. */
  String lastComplaint() {
    try {
      // Not Files.lines, because an interrupt ends that.
      List<String> said =
          Files.readAllLines(folder.log(), UTF_8).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty())
              .toList();
      return said.stream()
          .filter(line -> COMPLAINT.matcher(line).find())
          .reduce((before, line) -> line)
          .orElseGet(() -> said.isEmpty() ? "it printed nothing" : said.get(said.size() - 1));
    } catch (IOException e) {
      throw folder.trouble("cannot read", folder.log(), e);
    }
  }

  /**
   * A server outlives the program that starts it, and its environment can be read, so that
   * environment must not contain a password.
   */
  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().retainAll(INHERITED);
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    builder.redirectInput(new File("/dev/null"));
    return builder;
  }
}
