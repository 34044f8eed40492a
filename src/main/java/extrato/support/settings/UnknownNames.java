package extrato.support.settings;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Warns of unknown names: nobody would notice that a misspelt setting has no effect. */
final class UnknownNames {
  private static final String PREFIX = "EXTRATO_";

  /** Settings of the scripts around the program, which read them before it starts. */
  private static final Set<String> NOT_OURS = Set.of("EXTRATO_HOME", "EXTRATO_JAVA_OPTS");

  private UnknownNames() {}

  static Optional<String> warning(Sources sources) {
    List<String> found = new ArrayList<>();
    add(found, sources.environment(), Source.ENVIRONMENT.toString());
    sources.files().forEach(file -> add(found, file.values(), "file " + file.path()));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of("unknown settings have no effect: " + String.join(", ", found));
  }

  private static void add(List<String> found, Map<String, String> values, String place) {
    for (String name : new TreeSet<>(values.keySet())) {
      if (name.startsWith(PREFIX) && !isKnown(name)) {
        String meant =
            NearestName.of(name, known()).map(near -> ", did you mean " + near + "?").orElse("");
        found.add(name + " (" + place + meant + ")");
      }
    }
  }

  private static boolean isKnown(String name) {
    return NOT_OURS.contains(name) || known().contains(name);
  }

  private static List<String> known() {
    return Stream.concat(
            Arrays.stream(Setting.values()).map(Setting::key),
            Stream.of(SettingsReader.CONFIG, StudioFolder.VARIABLE, StudioFolder.STUDIO))
        .toList();
  }
}
