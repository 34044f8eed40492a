package extrato.support.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over all settings, which notes every problem and goes on with the default. */
final class Reading {
  private final Sources sources;
  private final SettingParsers parsers;
  private final String osUser;
  private final Path userHome;
  private final List<String> problems;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();
  private final SettingValues values;

  Reading(
      Sources sources,
      SettingParsers parsers,
      String osUser,
      Path userHome,
      List<String> problems) {
    this.sources = sources;
    this.parsers = parsers;
    this.osUser = osUser;
    this.userHome = userHome;
    this.problems = problems;
    this.values = new SettingValues(sources, problems, warnings, origins);
  }

  /** Something that is known beside the settings. */
  Reading of(String name, Origin origin) {
    origins.put(name, origin);
    return this;
  }

  /** Reads everything in the order in which the operator sees it listed. */
  Settings settings() {
    sources.files().forEach(file -> warnings.addAll(file.warnings()));
    UnknownNames.warning(sources).ifPresent(warnings::add);
    DatabaseUrl url = database();
    Path backups = values.of(Setting.BACKUP_DIR, parsers::path);
    Path copies = values.optional(Setting.BACKUP_COPY, parsers::path);
    if (backups.equals(copies)) {
      problems.add("EXTRATO_BACKUP_COPY must be a different folder from EXTRATO_BACKUP_DIR");
    }
    String schema = values.of(Setting.SCHEMA, parsers::toolSchema);
    Duration start = values.of(Setting.WAIT_FOR_DATABASE, DurationFormat::parseWait);
    Path logs = values.of(Setting.LOG_DIR, parsers::path);
    boolean backupRequired = values.of(Setting.REQUIRE_BACKUP, parsers::flag);
    boolean monthlyJob = values.of(Setting.MONTHLY_JOB, parsers::flag);
    Integer batchSize = values.optional(Setting.BATCH_SIZE, parsers::positive);
    return new Settings(
        new DatabaseSettings(
            url, schema, values.of(Setting.ZONE, parsers::zone), environment(url), limits(start)),
        new BackupSettings(backups, copies, backupRequired),
        closing(monthlyJob, batchSize),
        statements(),
        monitoring(logs),
        serve(),
        new Configuration(warnings, origins));
  }

  private DatabaseSettings.Limits limits(Duration start) {
    return new DatabaseSettings.Limits(
        start,
        values.of(Setting.LOCK_TIMEOUT, DurationFormat::parseLimit),
        values.of(Setting.STATEMENT_TIMEOUT, DurationFormat::parse),
        values.of(Setting.ATTEMPTS, parsers::positive));
  }

  private ClosingSettings closing(boolean monthlyJob, @Nullable Integer batchSize) {
    return new ClosingSettings(
        monthlyJob,
        batchSize,
        Objects.requireNonNullElse(
            values.optional(Setting.ALLOWED_CHANGES, parsers::names), Set.<String>of()),
        values.of(Setting.ALLOW_MISSING_KEYS, parsers::flag),
        values.of(Setting.STATEMENT_ENCODING, parsers::encoding),
        values.of(Setting.STATEMENT_LIMIT, parsers::zeroOrMore));
  }

  private MonitoringSettings monitoring(Path logs) {
    return new MonitoringSettings(
        new MonitoringSettings.Log(
            logs,
            values.of(Setting.LOG_LEVEL, parsers::logLevel),
            values.of(Setting.LOG_FORMAT, parsers::logFormat)),
        notices(),
        values.optional(Setting.METRICS_FILE, this::metricsFile));
  }

  private StatementSettings statements() {
    return new StatementSettings(
        values.of(Setting.LANGUAGE, Language::parse),
        values.optional(Setting.STUDIO_NAME, parsers::title),
        values.optional(Setting.STUDIO_LOGO, parsers::picture),
        values.optional(Setting.STATEMENT_DIR, parsers::path),
        values.of(Setting.STATEMENT_FORMATS, StatementFormat::parse),
        Objects.requireNonNullElse(
            values.optional(Setting.STATEMENT_MAIL_TO, NoticeParsers::addresses), List.of()));
  }

  private ServeSettings serve() {
    boolean legacy = values.of(Setting.SERVE_LEGACY_TOKENS, parsers::flag);
    Sources.Found secret = legacy ? sources.find(ServeSettings.LEGACY_KEY) : null;
    return new ServeSettings(
        values.of(Setting.SERVE_LISTEN, ListenAddress::parse),
        values.of(Setting.SERVE_KEY_FILE, parsers::path),
        legacy,
        secret == null ? null : new Secret(secret.value().strip()));
  }

  private NoticeSettings notices() {
    NoticeSettings notices =
        new NoticeSettings(
            values.of(Setting.NOTIFY_ON, NoticeParsers::events),
            values.of(Setting.NOTIFY_TERMINAL, parsers::flag),
            values.of(Setting.NOTIFY_TIMEOUT, NoticeParsers::limit),
            channels());
    warnOfReaders();
    return notices;
  }

  private Map<Setting, Object> channels() {
    Map<Setting, Object> channels = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      Setting.Meaning meaning = setting.meaning();
      Object value =
          meaning == null ? null : values.ofAny(setting, text -> meaning.of(text, parsers));
      if (value != null && !value.equals(List.of())) {
        channels.put(setting, value);
      }
    }
    if (!channels.containsKey(Setting.NOTIFY_ISSUES_TOKEN)
        && channels.remove(Setting.NOTIFY_ISSUES) != null) {
      warnings.add("EXTRATO_NOTIFY_ISSUES has no effect without EXTRATO_NOTIFY_ISSUES_TOKEN");
    }
    return channels;
  }

  private void warnOfReaders() {
    sources.files().forEach(this::warnOfReaders);
  }

  private void warnOfReaders(EnvFile file) {
    boolean holdsSecret =
        Stream.of(Setting.values())
            .filter(setting -> setting != Setting.DATABASE_URL && setting.mayHoldSecret())
            .map(setting -> origins.get(setting.key()))
            .filter(Objects::nonNull)
            .anyMatch(
                origin ->
                    Objects.equals(origin.file(), file.path()) && origin.value().contains("***"));
    if (holdsSecret && file.readableByOthers()) {
      warnings.add(
          file.path() + " holds a secret and every user can read it: chmod o= " + file.path());
    }
  }

  private Path metricsFile(String text) throws WrongValue {
    if (!text.endsWith(".prom")) {
      throw new WrongValue("must end in .prom: node_exporter reads no other file");
    }
    return parsers.path(text);
  }

  private String environment(@Nullable DatabaseUrl database) {
    String environment = values.optional(Setting.ENVIRONMENT, parsers::environment);
    if (environment != null) {
      return environment;
    }
    String byDefault = database instanceof DatabaseUrl.Embedded ? "local" : "production";
    origins.put(Setting.ENVIRONMENT.key(), new Origin(byDefault, Source.DEFAULT, null));
    return byDefault;
  }

  private @Nullable DatabaseUrl database() {
    Sources.Found user = sources.find("PGUSER");
    String defaultUser = user == null ? osUser : user.value().strip();
    DatabaseUrl database =
        values.optional(Setting.DATABASE_URL, new DatabaseUrlParser(parsers, defaultUser)::parse);
    return database instanceof DatabaseUrl.Server server
        ? new Passwords(sources, origins, warnings).complete(server, this::passwordFile)
        : database;
  }

  private PasswordFile passwordFile() {
    Sources.Found named = sources.find(Passwords.FILE);
    Path usual = userHome.resolve(".pgpass");
    if (named == null) {
      return new PasswordFile(usual);
    }
    try {
      Path path = parsers.path(named.value().strip());
      if (!Files.exists(path)) {
        warnings.add("the password file " + path + " does not exist");
      }
      return new PasswordFile(path);
    } catch (WrongValue e) {
      problems.add(Passwords.FILE + " (" + named.place() + ") " + e.text());
      return new PasswordFile(usual);
    }
  }
}
