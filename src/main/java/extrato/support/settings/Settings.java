package extrato.support.settings;

import extrato.support.failure.Failure;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the tool was told, checked and complete.
 *
 * @param statements the documents that people get
 * @param configuration where all this was said
 */
public record Settings(
    DatabaseSettings database,
    BackupSettings backups,
    ClosingSettings closing,
    StatementSettings statements,
    MonitoringSettings monitoring,
    ServeSettings serve,
    Configuration configuration) {

  /** The database, for what cannot do without one. */
  public DatabaseUrl requiredDatabase() {
    DatabaseUrl url = database.url();
    if (url == null) {
      throw new Failure.Unfit(
          "no database is configured: DATABASE_URL is not set",
          "set DATABASE_URL in the environment or in extrato.env; `extrato demo` needs none");
    }
    return url;
  }

  /** Where the studio's days and months begin and end. */
  public ZoneId zone() {
    return database.zone();
  }

  public String environment() {
    return database.environment();
  }

  /** The studio's name, where this is one of many. */
  public @Nullable String studio() {
    return configuration.studio();
  }

  /** Whose books these are: the environment, and the studio where there are many. */
  public String place() {
    return studio() == null ? environment() : environment() + ", studio " + studio();
  }

  /** Whether what would be changed here are the studio's real books. */
  public boolean isProduction() {
    // "prod" and "producao" are meant seriously, too: too much care costs only a flag.
    return environment().startsWith("prod");
  }
}
