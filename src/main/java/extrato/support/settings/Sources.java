package extrato.support.settings;

import java.nio.file.Path;
import java.util.Map;
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

  @Nullable Found find(String name) {
    if (has(commandLine, name)) {
      return new Found(commandLine.getOrDefault(name, ""), Source.COMMAND_LINE, null);
    }
    if (has(environment, name)) {
      return new Found(environment.getOrDefault(name, ""), Source.ENVIRONMENT, null);
    }
    if (has(file.values(), name)) {
      return new Found(file.values().getOrDefault(name, ""), Source.FILE, file.path());
    }
    return null;
  }

  private static boolean has(Map<String, String> values, String name) {
    return !values.getOrDefault(name, "").isBlank();
  }
}
