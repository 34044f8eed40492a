package extrato.support.settings;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every setting there is: its name, and what it is when nobody says anything. */
public enum Setting {
  DATABASE_URL("DATABASE_URL", "", "none"),
  SCHEMA("EXTRATO_SCHEMA", "extrato", ""),
  WAIT_FOR_DATABASE("EXTRATO_WAIT_FOR_DATABASE", "0", ""),
  BACKUP_DIR("EXTRATO_BACKUP_DIR", "backups", ""),
  BACKUP_COPY("EXTRATO_BACKUP_COPY", "", "none"),
  LOG_DIR("EXTRATO_LOG_DIR", "logs", ""),
  REQUIRE_BACKUP("EXTRATO_REQUIRE_BACKUP", "true", ""),
  MONTHLY_JOB("EXTRATO_MONTHLY_JOB", "true", ""),
  BATCH_SIZE("EXTRATO_BATCH_SIZE", "", "grows with the month"),
  ZONE("EXTRATO_TZ", "America/Sao_Paulo", ""),
  ENVIRONMENT("EXTRATO_ENV", "", "production"),
  LOCK_TIMEOUT("EXTRATO_LOCK_TIMEOUT", "10s", ""),
  STATEMENT_TIMEOUT("EXTRATO_STATEMENT_TIMEOUT", "30min", ""),
  ATTEMPTS("EXTRATO_ATTEMPTS", "3", ""),
  ALLOWED_CHANGES("EXTRATO_ALLOWED_CHANGES", "", "none"),
  ALLOW_MISSING_KEYS("EXTRATO_ALLOW_MISSING_KEYS", "false", ""),
  STATEMENT_ENCODING("EXTRATO_STATEMENT_ENCODING", "auto", ""),
  STATEMENT_LIMIT("EXTRATO_STATEMENT_LIMIT", "50000", ""),
  LANGUAGE("EXTRATO_LANGUAGE", "pt-BR", ""),
  STUDIO_NAME("EXTRATO_STUDIO_NAME", "", "none"),
  STUDIO_LOGO("EXTRATO_STUDIO_LOGO", "", "none"),
  STATEMENT_DIR("EXTRATO_STATEMENT_DIR", "", "none"),
  STATEMENT_FORMATS("EXTRATO_STATEMENT_FORMATS", "html,xlsx,pdf", ""),
  STATEMENT_MAIL_TO("EXTRATO_STATEMENT_MAIL_TO", "", "none"),
  LOG_LEVEL("EXTRATO_LOG_LEVEL", "INFO", ""),
  LOG_FORMAT("EXTRATO_LOG_FORMAT", "text", ""),
  NOTIFY_ON("EXTRATO_NOTIFY_ON", "failure,late", ""),
  NOTIFY_TERMINAL("EXTRATO_NOTIFY_TERMINAL", "false", ""),
  NOTIFY_TIMEOUT("EXTRATO_NOTIFY_TIMEOUT", "30s", ""),
  NOTIFY_MAIL_TO(
      "EXTRATO_NOTIFY_MAIL_TO", "", "none", (text, parsers) -> NoticeParsers.addresses(text)),
  NOTIFY_MAIL_FROM(
      "EXTRATO_NOTIFY_MAIL_FROM",
      "",
      "this user at this machine",
      (text, parsers) -> NoticeParsers.address(text)),
  NOTIFY_MAIL_VIA(
      "EXTRATO_NOTIFY_MAIL_VIA",
      "/usr/sbin/sendmail",
      "",
      (text, parsers) -> MailRoute.parse(text)),
  NOTIFY_WEBHOOK("EXTRATO_NOTIFY_WEBHOOK", "", "none", (text, parsers) -> WebAddress.parse(text)),
  NOTIFY_WEBHOOK_SECRET(
      "EXTRATO_NOTIFY_WEBHOOK_SECRET", "", "none", (text, parsers) -> NoticeParsers.secret(text)),
  NOTIFY_ISSUES(
      "EXTRATO_NOTIFY_ISSUES", "", "none", (text, parsers) -> NoticeParsers.repository(text)),
  NOTIFY_ISSUES_TOKEN(
      "EXTRATO_NOTIFY_ISSUES_TOKEN", "", "none", (text, parsers) -> NoticeParsers.secret(text)),
  NOTIFY_ISSUES_API(
      "EXTRATO_NOTIFY_ISSUES_API",
      "https://api.github.com",
      "",
      (text, parsers) -> WebAddress.parseSafe(text)),
  NOTIFY_PING("EXTRATO_NOTIFY_PING", "", "none", (text, parsers) -> WebAddress.parse(text)),
  NOTIFY_COMMAND("EXTRATO_NOTIFY_COMMAND", "", "none", (text, parsers) -> parsers.path(text)),
  METRICS_FILE("EXTRATO_METRICS_FILE", "", "none"),
  SERVE_LISTEN("EXTRATO_SERVE_LISTEN", "127.0.0.1:8080", ""),
  SERVE_KEY_FILE("EXTRATO_SERVE_KEY_FILE", "serve.key", ""),
  SERVE_LEGACY_TOKENS("EXTRATO_SERVE_LEGACY_TOKENS", "false", "");

  private static final Set<Setting> SECRET =
      Set.of(
          DATABASE_URL,
          NOTIFY_MAIL_VIA,
          NOTIFY_WEBHOOK,
          NOTIFY_WEBHOOK_SECRET,
          NOTIFY_ISSUES_TOKEN,
          NOTIFY_PING);

  /** What switches a way of telling people on. */
  private static final Set<Setting> SWITCHES_ON =
      Set.of(NOTIFY_MAIL_TO, NOTIFY_WEBHOOK, NOTIFY_ISSUES, NOTIFY_PING, NOTIFY_COMMAND);

  /** What no two studios may share, or one would be closed in the place of another. */
  private static final Set<Setting> OF_ONE_STUDIO =
      Set.of(
          DATABASE_URL,
          SCHEMA,
          BACKUP_DIR,
          BACKUP_COPY,
          LOG_DIR,
          STATEMENT_DIR,
          NOTIFY_PING,
          METRICS_FILE);

  /** Names without this tool's prefix: the web application has settings of the same names. */
  private static final Map<Setting, String> SHARED =
      Map.of(
          BATCH_SIZE, "BATCH_SIZE",
          LOG_LEVEL, "LOG_LEVEL",
          LOG_FORMAT, "LOG_FORMAT",
          MONTHLY_JOB, "ENABLE_MONTHLY_EXTRATO_JOB");

  private final String key;
  private final String defaultText;
  private final String absent;

  @SuppressWarnings("ImmutableEnumChecker") // All are functions without a state.
  private final @Nullable Meaning meaning;

  /** What the text of a notice channel's setting means. */
  interface Meaning {
    Object of(String text, SettingParsers parsers) throws WrongValue;
  }

  Setting(String key, String defaultText, String absent) {
    this(key, defaultText, absent, null);
  }

  Setting(String key, String defaultText, String absent, @Nullable Meaning meaning) {
    this.key = key;
    this.defaultText = defaultText;
    this.absent = absent;
    this.meaning = meaning;
  }

  /** The name by which operators set it. */
  public String key() {
    return key;
  }

  /** What it is when it is not set; empty when it then has no value at all. */
  public String defaultText() {
    return defaultText;
  }

  /** Its other name, which means something to the web application, too; null for most. */
  @Nullable String sharedKey() {
    return SHARED.get(this);
  }

  /** Whether a secret may be in it, so that it is not quoted when it is wrong. */
  boolean mayHoldSecret() {
    return SECRET.contains(this);
  }

  /** Of a notice channel's setting; {@link Reading} knows what all others mean. */
  @Nullable Meaning meaning() {
    return meaning;
  }

  boolean switchesOn() {
    return SWITCHES_ON.contains(this);
  }

  /** Whether each of many studios must say it for itself. */
  boolean isOfOneStudio() {
    return OF_ONE_STUDIO.contains(this);
  }

  /** What is shown for a setting that has no value. */
  String absent() {
    return absent;
  }
}
