package extrato.work.serve;

import extrato.postgres.Database;
import extrato.postgres.Interruption;
import extrato.postgres.SqlStates;
import extrato.support.failure.Failure;
import extrato.support.settings.DatabaseUrl;
import extrato.support.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;

/**
 * Looks at the database. Each look has a connection of its own, so that nothing has to be mended
 * when the database was gone and is back, and few are made at once.
 */
final class DatabaseReader {
  private static final int AT_ONCE = 4;
  private static final int PATIENCE_SECONDS = 5;

  /** With a server that accepts and never answers, which nobody may wait for without an end. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final DatabaseUrl.Server server;
  private final Settings settings;
  private final Clock clock;
  private final String applicationName;
  private final Interruption interruption;
  private final ConcurrencyLimit looks = new ConcurrencyLimit(AT_ONCE, PATIENCE_SECONDS);

  DatabaseReader(
      Settings settings, Clock clock, String applicationName, Interruption interruption) {
    if (!(settings.requiredDatabase() instanceof DatabaseUrl.Server remote)) {
      throw new Failure.Unfit(
          "`extrato serve` cannot work on DATABASE_URL=embedded: that server belongs to one run at"
              + " a time",
          "name a PostgreSQL server that is always there");
    }
    this.server = remote.answeringWithin(PATIENCE);
    this.settings = settings;
    this.clock = clock;
    this.applicationName = applicationName;
    this.interruption = interruption;
  }

  Settings settings() {
    return settings;
  }

  Clock clock() {
    return clock;
  }

  /** Throws a {@link Failure} whatever goes wrong with the database. */
  <T> T look(Function<Database, T> work) {
    looks.acquire();
    try (Database database =
        Database.open(server, settings, applicationName, interruption, said -> {})) {
      return work.apply(database);
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw SqlStates.isFromDatabase(e) ? SqlStates.asFailure(e, "") : e;
    } finally {
      looks.release();
    }
  }
}
