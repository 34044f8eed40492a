package extrato.support.settings;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The places where settings are looked for. An empty value counts as missing.
 *
 * @param own one studio's own file, where there are many studios; it counts before the environment,
 *     which is the same for all
 * @param file the file of the only studio, or what many have in common
 */
record Sources(
    Map<String, String> commandLine, EnvFile own, Map<String, String> environment, EnvFile file) {

  Sources(Map<String, String> commandLine, Map<String, String> environment, EnvFile file) {
    this(commandLine, EnvFile.none(), environment, file);
  }

  /** A value, and where it was found. */
  record Found(String value, Source source, @Nullable Path file) {
    Origin origin(String shown) {
      return new Origin(shown, source, file);
    }

    /** {@code environment}, {@code file /etc/extrato/extrato.env}. */
    String place() {
      return origin(value).describe();
    }
  }

  /** The value that counts. */
  @Nullable Found find(String name) {
    return all(name).findFirst().orElse(null);
  }

  /** All values, beginning with the one that counts. */
  Stream<Found> all(String name) {
    return Stream.concat(
            Stream.of(
                new Found(commandLine.getOrDefault(name, ""), Source.COMMAND_LINE, null),
                new Found(own.values().getOrDefault(name, ""), Source.FILE, own.path())),
            shared(name))
        .filter(found -> !found.value().isBlank());
  }

  /** The values in places that are the same for many studios. */
  Stream<Found> shared(String name) {
    return Stream.of(
            new Found(environment.getOrDefault(name, ""), Source.ENVIRONMENT, null),
            new Found(file.values().getOrDefault(name, ""), Source.FILE, file.path()))
        .filter(found -> !found.value().isBlank());
  }

  /** Every file that there is. */
  Stream<EnvFile> files() {
    return Stream.of(own, file).filter(one -> one.path() != null);
  }
}
