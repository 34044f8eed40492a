package extrato.cli.output;

import extrato.support.settings.Setting;
import extrato.support.settings.StudioFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The environment of the process.
 *
 * @param home the checkout or installation, where relative paths begin
 */
public record ProcessEnvironment(
    Map<String, String> environment, Path home, Path userHome, Screen screen) {
  private static final int NARROWEST_HELP = 55;

  public ProcessEnvironment {
    environment = Map.copyOf(environment);
  }

  /** The same surroundings with one variable set. */
  public ProcessEnvironment with(String name, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(name, value);
    return new ProcessEnvironment(more, home, userHome, screen);
  }

  /**
   * The same surroundings for one studio of many, whose run nobody watches.
   *
   * @param folder where the settings of all of them are
   */
  public ProcessEnvironment ofStudio(String name, Path folder) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(StudioFolder.STUDIO, name);
    more.put(StudioFolder.VARIABLE, folder.toString());
    return new ProcessEnvironment(more, home, userHome, Screen.NONE);
  }

  /** The same surroundings for runs that must not reach people or monitors as real ones. */
  public ProcessEnvironment withNobodyToTell() {
    Map<String, String> fewer = new HashMap<>(environment);
    fewer
        .keySet()
        .removeIf(
            name ->
                name.startsWith("EXTRATO_NOTIFY_")
                    || name.equals(Setting.METRICS_FILE.key())
                    || name.equals(Setting.STATEMENT_MAIL_TO.key()));
    return new ProcessEnvironment(fewer, home, userHome, screen);
  }

  /** The command with which a person starts the program here. */
  public String launcher() {
    Path script = home.resolve("scripts").resolve("extrato");
    return Files.isExecutable(script) ? script.toString() : "extrato";
  }

  /** Whether a person watches standard error. */
  public boolean isWatched() {
    return screen.shows(Screen.Output.ERRORS);
  }

  /** Whether a person reads standard output directly. */
  public boolean isReadDirectly() {
    return screen.shows(Screen.Output.RESULTS);
  }

  /** Whether a printed result has colours. */
  boolean colourOut() {
    return screen.colour() && isReadDirectly();
  }

  /** The width of a result's lines; unlimited if no person reads them. */
  public int width() {
    return asked().orElse(isReadDirectly() ? screen.columns() : TextWidth.UNLIMITED);
  }

  /** Like {@link #width}, for standard error, which may go to a log or a mail. */
  int errWidth() {
    return isWatched() ? asked().orElse(screen.columns()) : TextWidth.UNLIMITED;
  }

  public int helpWidth() {
    int width = asked().orElse(isReadDirectly() ? screen.columns() : Screen.USUAL_COLUMNS);
    return Math.max(NARROWEST_HELP, width);
  }

  private OptionalInt asked() {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9][0-9]{0,3}")
        ? OptionalInt.of(Integer.parseInt(columns))
        : OptionalInt.empty();
  }

  public static ProcessEnvironment ofThisProcess() {
    Map<String, String> environment = System.getenv();
    Set<Screen.Output> shows = EnumSet.noneOf(Screen.Output.class);
    if (Boolean.getBoolean("extrato.terminal")) {
      shows.add(Screen.Output.ERRORS);
    }
    if (Boolean.getBoolean("extrato.terminal.out")) {
      shows.add(Screen.Output.RESULTS);
    }
    boolean colour =
        shows.contains(Screen.Output.ERRORS)
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new ProcessEnvironment(
        environment,
        Path.of(System.getProperty("extrato.home", ".")).toAbsolutePath().normalize(),
        Path.of(System.getProperty("user.home", ".")),
        new Screen(shows, Integer.getInteger("extrato.columns", Screen.USUAL_COLUMNS), colour));
  }
}
