package extrato.support.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The places where settings are looked for. An empty value counts as none. */
record Sources(Map<String, String> commandLine, Map<String, String> environment, EnvFile file) {

  /** A value, and where it stands. */
  record Found(String value, Source source, @Nullable Path file) {
    Origin origin(String shown) {
      return new Origin(shown, source, file);
    }

    /** {@code environment}, {@code file /etc/extrato/extrato.env}. */
    String place() {
      return origin(value).describe();
    }
  }

  /** The one that counts. */
  @Nullable Found find(String name) {
    return all(name).findFirst().orElse(null);
  }

  /** Each, the one that counts first. */
  Stream<Found> all(String name) {
    return Stream.of(
            new Found(commandLine.getOrDefault(name, ""), Source.COMMAND_LINE, null),
            new Found(environment.getOrDefault(name, ""), Source.ENVIRONMENT, null),
            new Found(file.values().getOrDefault(name, ""), Source.FILE, file.path()))
        .filter(found -> !found.value().isBlank());
  }
}
