package extrato.runs.notices;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A program of the operator's. It is started directly, so that no shell interprets its arguments,
 * and without our secrets in its environment.
 */
record ChildProcess(Path program, Set<String> secretVariables) {
  ChildProcess {
    secretVariables = Set.copyOf(secretVariables);
  }

  void run(List<String> arguments, Map<String, String> variables, byte[] input)
      throws Undelivered, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().keySet().removeAll(secretVariables);
    builder.environment().putAll(variables);
    Process process = start(builder);
    try {
      feed(process, input);
      int code = process.waitFor();
      if (code != 0) {
        throw Undelivered.forGood(program + " ended with exit " + code);
      }
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private Process start(ProcessBuilder builder) throws Undelivered {
    try {
      return builder.start();
    } catch (IOException e) {
      throw Undelivered.forGood(program + " cannot be started");
    }
  }

  /** The program need not read its input: only the exit code counts. */
  private static void feed(Process process, byte[] input) {
    try (OutputStream in = process.getOutputStream()) {
      in.write(input);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger("extrato.notice").debug("input not read", e);
    }
  }
}
