package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.JsonReports;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.Terminal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run that stops must look like from outside, in words and in JSON. */
record Refusals(Terminal terminal, @Nullable StudioDatabase studio) {
  /** Traces, statements, and people. */
  private static final List<String> NEVER_PRINTED =
      List.of(
          "Exception",
          "\tat ",
          "select ",
          "insert ",
          "delete from",
          "update ",
          "José",
          "Maria",
          "João",
          "senha-",
          "postgres:postgres");

  /** Runs the command twice, since a run that stopped changed nothing. */
  JsonNode expect(int code, String message, String... args) {
    Map<String, String> before = dump();
    Ended text = terminal.run(args);
    stoppedInWords(text, code, message);
    JsonNode report = stoppedInJson(terminal.run(withJson(args)), code, message);
    assertThat(dump()).as("the database after %s", Arrays.toString(args)).isEqualTo(before);
    return report;
  }

  static void stoppedInWords(Ended run, int code, String message) {
    run.expect(code);
    assertThat(run.out()).as("standard output").isEmpty();
    oneLine(run, message);
  }

  static JsonNode stoppedInJson(Ended run, int code, String message) {
    run.expect(code);
    oneLine(run, message);
    JsonNode report = JsonReports.check(run);
    assertThat(report.at("/error/code").asInt()).isEqualTo(code);
    assertThat(run.err()).contains(report.at("/error/message").asText().strip());
    assertThat(run.out()).doesNotContain(NEVER_PRINTED);
    return report;
  }

  /** The error is the last line, and what stands before it are warnings, a line each. */
  private static void oneLine(Ended run, String message) {
    List<String> lines = run.err().lines().toList();
    assertThat(run.err()).as("standard error").endsWith("\n").doesNotContain("\u001b");
    assertThat(run.err()).as("standard error").doesNotContain(NEVER_PRINTED);
    assertThat(lines.subList(0, lines.size() - 1))
        .allMatch(line -> line.startsWith("extrato: warning: "));
    assertThat(lines.get(lines.size() - 1))
        .startsWith("extrato: ")
        .doesNotStartWith("extrato: warning")
        .contains(message);
  }

  private Map<String, String> dump() {
    return studio == null ? Map.of() : studio.dumpExceptRuns();
  }

  private static String[] withJson(String... args) {
    String[] more = Arrays.copyOf(args, args.length + 1);
    more[args.length] = "--json";
    return more;
  }
}
