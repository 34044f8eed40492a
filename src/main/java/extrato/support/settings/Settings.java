package extrato.support.settings;

import extrato.support.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the tool was told, checked and complete.
 *
 * @param database null when none is configured
 * @param schema of the tool's own tables
 * @param waitForDatabase how long a server may take to start; zero where it must be there
 * @param backupCopy a second folder that gets every backup, or null
 * @param batchSize null when it grows with the month
 * @param lockTimeout never zero: two connections of one closing may wait for each other
 * @param statementTimeout zero for none
 * @param allowedChanges tables, and columns of sessions that stay, that the studio's triggers may
 *     change
 * @param missingKeys whether a studio without its usual foreign keys is closed all the same
 * @param metricsFile what node_exporter reads, or null
 * @param warnings what the operator should know about the configuration, though it works
 * @param origins each setting's value, with secrets masked, and where it comes from
 */
public record Settings(
    @Nullable DatabaseUrl database,
    String schema,
    Duration waitForDatabase,
    Path backupDir,
    @Nullable Path backupCopy,
    Path logDir,
    boolean requireBackup,
    boolean monthlyJob,
    @Nullable Integer batchSize,
    ZoneId zone,
    String environment,
    Duration lockTimeout,
    Duration statementTimeout,
    int attempts,
    Set<String> allowedChanges,
    boolean missingKeys,
    StatementEncoding encoding,
    int statementLimit,
    StatementSettings statements,
    LogLevel logLevel,
    LogFormat logFormat,
    NoticeSettings notices,
    @Nullable Path metricsFile,
    ServeSettings serve,
    List<String> warnings,
    Map<String, Origin> origins) {

  public Settings {
    if (attempts < 1 || statementLimit < 0 || (batchSize != null && batchSize < 1)) {
      throw new IllegalArgumentException("attempts, statement limit or batch size out of range");
    }
    allowedChanges = Set.copyOf(allowedChanges);
    warnings = List.copyOf(warnings);
    origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
  }

  /** The database, for what cannot do without one. */
  public DatabaseUrl requiredDatabase() {
    if (database == null) {
      throw new Failure.Unfit(
          "no database is configured: DATABASE_URL is not set",
          "set DATABASE_URL in the environment or in extrato.env; `extrato demo` needs none");
    }
    return database;
  }

  /** A setting under whichever of its names it was said, and where. */
  public String said(Setting setting) {
    String shared = setting.sharedKey();
    String name = shared != null && origins.containsKey(shared) ? shared : setting.key();
    Origin origin = Objects.requireNonNull(origins.get(name));
    return name + "=" + origin.value() + " (" + origin.describe() + ")";
  }

  /** The studio's name, where this is one of many. */
  public @Nullable String studio() {
    Origin origin = origins.get(StudioFolder.STUDIO);
    return origin == null ? null : origin.value();
  }

  /** Whose books these are: the environment, and the studio where there are many. */
  public String place() {
    return studio() == null ? environment : environment + ", studio " + studio();
  }

  /** Whether what would be changed here are the studio's real books. */
  public boolean isProduction() {
    // "prod" and "producao" are meant seriously, too: too much care costs only a flag.
    return environment.startsWith("prod");
  }
}
