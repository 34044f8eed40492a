package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Somebody at the studio's terminal, who runs the whole program in this process: with a home and an
 * environment of its own, on a day in October 2025.
 */
public record Operator(Map<String, String> environment, Path home, Clock clock)
    implements Terminal {
  private static final Instant A_DAY_IN_OCTOBER = Instant.parse("2025-10-05T12:00:00Z");

  public Operator {
    environment = Map.copyOf(environment);
  }

  public static Operator of(StudioDatabase studio, Path home) {
    return new Operator(
        Map.of("DATABASE_URL", studio.url()), home, Clock.fixed(A_DAY_IN_OCTOBER, ZoneOffset.UTC));
  }

  /**
   * When every month of the tests is over, at a studio that is not in production, where {@code
   * restore} asks for no {@code --force}.
   */
  public static Operator inDecember(StudioDatabase studio, Path home) {
    return of(studio, home).with("EXTRATO_ENV", "test").at("2025-12-05T12:00:00Z");
  }

  /** The same operator with a setting more, or with another value of it. */
  public Operator with(String setting, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(setting, value);
    return new Operator(more, home, clock);
  }

  public Operator withoutSettings() {
    return new Operator(Map.of(), home, clock);
  }

  /** The same person, files and settings, at another database. */
  public Operator movedTo(StudioDatabase studio) {
    return with("DATABASE_URL", studio.url());
  }

  public Operator at(String instant) {
    return new Operator(environment, home, Clock.fixed(Instant.parse(instant), ZoneOffset.UTC));
  }

  @Override
  public Ended run(String... args) {
    return run(false, args);
  }

  /** The same where a person watches what comes, on a screen that breaks no line. */
  public Ended runAtTerminal(String... args) {
    return run(true, args);
  }

  private Ended run(boolean terminal, String... args) {
    Machine.pretend();
    StringBuilder both = new StringBuilder();
    StringWriter out = new Tee(both);
    StringWriter err = new Tee(both);
    ProcessEnvironment surroundings =
        new ProcessEnvironment(
            surroundings(), home, home, terminal ? Screen.of(1000) : Screen.NONE);
    int code =
        new Program(surroundings, clock, new Interruption())
            .run(new PrintWriter(out), new PrintWriter(err), args);
    return new Ended(String.join(" ", args), code, out.toString(), err.toString(), both.toString());
  }

  /** What a program of this person's finds in its environment. */
  public Map<String, String> surroundings() {
    return TestSchema.told(environment);
  }

  /** Runs the command for the month. */
  public Ended run(YearMonth month, String command, String... options) {
    return run(
        Stream.concat(
                Stream.of(
                    command, "--year", "" + month.getYear(), "--month", "" + month.getMonthValue()),
                Stream.of(options))
            .toArray(String[]::new));
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

  /** Backup and closing, which have to work. */
  public Ended close(YearMonth month) {
    run(month, "backup").expect(0);
    return run(month, "extrato").expect(0);
  }

  public Path backups() {
    return home.resolve("backups");
  }

  /** Where the backup of a generation is. */
  public Path backup(YearMonth month, int generation) {
    return backup(backups(), month, generation);
  }

  /** The same below another folder, such as that of the second copies. */
  public static Path backup(Path backups, YearMonth month, int generation) {
    String stem = String.format(Locale.ROOT, "%04d_%02d", month.getYear(), month.getMonthValue());
    return backups
        .resolve(stem)
        .resolve("backup_" + stem + (generation == 1 ? "" : "_" + generation) + ".csv");
  }

  public Path manifest(YearMonth month, int generation) {
    return manifest(backup(month, generation));
  }

  public static Path manifest(Path csv) {
    return csv.resolveSibling(csv.getFileName().toString().replace(".csv", ".manifest.json"));
  }

  /** Writes what the terminal shows too. */
  private static final class Tee extends StringWriter {
    private final StringBuilder terminal;

    Tee(StringBuilder terminal) {
      this.terminal = terminal;
    }

    @Override
    public void write(char[] text, int from, int length) {
      super.write(text, from, length);
      terminal.append(text, from, length);
    }

    @Override
    public void write(String text, int from, int length) {
      super.write(text, from, length);
      terminal.append(text, from, from + length);
    }

    @Override
    public void write(String text) {
      super.write(text);
      terminal.append(text);
    }

    @Override
    public void write(int character) {
      super.write(character);
      terminal.append((char) character);
    }
  }

  /**
   * What a run left its caller.
   *
   * @param both standard output and standard error as they came
   */
  public record Ended(String command, int exitCode, String out, String err, String both) {
    private static final ObjectMapper JSON =
        JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    public Ended expect(int code) {
      assertThat(exitCode).as("exit code of `%s`, with %s%s", command, out, err).isEqualTo(code);
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
