package extrato.support.settings;

import extrato.support.failure.Failure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the settings from the command line, the environment and a file, in this order. */
public final class SettingsReader {
  static final String CONFIG = "EXTRATO_CONFIG";
  private static final String FILE_NAME = "extrato.env";

  /** Tests set this, so that the settings of this machine's real books never reach them. */
  private static final String SYSTEM_FILE = "extrato.settings";

  private final Path systemFile;
  private final String osUser;

  public SettingsReader() {
    this(
        Path.of(System.getProperty(SYSTEM_FILE, "/etc/extrato/" + FILE_NAME)),
        System.getProperty("user.name", ""));
  }

  SettingsReader(Path systemFile, String osUser) {
    this.systemFile = systemFile;
    this.osUser = osUser;
  }

  /**
   * The settings, even if some are wrong.
   *
   * @param settings with defaults in place of wrong values
   */
  public record Found(Settings settings, List<String> problems) {
    public Found {
      problems = List.copyOf(problems);
    }

    /** The message for the operator if something is wrong. */
    public Failure.Unfit failure() {
      return new Failure.Unfit(
          "wrong settings: " + String.join("; ", problems),
          "correct them in the place that each names; .env.example explains every setting");
    }
  }

  /**
   * Reads all settings.
   *
   * @param commandLine settings by name, as far as options were given
   * @param home the checkout or installation, where relative paths begin
   * @param userHome where PostgreSQL's own clients look for a password file
   * @throws Failure.Unfit naming everything that is wrong, not only the first problem
   */
  public Settings read(
      Map<String, String> commandLine, Map<String, String> environment, Path home, Path userHome) {
    Found found = find(commandLine, environment, home, userHome);
    if (!found.problems().isEmpty()) {
      throw found.failure();
    }
    return found.settings();
  }

  /** Like {@link #read}, for a command that has to examine what is wrong. */
  public Found find(
      Map<String, String> commandLine, Map<String, String> environment, Path home, Path userHome) {
    String studio = environment.getOrDefault(StudioFolder.STUDIO, "").strip();
    if (!studio.isEmpty()) {
      return new StudioReading(studios(environment, home), studio, home)
          .find(commandLine, environment, osUser, userHome);
    }
    SettingParsers parsers = new SettingParsers(home);
    List<String> problems = new ArrayList<>();
    EnvFile file = configFile(commandLine, environment, home, parsers, problems);
    problems.addAll(file.problems());
    Sources sources = new Sources(commandLine, environment, file);
    Settings settings = new Reading(sources, parsers, osUser, userHome, problems).settings();
    return new Found(settings, problems);
  }

  /** Where the settings of many studios are. */
  public StudioFolder studios(Map<String, String> environment, Path home) {
    return StudioFolder.of(environment, home, systemFile);
  }

  private EnvFile configFile(
      Map<String, String> commandLine,
      Map<String, String> environment,
      Path home,
      SettingParsers parsers,
      List<String> problems) {
    Sources named = new Sources(commandLine, environment, EnvFile.none());
    Sources.Found found = named.find(CONFIG);
    if (found != null) {
      try {
        return EnvFile.read(parsers.path(found.value().strip()));
      } catch (WrongValue e) {
        problems.add(CONFIG + " " + e.text());
        return EnvFile.none();
      }
    }
    return Stream.of(home.resolve(FILE_NAME), systemFile)
        .filter(Files::exists)
        .findFirst()
        .map(EnvFile::read)
        .orElseGet(EnvFile::none);
  }
}
