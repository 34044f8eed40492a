package extrato.cli.fleet;

import extrato.cli.output.ProcessEnvironment;
import extrato.support.settings.SettingsReader;
import extrato.support.settings.StudioFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All studios that have a settings file.
 *
 * @param strays files in the folder that are no studio's: what is run for every studio is refused
 *     to them, since somebody may take them for one
 */
public record Roster(Path folder, List<FleetStudio> studios, List<FleetStudio> strays) {
  public Roster {
    studios = List.copyOf(studios);
    strays = List.copyOf(strays);
  }

  /** Reads every file, and goes on when some are wrong. */
  public static Roster of(ProcessEnvironment surroundings) {
    SettingsReader reader = new SettingsReader();
    StudioFolder folder = reader.studios(surroundings.environment(), surroundings.home());
    StudioFolder.Listing listing = folder.list();
    List<FleetStudio> studios = new ArrayList<>();
    for (String name : listing.names()) {
      SettingsReader.Found found = read(reader, surroundings.ofStudio(name, folder.path()));
      studios.add(new FleetStudio(name, found.settings(), found.problems(), List.of()));
    }
    List<FleetStudio> strays = new ArrayList<>();
    // A path is no studio's name, so that nobody's file is read.
    String noName = folder.path().toString();
    for (StudioFolder.Stray stray : listing.strays()) {
      SettingsReader.Found found = read(reader, surroundings.ofStudio(noName, folder.path()));
      strays.add(
          new FleetStudio(stray.file(), found.settings(), List.of(), List.of(stray.problem())));
    }
    return new Roster(folder.path(), withClashes(studios), strays);
  }

  private static SettingsReader.Found read(SettingsReader reader, ProcessEnvironment own) {
    return reader.find(Map.of(), own.environment(), own.home(), own.userHome());
  }

  /** Two studios with one database would be one studio that is closed twice. */
  private static List<FleetStudio> withClashes(List<FleetStudio> studios) {
    Map<String, Set<String>> databases = new HashMap<>();
    Map<Path, Set<String>> places = new HashMap<>();
    for (FleetStudio studio : studios) {
      String database = studio.databaseOnServer();
      if (database != null) {
        databases.computeIfAbsent(database, key -> new LinkedHashSet<>()).add(studio.name());
      }
      studio
          .places()
          .forEach(
              place ->
                  places.computeIfAbsent(place, key -> new LinkedHashSet<>()).add(studio.name()));
    }
    return studios.stream()
        .map(studio -> studio.withClashes(clashes(studio, databases, places)))
        .toList();
  }

  private static List<String> clashes(
      FleetStudio studio, Map<String, Set<String>> databases, Map<Path, Set<String>> places) {
    Map<String, Set<String>> shared = new LinkedHashMap<>();
    String database = studio.databaseOnServer();
    if (database != null) {
      shared.put("the database " + database, databases.getOrDefault(database, Set.of()));
    }
    studio.places().forEach(place -> shared.put(place.toString(), places.get(place)));
    List<String> clashes = new ArrayList<>();
    shared.forEach(
        (what, names) -> {
          List<String> others = names.stream().filter(name -> !name.equals(studio.name())).toList();
          if (!others.isEmpty()) {
            clashes.add(what + " is also that of " + String.join(", ", others));
          }
        });
    return clashes;
  }
}
