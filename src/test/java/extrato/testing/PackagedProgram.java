package extrato.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The program as it is shipped, installed in a folder of its own and run as a process of its own,
 * in an almost empty environment.
 */
public record PackagedProgram(Path home, Map<String, String> environment) implements Terminal {
  /**
   * Tests that run in the background ignore SIGINT, and would pass that on to the program. A shell
   * starts it, because env takes a path with a "=" for a variable.
   */
  private static final List<String> INTERRUPTIBLE =
      List.of("env", "--default-signal=INT", "sh", "-c", "exec \"$0\" \"$@\"");

  private static final Path CHECKOUT = Path.of(System.getProperty("extrato.home", "."));
  private static final Path JAR =
      Path.of(System.getProperty("extrato.program", "target/extrato.jar")).toAbsolutePath();
  private static final String SETTINGS = "extrato.env";
  private static final List<String> SCRIPTS = List.of("extrato", "run_atomic_extrato.sh");

  public PackagedProgram {
    environment = Map.copyOf(environment);
  }

  /** A new installation, in a folder that is created. */
  public static PackagedProgram installedIn(Path home) {
    try {
      Path scripts = Files.createDirectories(home.resolve("scripts"));
      for (String script : SCRIPTS) {
        Files.copy(CHECKOUT.resolve("scripts").resolve(script), scripts.resolve(script));
        scripts.resolve(script).toFile().setExecutable(true);
      }
      Files.createSymbolicLink(home.resolve("target"), JAR.getParent());
      // Its own settings; otherwise those of an Extrato that is installed on this machine would
      // count.
      Files.createFile(home.resolve(SETTINGS));
      return new PackagedProgram(home, surroundings(home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> surroundings(Path home) {
    return Map.of(
        "PATH", "/usr/bin:/bin",
        "HOME", home.toString(),
        "JAVA_HOME", System.getProperty("java.home"));
  }

  public PackagedProgram on(StudioDatabase studio) {
    return with("DATABASE_URL", studio.url());
  }

  /** The same installation with one more variable, or with another value for it. */
  public PackagedProgram with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new PackagedProgram(home, more);
  }

  public PackagedProgram without(String name) {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer.remove(name);
    return new PackagedProgram(home, fewer);
  }

  public Path script(String name) {
    return home.resolve("scripts").resolve(name);
  }

  @Override
  public Operator.Ended run(String... args) {
    try (Running running = start(args)) {
      return running.await();
    }
  }

  /** Runs a command that the test relies on, and that must work. */
  public Operator.Ended succeed(String... args) {
    return run(args).expect(0);
  }

  public Running start(String... args) {
    List<String> command = new ArrayList<>();
    command.add(script("extrato").toString());
    command.addAll(List.of(args));
    return start(command);
  }

  /** Runs any command in the same environment. */
  public Running start(List<String> command) {
    return startIn(home, command);
  }

  public Running startIn(Path folder, List<String> command) {
    try {
      Path out = Files.createTempFile("extrato-e2e", ".out");
      Path err = Files.createTempFile("extrato-e2e", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(interruptible(command)).directory(folder.toFile());
      builder.environment().clear();
      builder.environment().putAll(environment);
      builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Running(command, builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> interruptible(List<String> command) {
    return Stream.concat(INTERRUPTIBLE.stream(), command.stream()).toList();
  }

  /** Removes the links out of the folder, so that the folder can be deleted safely. */
  public void uninstall() {
    try {
      Files.deleteIfExists(home.resolve("target"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The files and folders beside what was installed, by their relative names. */
  public List<String> filesMade() {
    try (var files = Files.walk(home)) {
      return files
          .map(file -> home.relativize(file).toString())
          .filter(name -> !name.isEmpty() && !name.startsWith("target"))
          .filter(name -> !name.startsWith("scripts") && !name.equals(SETTINGS))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A process that may still be running; closing it ends it. */
  public record Running(List<String> command, Process process, Path out, Path err)
      implements AutoCloseable {
    private static final int SECONDS = 120;

    public Running {
      command = List.copyOf(command);
    }

    /** Sends a signal, such as {@code TERM}. */
    public void signal(String name) {
      try {
        new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    public Operator.Ended await() {
      try {
        if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
          throw new AssertionError(command + " did not end; it said " + text(out) + text(err));
        }
        String printed = text(out);
        String complained = text(err);
        return new Operator.Ended(
            String.join(" ", command),
            process.exitValue(),
            printed,
            complained,
            printed + complained);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
      try {
        process.waitFor();
        Files.deleteIfExists(out);
        Files.deleteIfExists(err);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static AssertionError interrupted(InterruptedException e) {
      Thread.currentThread().interrupt();
      return new AssertionError("interrupted", e);
    }
  }
}
