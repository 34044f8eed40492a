package extrato.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import extrato.studio.Month;
import extrato.studio.Tabela;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@code .sql} file means something to a real server: statements are prepared on a studio's
 * database, scripts, which end with a semicolon, run in an empty one.
 */
class SqlFilesIT {
  private static final Path FOLDER =
      Path.of(System.getProperty("extrato.home", "")).resolve("src/main/resources/extrato");

  /** A file that continues others says so in its first line. */
  private static final Pattern FOLLOWS = Pattern.compile("-- Follows ((?:\\w+\\.sql(?: and )?)+)");

  private static final Pattern COMMENT = Pattern.compile("--.*");
  private static final Pattern TEXT = Pattern.compile("'(?:[^']|'')*'");
  private static final Pattern PARENTHESES = Pattern.compile("\\([^()]*\\)");
  private static final Pattern VERB = Pattern.compile("(?i)\\b(select|insert|update|delete)\\b");
  private static final Pattern VALUE = Pattern.compile("(?<![:\\w]):[a-z_]+\\b");

  private static final Studio STUDIO =
      new Studio("public", new EnumMap<>(Tabela.class), "timestamp with time zone");

  private static final MonthValues SEPTEMBER =
      new MonthValues(new Month(2025, 9), ZoneOffset.UTC, STUDIO.moment());

  private static Optional<String> value(String name) {
    return name.equals("local_moment")
        ? Optional.of(STUDIO.inZone(ZoneOffset.UTC))
        : STUDIO.value(name).or(() -> SEPTEMBER.value(name));
  }

  /** What a restore has made before it asks. */
  private static final String STAGE =
      """
      create temporary table extrato_pagamentos (like pagamentos);
      create temporary table extrato_sessoes (like sessoes);
      create temporary table extrato_comissoes (like comissoes);
      create temporary table extrato_gastos (like gastos);
      create temporary table extrato_ficaram (id bigint, payment_id bigint)\
      """;

  @TempDir static Path home;
  private static StudioDatabase studio = StudioDatabase.create();
  private static StudioDatabase empty = StudioDatabase.withoutTables();

  @BeforeAll
  static void init() {
    studio.execute("alter table gastos add column categoria text");
    Operator.of(studio, home).succeed("init");
    empty.execute("create schema extrato");
  }

  @AfterAll
  static void close() {
    studio.close();
    empty.close();
  }

  static Stream<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".sql")).sorted().toList().stream();
    }
  }

  @Test
  void files_areFound() throws IOException {
    assertThat(files()).hasSizeGreaterThan(30);
  }

  @ParameterizedTest
  @MethodSource("files")
  void file_meansSomethingToTheServer(Path file) {
    String sql =
        Placeholders.filled(COMMENT.matcher(composed(file)).replaceAll(""), SqlFilesIT::value);

    assertThatCode(
            () -> {
              if (sql.strip().endsWith(";")) {
                run(sql);
              } else {
                prepare(isPrelude(sql) ? sql + "select 1" : sql);
              }
            })
        .doesNotThrowAnyException();
  }

  /** In front of it, as in the code, what it follows. */
  private static String composed(Path file) {
    Matcher follows = FOLLOWS.matcher(read(file));
    StringBuilder sql = new StringBuilder();
    if (follows.lookingAt()) {
      for (String name : follows.group(1).split(" and ", -1)) {
        Path beside = file.resolveSibling(name);
        sql.append(
            Files.exists(beside)
                ? composed(beside)
                : read(FOLDER.resolve("month/selection").resolve(name)));
      }
    }
    return sql.append(read(file)).toString();
  }

  /** Whether it only defines what others ask: outside of all parentheses nothing is done. */
  private static boolean isPrelude(String sql) {
    String outside = TEXT.matcher(sql).replaceAll("");
    for (String all = ""; !all.equals(outside); ) {
      all = outside;
      outside = PARENTHESES.matcher(all).replaceAll("");
    }
    return !VERB.matcher(outside).find();
  }

  private static void prepare(String sql) throws SQLException {
    try (Connection connection = studio.connect();
        Statement stage = connection.createStatement()) {
      stage.execute(STAGE);
      prepare(connection, sql);
    }
  }

  private static void prepare(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(VALUE.matcher(sql).replaceAll("?"))) {
      // The driver asks the server only now.
      assertThat(statement.getParameterMetaData()).isNotNull();
    }
  }

  private static void run(String script) throws SQLException {
    try (Connection connection = empty.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute(script);
      connection.rollback();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
