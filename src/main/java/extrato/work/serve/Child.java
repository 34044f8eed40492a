package extrato.work.serve;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.support.failure.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;

/**
 * A run that this process started and waits for.
 *
 * @param id of the run
 * @param ended when it is over
 */
record Child(String id, Process process, CompletableFuture<Ended> ended) {
  /** Of a report: it is kept in the memory as a tree. */
  private static final int LONGEST = 2 << 20;

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * How a run ended.
   *
   * @param report what it printed with {@code --json}; missing where it printed nothing
   */
  record Ended(int exitCode, JsonNode report) {
    /** What nobody waits for any longer, and what is therefore not known. */
    static Ended unknown() {
      ObjectNode report = JSON.createObjectNode();
      report
          .putObject("error")
          .put("message", "the server is stopping, and the run is not over yet")
          .put("hint", "ask for the run a little later");
      return new Ended(ExitCode.UNKNOWN.number(), report);
    }

    /** What went wrong, in a sentence. */
    String error() {
      JsonNode error = report.path("error");
      String hint = error.path("hint").asText("");
      String message = error.path("message").asText("the run ended with exit code " + exitCode);
      return ExitCodes.text(hint.isEmpty() ? message : message + "; " + hint);
    }

    /** Whether it did what it was asked for, and said what came of it. */
    boolean isTold() {
      return exitCode == 0 && report.has("outcome");
    }

    String outcome() {
      return report.path("outcome").asText("");
    }
  }

  private static JsonNode tooLong() {
    ObjectNode report = JSON.createObjectNode();
    report
        .putObject("error")
        .put("message", "the answer is too long for a request")
        .put("hint", "ask on the command line");
    return report;
  }

  /** Reads what the process prints until it ends. */
  static Child watch(String id, Process process) {
    Child child = new Child(id, process, new CompletableFuture<>());
    Thread reader = new Thread(child::read, "run " + id);
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  private void read() {
    JsonNode report = MissingNode.getInstance();
    try (InputStream out = process.getInputStream()) {
      byte[] printed = out.readNBytes(LONGEST);
      report = out.skip(Long.MAX_VALUE) > 0 ? tooLong() : JSON.readTree(printed);
    } catch (IOException e) {
      org.slf4j.LoggerFactory.getLogger("extrato.serve").warn("run {} printed no report", id);
    }
    process.onExit().join();
    ended.complete(new Ended(process.exitValue(), report));
  }
}
