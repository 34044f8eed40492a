package extrato.settings;

/** Every setting there is: its name, and what it is when nobody says anything. */
public enum Setting {
  DATABASE_URL("DATABASE_URL", "", "none"),
  BACKUP_DIR("EXTRATO_BACKUP_DIR", "backups", ""),
  BACKUP_COPY("EXTRATO_BACKUP_COPY", "", "none"),
  LOG_DIR("EXTRATO_LOG_DIR", "logs", ""),
  REQUIRE_BACKUP("EXTRATO_REQUIRE_BACKUP", "true", ""),
  MONTHLY_JOB("ENABLE_MONTHLY_EXTRATO_JOB", "true", ""),
  BATCH_SIZE("BATCH_SIZE", "", "grows with the month"),
  ZONE("EXTRATO_TZ", "America/Sao_Paulo", ""),
  ENVIRONMENT("EXTRATO_ENV", "", "production"),
  LOCK_TIMEOUT("EXTRATO_LOCK_TIMEOUT", "10s", ""),
  STATEMENT_TIMEOUT("EXTRATO_STATEMENT_TIMEOUT", "30min", ""),
  ATTEMPTS("EXTRATO_ATTEMPTS", "3", ""),
  STATEMENT_ENCODING("EXTRATO_STATEMENT_ENCODING", "auto", ""),
  STATEMENT_LIMIT("EXTRATO_STATEMENT_LIMIT", "50000", ""),
  LOG_LEVEL("LOG_LEVEL", "INFO", ""),
  LOG_FORMAT("LOG_FORMAT", "text", "");

  private final String key;
  private final String defaultText;
  private final String absent;

  Setting(String key, String defaultText, String absent) {
    this.key = key;
    this.defaultText = defaultText;
    this.absent = absent;
  }

  /** The name by which operators set it. */
  public String key() {
    return key;
  }

  /** What it is when it is not set; empty when it then has no value at all. */
  public String defaultText() {
    return defaultText;
  }

  /** What is shown for a setting that has no value. */
  String absent() {
    return absent;
  }
}
