package extrato.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/**
 * What the process finds around it.
 *
 * @param home where relative paths count from: the checkout or the installation
 * @param terminal whether a person watches standard error
 * @param colour whether that person wants colours
 */
public record Surroundings(
    Map<String, String> environment,
    Path home,
    Path userHome,
    boolean terminal,
    int columns,
    boolean colour) {
  private static final int USUAL_COLUMNS = 80;

  public Surroundings {
    environment = Map.copyOf(environment);
  }

  /** The same, with one variable set. */
  Surroundings with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new Surroundings(more, home, userHome, terminal, columns, colour);
  }

  /** How a person starts the program here. */
  String launcher() {
    Path script = home.resolve("scripts").resolve("extrato");
    return Files.isExecutable(script) ? script.toString() : "extrato";
  }

  static Surroundings ofThisProcess() {
    Map<String, String> environment = System.getenv();
    boolean terminal = Boolean.getBoolean("extrato.terminal");
    boolean colour = terminal && environment.getOrDefault("NO_COLOR", "").isEmpty();
    return new Surroundings(
        environment,
        Path.of(System.getProperty("extrato.home", ".")).toAbsolutePath().normalize(),
        Path.of(System.getProperty("user.home", ".")),
        terminal,
        Integer.getInteger("extrato.columns", USUAL_COLUMNS),
        colour);
  }
}
