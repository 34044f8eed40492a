package extrato.support.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the password where psql would look for it, and warns if others could read it. */
final class Passwords {
  static final String VARIABLE = "PGPASSWORD";
  static final String FILE = "PGPASSFILE";

  private final Sources sources;
  private final Map<String, Origin> origins;
  private final List<String> warnings;

  Passwords(Sources sources, Map<String, Origin> origins, List<String> warnings) {
    this.sources = sources;
    this.origins = origins;
    this.warnings = warnings;
  }

  DatabaseUrl.Server complete(DatabaseUrl.Server server, Supplier<PasswordFile> passwordFile) {
    Sources.Found url = sources.find(Setting.DATABASE_URL.key());
    if (url != null && server.holdsSecret()) {
      warnOfProcessList(url);
    }
    warnOfReaders(url != null && server.holdsSecret() ? url.file() : null);
    if (server.password() != null) {
      return server;
    }
    Sources.Found password = sources.find(VARIABLE);
    if (password != null) {
      origins.put(VARIABLE, password.origin("***"));
      return server.withPassword(password.value());
    }
    PasswordFile file = passwordFile.get();
    String found = file.passwordFor(server, warnings).orElse("");
    if (found.isEmpty()) {
      return server;
    }
    origins.put(FILE, new Origin("***", Source.FILE, file.path()));
    return server.withPassword(found);
  }

  private void warnOfProcessList(Sources.Found url) {
    if (url.source() == Source.COMMAND_LINE) {
      warnings.add(
          "the password in DATABASE_URL can be seen in the list of processes: set it in the"
              + " environment or in a file instead");
    }
  }

  /**
   * @param ofUrl the file that holds a URL with a password, or null
   */
  private void warnOfReaders(@Nullable Path ofUrl) {
    sources
        .files()
        .filter(
            file ->
                Objects.equals(file.path(), ofUrl)
                    || !file.values().getOrDefault(VARIABLE, "").isBlank())
        .filter(EnvFile::readableByOthers)
        .forEach(
            file ->
                warnings.add(
                    file.path()
                        + " holds a password and every user can read it: chmod o= "
                        + file.path()));
  }
}
