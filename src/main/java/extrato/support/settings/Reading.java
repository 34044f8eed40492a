package extrato.support.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One pass over all settings, which notes every problem and goes on with the default. */
final class Reading {
  private static final int LONGEST_QUOTE = 60;

  private final Sources sources;
  private final SettingParsers parsers;
  private final String osUser;
  private final Path userHome;
  private final List<String> problems;
  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Origin> origins = new LinkedHashMap<>();

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
  }

  Settings settings() {
    warnings.addAll(sources.file().warnings());
    UnknownNames.warning(sources).ifPresent(warnings::add);
    DatabaseUrl database = database();
    Path backupDir = value(Setting.BACKUP_DIR, parsers::path);
    Path backupCopy = optional(Setting.BACKUP_COPY, parsers::path);
    if (backupDir.equals(backupCopy)) {
      problems.add("EXTRATO_BACKUP_COPY must be another folder than EXTRATO_BACKUP_DIR");
    }
    return new Settings(
        database,
        backupDir,
        backupCopy,
        value(Setting.LOG_DIR, parsers::path),
        value(Setting.REQUIRE_BACKUP, parsers::flag),
        value(Setting.MONTHLY_JOB, parsers::flag),
        optional(Setting.BATCH_SIZE, parsers::positive),
        value(Setting.ZONE, parsers::zone),
        environment(database),
        value(Setting.LOCK_TIMEOUT, DurationFormat::parseLimit),
        value(Setting.STATEMENT_TIMEOUT, DurationFormat::parse),
        value(Setting.ATTEMPTS, parsers::positive),
        Objects.requireNonNullElse(
            optional(Setting.ALLOWED_CHANGES, parsers::names), Set.<String>of()),
        value(Setting.ALLOW_MISSING_KEYS, parsers::flag),
        value(Setting.STATEMENT_ENCODING, parsers::encoding),
        value(Setting.STATEMENT_LIMIT, parsers::zeroOrMore),
        value(Setting.LOG_LEVEL, parsers::logLevel),
        value(Setting.LOG_FORMAT, parsers::logFormat),
        notices(),
        optional(Setting.METRICS_FILE, this::metricsFile),
        warnings,
        origins);
  }

  private NoticeSettings notices() {
    NoticeSettings notices =
        new NoticeSettings(
            value(Setting.NOTIFY_ON, NoticeParsers::events),
            value(Setting.NOTIFY_TERMINAL, parsers::flag),
            value(Setting.NOTIFY_TIMEOUT, NoticeParsers::limit),
            Objects.requireNonNullElse(
                optional(Setting.NOTIFY_MAIL_TO, NoticeParsers::addresses), List.of()),
            optional(Setting.NOTIFY_MAIL_FROM, NoticeParsers::address),
            value(Setting.NOTIFY_MAIL_VIA, MailRoute::parse),
            optional(Setting.NOTIFY_WEBHOOK, WebAddress::parse),
            optional(Setting.NOTIFY_WEBHOOK_SECRET, NoticeParsers::secret),
            optional(Setting.NOTIFY_ISSUES, NoticeParsers::repository),
            optional(Setting.NOTIFY_ISSUES_TOKEN, NoticeParsers::secret),
            value(Setting.NOTIFY_ISSUES_API, WebAddress::parseSafe),
            optional(Setting.NOTIFY_PING, WebAddress::parse),
            optional(Setting.NOTIFY_COMMAND, parsers::path));
    if (notices.issues() != null && notices.issuesToken() == null) {
      warnings.add("EXTRATO_NOTIFY_ISSUES has no effect without EXTRATO_NOTIFY_ISSUES_TOKEN");
    }
    warnOfReaders();
    return notices;
  }

  private void warnOfReaders() {
    EnvFile file = sources.file();
    boolean holdsSecret =
        Stream.of(Setting.values())
            .filter(setting -> setting != Setting.DATABASE_URL && setting.mayHoldSecret())
            .map(setting -> origins.get(setting.key()))
            .filter(Objects::nonNull)
            .anyMatch(origin -> origin.source() == Source.FILE && origin.value().contains("***"));
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

  private interface Parser<T> {
    T parse(String text) throws WrongValue;
  }

  private <T> T value(Setting setting, Parser<T> parser) {
    T value = optional(setting, parser);
    return value == null ? byDefault(setting, parser) : value;
  }

  private <T> T byDefault(Setting setting, Parser<T> parser) {
    try {
      T value = parser.parse(setting.defaultText());
      String shown = shown(value, setting.defaultText());
      origins.putIfAbsent(setting.key(), new Origin(shown, Source.DEFAULT, null));
      return value;
    } catch (WrongValue e) {
      throw new IllegalStateException("the default of " + setting + " " + e.text(), e);
    }
  }

  private <T> @Nullable T optional(Setting setting, Parser<T> parser) {
    Sources.Found found = sources.find(setting.key());
    if (found == null) {
      T shared = shared(setting, parser);
      if (shared != null) {
        return shared;
      }
      if (setting.defaultText().isEmpty()) {
        origins.put(setting.key(), new Origin(setting.absent(), Source.DEFAULT, null));
      }
      return null;
    }
    String text = found.value().strip();
    try {
      T value = parser.parse(text);
      origins.put(setting.key(), found.origin(shown(value, text)));
      return value;
    } catch (WrongValue e) {
      String quoted = setting.mayHoldSecret() ? "" : quoted(text);
      problems.add(setting.key() + quoted + " (" + found.place() + ") " + e.text());
      return null;
    }
  }

  /**
   * The value under the name that the web application uses, too. What means nothing here was meant
   * for the application, and must not break anything.
   */
  private <T> @Nullable T shared(Setting setting, Parser<T> parser) {
    String name = setting.sharedKey();
    Sources.Found found = name == null ? null : sources.find(name);
    if (found == null) {
      return null;
    }
    String text = found.value().strip();
    String said = name + quoted(text) + " (" + found.place() + ") ";
    try {
      T value = parser.parse(text);
      if (setting == Setting.MONTHLY_JOB && !isOwnFile(found)) {
        if (value.equals(false)) {
          warnings.add(
              said
                  + "is the web application's and has no effect here: EXTRATO_MONTHLY_JOB=false"
                  + " switches `extrato monthly` off");
        }
        return null;
      }
      origins.put(setting.key(), found.origin(text));
      return value;
    } catch (WrongValue e) {
      warnings.add(
          said
              + e.text()
              + "; taken for the web application's, it has no effect here: "
              + setting.key()
              + " is this tool's");
      return null;
    }
  }

  /** A file named .env is the one that docker-compose gives to everybody. */
  private static boolean isOwnFile(Sources.Found found) {
    return found.source() == Source.FILE && found.file() != null && !EnvFile.isShared(found.file());
  }

  private static String shown(Object value, String text) {
    boolean showsItself =
        value instanceof Path
            || value instanceof DatabaseUrl
            || value instanceof WebAddress
            || value instanceof MailRoute
            || value instanceof Secret;
    return showsItself ? value.toString() : text;
  }

  /** A database's URL that slipped into another setting is not shown: it may hold a password. */
  private static String quoted(String text) {
    if (text.contains("://")) {
      return "";
    }
    String oneLine = text.replaceAll("\\p{Cntrl}", "?");
    return "="
        + (text.length() > LONGEST_QUOTE ? oneLine.substring(0, LONGEST_QUOTE) + "…" : oneLine);
  }

  private String environment(@Nullable DatabaseUrl database) {
    String environment = optional(Setting.ENVIRONMENT, parsers::environment);
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
        optional(Setting.DATABASE_URL, new DatabaseUrlParser(parsers, defaultUser)::parse);
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
