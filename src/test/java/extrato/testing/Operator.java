package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import extrato.cli.Program;
import extrato.cli.Surroundings;
import extrato.db.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * Somebody at the studio's terminal, who runs the whole program in this process: with a home and an
 * environment of its own, on a day in October 2025.
 */
public record Operator(Map<String, String> environment, Path home, Clock clock) {
  private static final Instant A_DAY_IN_OCTOBER = Instant.parse("2025-10-05T12:00:00Z");

  public Operator {
    environment = Map.copyOf(environment);
  }

  public static Operator of(StudioDatabase studio, Path home) {
    return new Operator(
        Map.of("DATABASE_URL", studio.url()), home, Clock.fixed(A_DAY_IN_OCTOBER, ZoneOffset.UTC));
  }

  /** The same operator with a setting more, or with another value of it. */
  public Operator with(String setting, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(setting, value);
    return new Operator(more, home, clock);
  }

  public Operator at(String instant) {
    return new Operator(environment, home, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  public Ended run(String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Surroundings surroundings = new Surroundings(environment, home, home, false, 80, false);
    int code =
        new Program(surroundings, clock, new Interruption())
            .run(new PrintWriter(out), new PrintWriter(err), args);
    return new Ended(code, out.toString(), err.toString());
  }

  /** Runs what is not the test's question and has to work. */
  public Ended succeed(String... args) {
    return run(args).expect(0);
  }

  /** Backup, proof and closing of September 2025. */
  public void closeSeptember() {
    succeed("backup");
    succeed("verify");
    succeed("extrato");
  }

  /** Where the backup of a generation is. */
  public Path backup(YearMonth month, int generation) {
    String stem = "%04d_%02d".formatted(month.getYear(), month.getMonthValue());
    return home.resolve("backups")
        .resolve(stem)
        .resolve("backup_" + stem + (generation == 1 ? "" : "_" + generation) + ".csv");
  }

  public Path manifest(YearMonth month, int generation) {
    Path csv = backup(month, generation);
    return csv.resolveSibling(csv.getFileName().toString().replace(".csv", ".manifest.json"));
  }

  /** What a run left its caller. */
  public record Ended(int exitCode, String out, String err) {
    private static final ObjectMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    public Ended expect(int code) {
      assertThat(exitCode).as("exit code, with %s%s", out, err).isEqualTo(code);
      return this;
    }

    /** Standard output, which must be one JSON object. */
    public JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not one JSON object: " + out, e);
      }
    }
  }
}
