package extrato.cli.fleet;

import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Setting;
import extrato.support.settings.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One of many studios, as its settings file has it; or a file that is no studio's and stands among
 * them, by its name.
 *
 * @param problems what is wrong with its settings by themselves
 * @param obstacles what its run alone would not see: what it has and another studio as well, or why
 *     it is none
 */
public record FleetStudio(
    String name, Settings settings, List<String> problems, List<String> obstacles) {
  private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");

  public FleetStudio {
    problems = List.copyOf(problems);
    obstacles = List.copyOf(obstacles);
  }

  FleetStudio withClashes(List<String> others) {
    return new FleetStudio(name, settings, problems, others);
  }

  public boolean isSound() {
    return problems.isEmpty() && obstacles.isEmpty();
  }

  /** Everything that is wrong with it. */
  public List<String> wrong() {
    return Stream.concat(problems.stream(), obstacles.stream()).toList();
  }

  /** The server that its database is on. */
  public String server() {
    DatabaseUrl database = settings.database().url();
    if (database instanceof DatabaseUrl.Server server) {
      String host = server.host().toLowerCase(Locale.ROOT);
      return (HERE.contains(host) ? "localhost" : host) + ":" + server.port();
    }
    return database == null ? "" : database.masked();
  }

  /** The database, for people to read. */
  public String database() {
    return settings.database().url() instanceof DatabaseUrl.Server server ? server.database() : "";
  }

  /** Where the books are kept: a database, or one of several studios' schemas in it. */
  @Nullable String databaseOnServer() {
    String schema = settings.database().schema();
    return settings.database().url() == null
        ? null
        : server()
            + " "
            + database()
            + (schema.equals(Setting.SCHEMA.defaultText()) ? "" : ", schema " + schema);
  }

  /** The folders and files that no other studio may have. */
  List<Path> places() {
    List<Path> places = new ArrayList<>();
    Stream.of(
            settings.backups().folder(),
            settings.backups().copies(),
            settings.monitoring().log().folder(),
            settings.statements().folder(),
            settings.monitoring().metricsFile())
        .filter(place -> place != null)
        .forEach(place -> places.add(real(place)));
    return places;
  }

  private static Path real(Path place) {
    try {
      return Files.exists(place) ? place.toRealPath() : place.toAbsolutePath().normalize();
    } catch (java.io.IOException e) {
      return place.toAbsolutePath().normalize();
    }
  }
}
