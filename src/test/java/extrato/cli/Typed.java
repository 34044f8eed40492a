package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.testing.Machine;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commands typed in a folder, at a moment, against a database; run in this process. */
record Typed(Map<String, String> environment, Path home, Clock clock) {

  static Typed on(String databaseUrl, Path home, String instant) {
    return new Typed(
        Map.of("DATABASE_URL", databaseUrl),
        home,
        Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  Typed at(String instant) {
    return new Typed(environment, home, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  Typed with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Typed(more, home, clock);
  }

  Answer run(String line) {
    Machine.pretend();
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ProcessEnvironment surroundings = new ProcessEnvironment(environment, home, home, Screen.NONE);
    int code =
        new Program(surroundings, clock, new Interruption())
            .run(new PrintWriter(out), new PrintWriter(err), line.split(" +"));
    return new Answer(code, out.toString(), err.toString());
  }

  /** A command that must end well. */
  Answer ok(String line) {
    Answer answer = run(line);
    assertThat(answer.code()).as(line + ": " + answer.err()).isZero();
    return answer;
  }

  /** What came of a command. */
  record Answer(int code, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    /** The one line that begins like this. */
    String line(String beginning) {
      return lines().stream()
          .filter(line -> line.strip().startsWith(beginning))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no line " + beginning + " in\n" + out));
    }

    JsonNode json() {
      try {
        return new ObjectMapper().readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError(out, e);
      }
    }

    JsonNode result() {
      return json().path("result");
    }
  }
}
