package extrato.cli.running;

import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.postgres.embedded.EmbeddedServer;
import extrato.runs.Run;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A database that is open for one run, with the embedded server around it when there is one. */
final class OpenDatabase implements AutoCloseable {
  private final @Nullable EmbeddedServer server;
  private final Database database;

  private OpenDatabase(@Nullable EmbeddedServer server, Database database) {
    this.server = server;
    this.database = database;
  }

  /**
   * @param tell what a person should know while they wait
   */
  static OpenDatabase open(
      Settings settings,
      Path home,
      String applicationName,
      Interruption interruption,
      Consumer<String> tell) {
    DatabaseUrl url = settings.requiredDatabase();
    if (url instanceof DatabaseUrl.Server remote) {
      return new OpenDatabase(
          null, Database.open(remote, settings, applicationName, interruption, tell));
    }
    Path folder = ((DatabaseUrl.Embedded) url).folder();
    EmbeddedServer server =
        EmbeddedServer.start(folder == null ? home.resolve("demo").resolve("postgres") : folder);
    try {
      return new OpenDatabase(
          server, Database.open(address(server), settings, applicationName, interruption, tell));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /**
   * By which the server's administrator, and whoever finds the lock taken, knows the run; the
   * schema's name stands before it.
   */
  static String nameFor(Run run) {
    return String.format(
        Locale.ROOT,
        "%s %s%s",
        run.id(),
        run.command(),
        run.month() == null ? "" : " " + run.month());
  }

  private static DatabaseUrl.Server address(EmbeddedServer server) {
    return new DatabaseUrl.Server(
        "127.0.0.1",
        server.port(),
        "studio",
        server.user(),
        server.password(),
        Map.of("sslmode", "disable"));
  }

  Database database() {
    return database;
  }

  @Override
  public void close() {
    database.close();
    if (server != null) {
      server.close();
    }
  }
}
