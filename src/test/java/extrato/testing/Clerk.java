package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A person at the studio's machine on 7 October 2025, who runs the program's commands in this JVM,
 * with a home of their own.
 */
public final class Clerk {
  private static final Instant TODAY = Instant.parse("2025-10-07T15:00:00Z");
  private static final int LONGEST_RUN_SECONDS = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path home;
  private final Map<String, String> environment;
  private final boolean terminal;

  private Clerk(Path home, Map<String, String> environment, boolean terminal) {
    this.home = home;
    this.terminal = terminal;
    this.environment = Map.copyOf(environment);
  }

  /** With only the database's address as a setting. */
  public static Clerk of(String databaseUrl, Path home) {
    return new Clerk(home, Map.of("DATABASE_URL", databaseUrl), false);
  }

  /** The same person with one more setting, or with another value for it. */
  public Clerk with(String setting, String value) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put(setting, value);
    return new Clerk(home, changed, terminal);
  }

  /** The same person at a terminal. */
  public Clerk atTerminal() {
    return new Clerk(home, environment, true);
  }

  /** The same person, who reaches the database by that address. */
  public Clerk at(String databaseUrl) {
    return with("DATABASE_URL", databaseUrl);
  }

  /** Runs a command for September 2025, such as {@code "backup", "--json"}. */
  public Ended run(String command, String... options) {
    return start(command, options).join();
  }

  /** Runs a command that gets a signal before it begins. */
  public Ended runSignalled(ExitCode signal, String command, String... options) {
    Interruption interruption = new Interruption();
    interruption.request(signal);
    return ended(interruption, forSeptember(command, options));
  }

  /** Runs a command exactly as given. */
  public Ended runAsGiven(String... arguments) {
    return startAsGiven(arguments).join();
  }

  /** Runs the command in the background. */
  public Started start(String command, String... options) {
    return startAsGiven(forSeptember(command, options));
  }

  private static String[] forSeptember(String command, String... options) {
    return Stream.concat(Stream.of(command, "--year", "2025", "--month", "9"), Stream.of(options))
        .toArray(String[]::new);
  }

  public Started startAsGiven(String... arguments) {
    Interruption interruption = new Interruption();
    return new Started(
        interruption, CompletableFuture.supplyAsync(() -> ended(interruption, arguments), THREADS));
  }

  /** A thread for each run, because one run may wait for another. */
  private static final java.util.concurrent.Executor THREADS =
      work -> {
        Thread thread = new Thread(work, "operator");
        thread.setDaemon(true);
        thread.start();
      };

  private Ended ended(Interruption interruption, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ProcessEnvironment surroundings =
        new ProcessEnvironment(
            TestSchema.told(environment), home, home, terminal ? Screen.of(1000) : Screen.NONE);
    Program program = new Program(surroundings, Clock.fixed(TODAY, ZoneOffset.UTC), interruption);
    int code = program.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
    return new Ended(code, out.toString(), err.toString());
  }

  /** Everything that has been logged so far. */
  public String log() {
    Path log = home.resolve("logs").resolve("atomic_extrato.log");
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The names of backup files and manifests, in order. */
  public List<String> backupFiles() {
    Path folder = home.resolve("backups").resolve("2025_09");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run that has started. */
  public record Started(Interruption interruption, CompletableFuture<Ended> ending) {
    public Ended join() {
      try {
        return ending.get(LONGEST_RUN_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException | ExecutionException | TimeoutException e) {
        throw new AssertionError("the run did not end", e);
      }
    }

    public void signal(ExitCode signal) {
      interruption.request(signal);
    }

    public boolean isUnderWay() {
      return !ending.isDone();
    }
  }

  /** A run that has ended, and what it printed. */
  public record Ended(int code, String out, String err) {
    public Ended expect(ExitCode expected) {
      assertThat(code).as(toString()).isEqualTo(expected.number());
      return this;
    }

    public JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (JsonProcessingException e) {
        throw new AssertionError(toString(), e);
      }
    }

    @Override
    public String toString() {
      return "exit " + code + "\n" + out + err;
    }
  }
}
