package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
  /** For each setting one that differs from its default, and one that is wrong. */
  private static final Map<Setting, String> RIGHT =
      Map.ofEntries(
          Map.entry(Setting.DATABASE_URL, "postgresql://ana@db:5432/studio"),
          Map.entry(Setting.BACKUP_DIR, "/mnt/backups"),
          Map.entry(Setting.BACKUP_COPY, "/mnt/copy"),
          Map.entry(Setting.LOG_DIR, "/var/log/extrato"),
          Map.entry(Setting.SCHEMA, "extrato_norte"),
          Map.entry(Setting.WAIT_FOR_DATABASE, "2min"),
          Map.entry(Setting.REQUIRE_BACKUP, "false"),
          Map.entry(Setting.MONTHLY_JOB, "no"),
          Map.entry(Setting.BATCH_SIZE, "250"),
          Map.entry(Setting.ZONE, "Europe/Lisbon"),
          Map.entry(Setting.ENVIRONMENT, "staging"),
          Map.entry(Setting.LOCK_TIMEOUT, "500ms"),
          Map.entry(Setting.STATEMENT_TIMEOUT, "2h"),
          Map.entry(Setting.ATTEMPTS, "7"),
          Map.entry(Setting.ALLOWED_CHANGES, "auditoria, public.sessoes.updated_at"),
          Map.entry(Setting.ALLOW_MISSING_KEYS, "yes"),
          Map.entry(Setting.STATEMENT_ENCODING, "native"),
          Map.entry(Setting.STATEMENT_LIMIT, "0"),
          Map.entry(Setting.LANGUAGE, "en"),
          Map.entry(Setting.STUDIO_NAME, "Estúdio da Ana"),
          Map.entry(Setting.STUDIO_LOGO, "/srv/logo.png"),
          Map.entry(Setting.STATEMENT_DIR, "/srv/statements"),
          Map.entry(Setting.STATEMENT_FORMATS, "pdf, html"),
          Map.entry(Setting.STATEMENT_MAIL_TO, "contas@example.org"),
          Map.entry(Setting.LOG_LEVEL, "debug"),
          Map.entry(Setting.LOG_FORMAT, "json"),
          Map.entry(Setting.NOTIFY_ON, "success, failure"),
          Map.entry(Setting.NOTIFY_TERMINAL, "true"),
          Map.entry(Setting.NOTIFY_TIMEOUT, "5s"),
          Map.entry(Setting.NOTIFY_MAIL_TO, "ana@example.org, rui@example.org"),
          Map.entry(Setting.NOTIFY_MAIL_FROM, "extrato@example.org"),
          Map.entry(Setting.NOTIFY_MAIL_VIA, "smtp://ana:p%40ss@mail.example.org"),
          Map.entry(Setting.NOTIFY_WEBHOOK, "https://hooks.example.org/T0/B0?k=x"),
          Map.entry(Setting.NOTIFY_WEBHOOK_SECRET, "segredo"),
          Map.entry(Setting.NOTIFY_ISSUES, "studio/extrato"),
          Map.entry(Setting.NOTIFY_ISSUES_TOKEN, "ghp_segredo"),
          Map.entry(Setting.NOTIFY_ISSUES_API, "https://github.example.org"),
          Map.entry(Setting.NOTIFY_PING, "https://hc.example.org/segredo"),
          Map.entry(Setting.NOTIFY_COMMAND, "/opt/tell"),
          Map.entry(Setting.METRICS_FILE, "/var/lib/metrics/extrato.prom"),
          Map.entry(Setting.SERVE_LISTEN, "[::1]:8081"),
          Map.entry(Setting.SERVE_KEY_FILE, "/etc/extrato/serve.key"),
          Map.entry(Setting.SERVE_LEGACY_TOKENS, "true"));

  /** What is not shown as it was written. */
  private static final Map<Setting, String> SHOWN =
      Map.of(
          Setting.NOTIFY_MAIL_VIA, "smtp://ana:***@mail.example.org:587",
          Setting.NOTIFY_WEBHOOK, "https://hooks.example.org/***",
          Setting.NOTIFY_WEBHOOK_SECRET, "***",
          Setting.NOTIFY_ISSUES_TOKEN, "***",
          Setting.NOTIFY_PING, "https://hc.example.org/***");

  private static final Map<Setting, String> WRONG =
      Map.ofEntries(
          Map.entry(Setting.DATABASE_URL, "mysql://db"),
          Map.entry(Setting.BACKUP_DIR, "~/backups"),
          Map.entry(Setting.BACKUP_COPY, "$HOME/copy"),
          Map.entry(Setting.LOG_DIR, "logs\0"),
          Map.entry(Setting.SCHEMA, "Extrato Norte"),
          Map.entry(Setting.WAIT_FOR_DATABASE, "120"),
          Map.entry(Setting.REQUIRE_BACKUP, "maybe"),
          Map.entry(Setting.MONTHLY_JOB, "2"),
          Map.entry(Setting.BATCH_SIZE, "0"),
          Map.entry(Setting.ZONE, "America/São Paulo"),
          Map.entry(Setting.ENVIRONMENT, "my laptop"),
          Map.entry(Setting.LOCK_TIMEOUT, "10"),
          Map.entry(Setting.STATEMENT_TIMEOUT, "soon"),
          Map.entry(Setting.ATTEMPTS, "0"),
          Map.entry(Setting.ALLOWED_CHANGES, "a,,b"),
          Map.entry(Setting.ALLOW_MISSING_KEYS, "maybe"),
          Map.entry(Setting.STATEMENT_ENCODING, "xml"),
          Map.entry(Setting.STATEMENT_LIMIT, "-1"),
          Map.entry(Setting.LANGUAGE, "pt"),
          Map.entry(Setting.STUDIO_NAME, "Estúdio".repeat(12)),
          Map.entry(Setting.STUDIO_LOGO, "/srv/logo.svg"),
          Map.entry(Setting.STATEMENT_DIR, "~/statements"),
          Map.entry(Setting.STATEMENT_FORMATS, "html,doc"),
          Map.entry(Setting.STATEMENT_MAIL_TO, "contas"),
          Map.entry(Setting.LOG_LEVEL, "loud"),
          Map.entry(Setting.LOG_FORMAT, "xml"),
          Map.entry(Setting.NOTIFY_ON, "always"),
          Map.entry(Setting.NOTIFY_TERMINAL, "2"),
          Map.entry(Setting.NOTIFY_TIMEOUT, "0"),
          Map.entry(Setting.NOTIFY_MAIL_TO, "ana@example.org, rui"),
          Map.entry(Setting.NOTIFY_MAIL_FROM, "Ana <ana@example.org>"),
          Map.entry(Setting.NOTIFY_MAIL_VIA, "smtp://segredo@mail.example.org"),
          Map.entry(Setting.NOTIFY_WEBHOOK, "ftp://hooks.example.org/segredo"),
          Map.entry(Setting.NOTIFY_WEBHOOK_SECRET, "um segredo"),
          Map.entry(Setting.NOTIFY_ISSUES, "extrato"),
          Map.entry(Setting.NOTIFY_ISSUES_TOKEN, "um segredo"),
          Map.entry(Setting.NOTIFY_ISSUES_API, "http://github.example.org"),
          Map.entry(Setting.NOTIFY_PING, "https:/segredo"),
          Map.entry(Setting.NOTIFY_COMMAND, "~/bin/tell"),
          Map.entry(Setting.METRICS_FILE, "/var/lib/metrics/extrato.txt"),
          Map.entry(Setting.SERVE_LISTEN, "8080"),
          Map.entry(Setting.SERVE_KEY_FILE, "~/serve.key"),
          Map.entry(Setting.SERVE_LEGACY_TOKENS, "maybe"));

  private static final Path EXAMPLE = Path.of(".env.example");

  @TempDir Path folder;
  private final Map<String, String> commandLine = new HashMap<>();
  private final Map<String, String> environment = new HashMap<>();
  private Path home = Path.of("");
  private Path userHome = Path.of("");
  private Path systemFile = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    userHome = Files.createDirectory(folder.resolve("user"));
    systemFile = folder.resolve("system.env");
  }

  @Test
  void read_nothingSaid() {
    assertThat(read())
        .usingRecursiveComparison()
        .ignoringFields("configuration.origins")
        .isEqualTo(
            new Settings(
                new DatabaseSettings(
                    null,
                    "extrato",
                    ZoneId.of("America/Sao_Paulo"),
                    "production",
                    new DatabaseSettings.Limits(
                        Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(30), 3)),
                new BackupSettings(home.resolve("backups"), null, true),
                new ClosingSettings(true, null, Set.of(), false, StatementEncoding.AUTO, 50_000),
                new StatementSettings(
                    Language.PORTUGUESE,
                    null,
                    null,
                    null,
                    Set.of(StatementFormat.HTML, StatementFormat.XLSX, StatementFormat.PDF),
                    List.of()),
                new MonitoringSettings(
                    new MonitoringSettings.Log(home.resolve("logs"), LogLevel.INFO, LogFormat.TEXT),
                    new NoticeSettings(
                        Set.of(NoticeEvent.FAILURE, NoticeEvent.LATE),
                        false,
                        Duration.ofSeconds(30),
                        Map.of(
                            Setting.NOTIFY_MAIL_VIA,
                            new MailRoute.Sendmail(Path.of("/usr/sbin/sendmail")),
                            Setting.NOTIFY_ISSUES_API,
                            new WebAddress(URI.create("https://api.github.com")))),
                    null),
                new ServeSettings(
                    new ListenAddress("127.0.0.1", 8080), home.resolve("serve.key"), false, null),
                new Configuration(List.of(), Map.of())));
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void read_everySettingFromEverywhere(Setting setting) throws IOException {
    String right = right(setting);
    String shown = SHOWN.getOrDefault(setting, right);
    if (setting == Setting.NOTIFY_ISSUES) {
      commandLine.put(Setting.NOTIFY_ISSUES_TOKEN.key(), right(Setting.NOTIFY_ISSUES_TOKEN));
    }
    List<?> defaults = values(read());
    assertThat(origin(setting).source()).isEqualTo(Source.DEFAULT);

    mode(file(setting.key() + "=" + right), "rw-------");
    assertThat(values(read())).as("it changes something").isNotEqualTo(defaults);
    assertThat(origin(setting))
        .isEqualTo(new Origin(shown, Source.FILE, home.resolve("extrato.env")));

    environment.put(setting.key(), right);
    assertThat(origin(setting)).isEqualTo(new Origin(shown, Source.ENVIRONMENT, null));

    commandLine.put(setting.key(), right);
    assertThat(origin(setting)).isEqualTo(new Origin(shown, Source.COMMAND_LINE, null));
    assertThat(read().configuration().origins()).hasSize(Setting.values().length);
    assertThat(read().configuration().warnings()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void read_everySettingWrong(Setting setting) throws IOException {
    environment.put(setting.key(), wrong(setting));
    assertThat(refusal().text())
        .contains(setting.key())
        .contains("(environment)")
        .doesNotContain("segredo");

    environment.clear();
    file(setting.key() + "='" + wrong(setting) + "'");
    assertThat(refusal().text()).contains(setting.key()).contains(home + "/extrato.env)");
  }

  @ParameterizedTest
  @EnumSource(Setting.class)
  void example_everySetting(Setting setting) throws IOException {
    List<String> lines = Files.readAllLines(EXAMPLE);
    int at = lines.indexOf(setting.key() + "=" + setting.defaultText());

    assertThat(at).as(setting + " with its default").isPositive();
    assertThat(lines.get(at - 1)).as("its explanation").matches("# .{20,}");
  }

  @Test
  void example_isWhatCountsWithoutIt() throws IOException {
    List<?> defaults = values(read());
    Files.copy(EXAMPLE, home.resolve("extrato.env"));

    assertThat(values(read())).isEqualTo(defaults);
    assertThat(read().configuration().warnings()).isEmpty();
  }

  @Test
  void read_everythingWrongAtOnce() {
    for (Setting setting : Setting.values()) {
      environment.put(setting.key(), wrong(setting));
    }

    Failure.Unfit refusal = refusal();

    assertThat(refusal.code()).isEqualTo(ExitCode.UNFIT);
    assertThat(refusal.text()).doesNotContain("\n").doesNotContain("\0");
    assertThat(refusal.text().split("; ")).hasSizeGreaterThanOrEqualTo(Setting.values().length);
    assertThat(Setting.values())
        .allSatisfy(setting -> assertThat(refusal.text()).contains(setting.key()));
  }

  @Test
  void read_issuesWithoutAToken_areWarnedOf() {
    environment.put("EXTRATO_NOTIFY_ISSUES", "studio/extrato");

    assertThat(read().configuration().warnings())
        .containsExactly("EXTRATO_NOTIFY_ISSUES has no effect without EXTRATO_NOTIFY_ISSUES_TOKEN");
    assertThat(read().monitoring().notices().areSilent()).isTrue();
  }

  @Test
  void read_noticesSecretInAFileThatOthersRead_isWarnedOf() throws IOException {
    mode(file("EXTRATO_NOTIFY_WEBHOOK_SECRET=segredo"), "rw-r--r--");

    assertThat(read().configuration().warnings())
        .singleElement()
        .asString()
        .contains("holds a secret and every user can read it: chmod o=")
        .doesNotContain("segredo");
  }

  @Test
  void read_aMailServersPassword_isDecoded() {
    environment.put("EXTRATO_NOTIFY_MAIL_VIA", "smtp://ana:p%40ss@mail.example.org");

    assertThat(read().monitoring().notices().mailVia())
        .isEqualTo(new MailRoute.Smtp("mail.example.org", 587, false, "ana", new Secret("p@ss")));
  }

  @Test
  void read_batchSize() {
    for (String wrong : new String[] {"0", "-5", "many", "1.5", "99999999999"}) {
      environment.put("EXTRATO_BATCH_SIZE", wrong);
      assertThat(refusal().text())
          .contains("EXTRATO_BATCH_SIZE=" + wrong)
          .contains("must be a whole number of at least 1");
    }
  }

  /** The web application has settings of these names, and one .env may serve both. */
  @Test
  void read_valuesOfTheWebApplication_areWarnings_andTheDefaults() {
    environment.put("BATCH_SIZE", "0");
    environment.put("LOG_LEVEL", "CRITICAL");
    environment.put("LOG_FORMAT", "%(asctime)s - %(message)s");
    environment.put("ENABLE_MONTHLY_EXTRATO_JOB", "false");

    Settings settings = read();

    assertThat(settings.closing().batchSize()).isNull();
    assertThat(settings.monitoring().log().level()).isEqualTo(LogLevel.INFO);
    assertThat(settings.monitoring().log().format()).isEqualTo(LogFormat.TEXT);
    assertThat(settings.closing().monthlyJob()).isTrue();
    assertThat(settings.configuration().warnings())
        .hasSize(4)
        .anyMatch(w -> w.startsWith("BATCH_SIZE=0 (environment) must be"))
        .anyMatch(w -> w.contains("LOG_LEVEL=CRITICAL") && w.contains("EXTRATO_LOG_LEVEL"))
        .anyMatch(w -> w.contains("LOG_FORMAT=%(asctime)s"))
        .anyMatch(w -> w.contains("EXTRATO_MONTHLY_JOB=false switches `extrato monthly` off"));
  }

  @Test
  void read_namesOfThisTool_winOverShared_andAreStrict() throws IOException {
    environment.put("BATCH_SIZE", "5");
    environment.put("LOG_LEVEL", "debug");
    assertThat(read().closing().batchSize()).isEqualTo(5);
    assertThat(read().monitoring().log().level()).isEqualTo(LogLevel.DEBUG);

    file("EXTRATO_BATCH_SIZE=7\nEXTRATO_LOG_LEVEL=error\n");
    assertThat(read().closing().batchSize()).isEqualTo(7);
    assertThat(read().monitoring().log().level()).isEqualTo(LogLevel.ERROR);

    file("EXTRATO_LOG_LEVEL=CRITICAL\nEXTRATO_LOG_FORMAT=%(asctime)s\n");
    assertThat(refusal().text()).contains("EXTRATO_LOG_LEVEL=CRITICAL", "EXTRATO_LOG_FORMAT=%");
  }

  @Test
  void read_theApplicationsSwitch_countsInThisToolsOwnFileOnly() throws IOException {
    file("ENABLE_MONTHLY_EXTRATO_JOB=false");
    assertThat(read().closing().monthlyJob()).isFalse();

    Files.writeString(
        home.resolve(".env"), "ENABLE_MONTHLY_EXTRATO_JOB=false\nno setting\nX='open\n");
    environment.put("EXTRATO_CONFIG", ".env");
    assertThat(read().closing().monthlyJob()).isTrue();
    assertThat(read().configuration().warnings())
        .anyMatch(w -> w.contains(".env line 2 is neither"));

    environment.put("EXTRATO_MONTHLY_JOB", "false");
    assertThat(read().closing().monthlyJob()).isFalse();
  }

  /** What the application's environment says must not hide what this tool's own file says. */
  @Test
  void read_sharedNameInTheEnvironment_hidesNoneInTheFile() throws IOException {
    environment.put("ENABLE_MONTHLY_EXTRATO_JOB", "true");
    environment.put("BATCH_SIZE", "0");
    environment.put("LOG_FORMAT", "%(message)s");
    file("ENABLE_MONTHLY_EXTRATO_JOB=false\nBATCH_SIZE=7\nLOG_FORMAT=json\n");

    Settings settings = read();

    assertThat(settings.closing().monthlyJob()).isFalse();
    assertThat(settings.closing().batchSize()).isEqualTo(7);
    assertThat(settings.monitoring().log().format()).isEqualTo(LogFormat.JSON);
    assertThat(settings.configuration().warnings())
        .hasSize(2)
        .anyMatch(w -> w.startsWith("BATCH_SIZE=0 (env"));
    assertThat(settings.configuration().origins().get("ENABLE_MONTHLY_EXTRATO_JOB"))
        .isEqualTo(new Origin("false", Source.FILE, home.resolve("extrato.env")));
  }

  @Test
  void read_dotEnvOfAStage_isShared() throws IOException {
    Files.writeString(home.resolve(".env.production"), "ENABLE_MONTHLY_EXTRATO_JOB=false\n?\n");
    environment.put("EXTRATO_CONFIG", ".env.production");

    assertThat(read().closing().monthlyJob()).isTrue();
  }

  @Test
  void read_emptyValue() throws IOException {
    file("EXTRATO_BATCH_SIZE=7");
    environment.put("EXTRATO_BATCH_SIZE", " ");
    commandLine.put("EXTRATO_BATCH_SIZE", "");

    assertThat(read().closing().batchSize()).isEqualTo(7);
  }

  @Test
  void read_blanksAround() {
    environment.put("EXTRATO_BATCH_SIZE", " 7 ");

    assertThat(read().closing().batchSize()).isEqualTo(7);
  }

  @Test
  void read_fileNamedByVariable() throws IOException {
    file("EXTRATO_BATCH_SIZE=1");
    Files.writeString(home.resolve("other.env"), "EXTRATO_BATCH_SIZE=2");
    environment.put("EXTRATO_CONFIG", "other.env");

    assertThat(read().closing().batchSize()).isEqualTo(2);
    assertThat(read().configuration().warnings()).isEmpty();
  }

  @Test
  void read_fileNamedByVariableIsMissing() {
    environment.put("EXTRATO_CONFIG", "/nowhere/extrato.env");
    environment.put("EXTRATO_BATCH_SIZE", "0");

    assertThat(refusal().text())
        .contains("/nowhere/extrato.env does not exist")
        .contains("EXTRATO_BATCH_SIZE");
  }

  @Test
  void read_systemFile() throws IOException {
    Files.writeString(systemFile, "EXTRATO_BATCH_SIZE=3");
    assertThat(read().closing().batchSize()).isEqualTo(3);

    file("EXTRATO_ATTEMPTS=5");
    assertThat(read().closing().batchSize()).as("one file counts, not both").isNull();
  }

  @Test
  void read_fileThatIsNoFile() throws IOException {
    Files.createDirectory(home.resolve("extrato.env"));

    assertThat(refusal().text()).contains("extrato.env").contains("cannot be read");
  }

  @Test
  void read_fileWithWrongLine() throws IOException {
    file("EXTRATO_BATCH_SIZE=1\nEXTRATO_BATCH_SIZE 2\n");

    assertThat(refusal().text()).contains("extrato.env line 2");
  }

  @Test
  void read_relativePaths() {
    environment.put("EXTRATO_BACKUP_DIR", "../b");
    environment.put("EXTRATO_BACKUP_COPY", "/mnt/nas");
    environment.put("DATABASE_URL", "embedded:pg");

    Settings settings = read();

    assertThat(settings.backups().folder()).isEqualTo(folder.resolve("b"));
    assertThat(settings.backups().copies()).isEqualTo(Path.of("/mnt/nas"));
    assertThat(settings.database().url()).isEqualTo(new DatabaseUrl.Embedded(home.resolve("pg")));
  }

  @Test
  void read_copyIntoTheSameFolder() {
    environment.put("EXTRATO_BACKUP_COPY", home.resolve("x/../backups").toString());

    assertThat(refusal().text()).contains("EXTRATO_BACKUP_COPY").contains("a different folder");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', production",
    "'', postgresql://db/studio, production",
    "'', embedded:, local",
    "production, embedded:, production",
    "STAGING, postgresql://db/studio, staging"
  })
  void read_environment(String said, String database, String expected) {
    environment.put("EXTRATO_ENV", said);
    environment.put("DATABASE_URL", database);

    assertThat(read().environment()).isEqualTo(expected);
    assertThat(origin(Setting.ENVIRONMENT).value()).isEqualToIgnoringCase(expected);
  }

  @ParameterizedTest
  @CsvSource({"production, true", "prod, true", "producao, true", "staging, false", "local, false"})
  void isProduction_word(String word, boolean expected) {
    environment.put("EXTRATO_ENV", word);

    assertThat(read().isProduction()).isEqualTo(expected);
  }

  @Test
  void read_unknownNames() throws IOException {
    environment.put("EXTRATO_BACKUPDIR", "x");
    environment.put("EXTRATO_HOME", "x");
    environment.put("BACKUP_DIR", "x");
    file("EXTRATO_COLOUR=green\nEXTRATO_LOGS=info\n");

    assertThat(read().configuration().warnings())
        .containsExactly(
            "unknown settings have no effect: EXTRATO_BACKUPDIR (environment, did you mean"
                + " EXTRATO_BACKUP_DIR?), EXTRATO_COLOUR (file "
                + home.resolve("extrato.env")
                + "), EXTRATO_LOGS (file "
                + home.resolve("extrato.env")
                + ")");
  }

  @Test
  void read_zoneAlmostRight() {
    environment.put("EXTRATO_TZ", "America/Sao_paulo");
    assertThat(refusal().text()).contains("did you mean America/Sao_Paulo?");

    environment.put("EXTRATO_TZ", "-03:00");
    assertThat(refusal().text()).contains("America/Sao_Paulo").doesNotContain("did you mean");
  }

  @Test
  void read_passwordInUrlWins() {
    environment.put("DATABASE_URL", "postgresql://ana:url@db/studio");
    environment.put("PGPASSWORD", "variable");

    assertThat(password()).isEqualTo("url");
    assertThat(read().configuration().origins()).doesNotContainKey("PGPASSWORD");
  }

  @Test
  void read_passwordFromVariable() throws IOException {
    environment.put("DATABASE_URL", "postgresql://ana@db/studio");
    environment.put("PGPASSWORD", " variable");
    pgpass(userHome.resolve(".pgpass"), "file");

    assertThat(password()).isEqualTo(" variable");
    assertThat(read().configuration().origins())
        .containsEntry("PGPASSWORD", new Origin("***", Source.ENVIRONMENT, null));
    assertThat(read().toString()).doesNotContain(" variable");
  }

  @Test
  void read_passwordFromFileInHome() throws IOException {
    environment.put("DATABASE_URL", "postgresql://ana@db/studio");
    pgpass(userHome.resolve(".pgpass"), "file");

    assertThat(password()).isEqualTo("file");
    assertThat(read().configuration().origins())
        .containsEntry("PGPASSFILE", new Origin("***", Source.FILE, userHome.resolve(".pgpass")));
  }

  @Test
  void read_passwordFromNamedFile() throws IOException {
    environment.put("DATABASE_URL", "postgresql://ana@db/studio");
    environment.put("PGPASSFILE", folder.resolve("other").toString());
    pgpass(userHome.resolve(".pgpass"), "file");
    assertThat(password()).isNull();
    assertThat(read().configuration().warnings())
        .singleElement()
        .asString()
        .contains("does not exist");

    pgpass(folder.resolve("other"), "other");
    assertThat(password()).isEqualTo("other");
  }

  @Test
  void read_passwordFileOfOthers() throws IOException {
    environment.put("DATABASE_URL", "postgresql://ana@db/studio");
    mode(pgpass(userHome.resolve(".pgpass"), "file"), "rw-r--r--");

    assertThat(password()).isNull();
    assertThat(read().configuration().warnings()).singleElement().asString().contains("0600");
  }

  @Test
  void read_userFromVariable() {
    environment.put("DATABASE_URL", "postgresql://db");
    environment.put("PGUSER", "bia");

    assertThat(read().database().url()).hasToString("postgresql://bia@db:5432/bia");
  }

  @Test
  void read_userOfTheSystem() {
    environment.put("DATABASE_URL", "postgresql://db");

    assertThat(read().database().url()).hasToString("postgresql://rui@db:5432/rui");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_URL=postgresql://ana:secret@db/studio",
        "DATABASE_URL=postgresql://ana@db/studio?sslpassword=secret",
        "DATABASE_URL=postgresql://ana@db/studio\nPGPASSWORD=secret"
      })
  void read_passwordThatEverybodyCanRead(String text) throws IOException {
    mode(file(text), "rw-r--r--");
    assertThat(read().configuration().warnings())
        .singleElement()
        .asString()
        .contains("every user can read it");
    assertThat(read().toString()).doesNotContain("secret");

    mode(file(text), "rw-r-----");
    assertThat(read().configuration().warnings()).isEmpty();
  }

  @Test
  void read_nothingToHide() throws IOException {
    mode(file("DATABASE_URL=postgresql://ana@db/studio\nPGPASSWORD=\n"), "rw-r--r--");

    assertThat(read().configuration().warnings()).isEmpty();
  }

  @Test
  void read_passwordOnTheCommandLine() {
    commandLine.put("DATABASE_URL", "postgresql://ana:secret@db/studio");

    assertThat(read().configuration().warnings())
        .singleElement()
        .asString()
        .contains("list of processes");
    assertThat(read().toString()).doesNotContain("secret");
  }

  @Test
  void read_urlInTheWrongPlace() {
    environment.put("EXTRATO_BATCH_SIZE", "postgresql://ana:secret@db/studio");
    environment.put("DATABASE_URL", "postgresql://ana:se#cret@db/studio");

    assertThat(refusal().text()).contains("EXTRATO_BATCH_SIZE").doesNotContain("cret");

    environment.put("DATABASE_URL", "host=db password=secret");
    assertThat(refusal().text()).contains("DATABASE_URL").doesNotContain("cret");
  }

  @Test
  void requiredDatabase_noneConfigured() {
    assertThatThrownBy(() -> read().requiredDatabase())
        .isInstanceOfSatisfying(
            Failure.Unfit.class,
            failure -> {
              assertThat(failure.text()).contains("DATABASE_URL");
              assertThat(failure.hint()).contains("extrato demo");
            });
  }

  @Test
  void describe_origin() throws IOException {
    assertThat(origin(Setting.BATCH_SIZE).describe()).isEqualTo("default");

    file("EXTRATO_BATCH_SIZE=1");
    assertThat(origin(Setting.BATCH_SIZE).describe()).isEqualTo("file " + home + "/extrato.env");
  }

  private Settings read() {
    return new SettingsReader(systemFile, "rui").read(commandLine, environment, home, userHome);
  }

  private Failure.Unfit refusal() {
    return Objects.requireNonNull(catchThrowableOfType(Failure.Unfit.class, this::read));
  }

  private Origin origin(Setting setting) {
    return Objects.requireNonNull(read().configuration().origins().get(setting.key()));
  }

  private @Nullable String password() {
    return ((DatabaseUrl.Server) read().requiredDatabase()).password();
  }

  /** What the settings are, whatever is said about them. */
  private static List<?> values(Settings settings) {
    return Arrays.stream(Settings.class.getRecordComponents())
        .filter(component -> !component.getName().equals("configuration"))
        .map(component -> value(settings, component))
        .toList();
  }

  private static String value(Settings settings, RecordComponent component) {
    try {
      return component.getName() + "=" + component.getAccessor().invoke(settings);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String right(Setting setting) {
    return Objects.requireNonNull(RIGHT.get(setting), "no example of " + setting);
  }

  private static String wrong(Setting setting) {
    return Objects.requireNonNull(WRONG.get(setting), "no wrong example of " + setting);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(home.resolve("extrato.env"), text);
  }

  private static Path pgpass(Path path, String password) throws IOException {
    return mode(Files.writeString(path, "db:5432:studio:ana:" + password), "rw-------");
  }

  private static Path mode(Path path, String mode) throws IOException {
    return Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(mode));
  }
}
