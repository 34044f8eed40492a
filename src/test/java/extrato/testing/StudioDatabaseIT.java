package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.util.PSQLException;

@ExtendWith(StudioExtension.class)
class StudioDatabaseIT {
  private static final AtomicReference<String> LAST = new AtomicReference<>("");

  private String before = "";

  @BeforeEach
  void remember(StudioDatabase studio) {
    before = studio.name();
  }

  @Test
  void database_ofEachTest_isItsOwn(StudioDatabase studio) {
    checkFresh(studio);
  }

  @Test
  void database_ofAnotherTest_isItsOwn(StudioDatabase studio) {
    checkFresh(studio);
  }

  private void checkFresh(StudioDatabase studio) {
    assertThat(studio.name()).isEqualTo(before).isNotEqualTo(LAST.getAndSet(studio.name()));
    assertThat(studio.count("users")).isZero();
    studio.execute("insert into users (name) values ('Ana')");
  }

  @Test
  void dump_ofEqualRowsInAnotherOrder_isTheSame(StudioDatabase studio) {
    studio.execute(
        "insert into clients (id, name, created_at) values (1, 'a', null), (2, '', null)");
    var before = studio.dump();
    studio.execute("update clients set name = name where id = 1");

    assertThat(studio.dump())
        .isEqualTo(before)
        .containsEntry("clients", "1\ta\t\\N\t\\N\t\\N\n2\t\t\\N\t\\N\t\\N\n");
  }

  @Test
  void dump_ofTheToolsTables_canLeaveTheRunsOut(StudioDatabase studio) {
    studio.execute(
        "create schema extrato; create table extrato.runs (run text primary key, at timestamptz)");
    studio.execute(
        "create table extrato.lotes (month date, number int, primary key (month, number))");
    studio.execute("insert into extrato.lotes values ('2025-09-01', 2), ('2025-09-01', 1)");

    assertThat(studio.dump()).containsKeys("extrato.runs", "extrato_run_logs", "pagamentos");
    assertThat(studio.dumpExceptRuns())
        .containsEntry("extrato.lotes", "2025-09-01\t1\n2025-09-01\t2\n")
        .doesNotContainKeys("extrato.runs", "extrato_run_logs");
    assertThat(studio.dumpBooks()).containsOnlyKeys(StudioDatabase.BOOKS);
  }

  @Test
  void inSchema_putsTheStudioThere_andItsConnectionsFindIt() {
    try (StudioDatabase studio = StudioDatabase.inSchema("Ateliê 2")) {
      assertThat(studio.value("select current_schema()")).isEqualTo("Ateliê 2");
      assertThat(studio.dump()).containsKeys("pagamentos", "extratos");
    }
  }

  @Test
  void withEncoding_sqlAscii_keepsBytesThatAreNoText() {
    try (StudioDatabase studio = StudioDatabase.withEncoding("SQL_ASCII")) {
      studio.execute("insert into clients (name, created_at) values (E'Jos\\xe9', null)");

      assertThat(studio.dump().get("clients")).isEqualTo("1\tJosé\t\\N\t\\N\t\\N\n");
    }
  }

  @Test
  void withoutTables_hasNone() {
    try (StudioDatabase studio = StudioDatabase.withoutTables()) {
      assertThat(studio.dump()).isEmpty();
    }
  }

  @Test
  void useJsonColumns_changesPayloads(StudioDatabase studio) {
    studio.useJsonColumns();

    assertThat(
            studio.column(
                "select data_type from information_schema.columns where column_name in ('totais',"
                    + " 'data') and table_name like 'extrato%' order by 1"))
        .containsExactly("json", "json");
  }

  @Test
  void role_hasItsPrivilegesAndNoOthers(StudioDatabase studio) throws SQLException {
    var role = studio.role("select on gastos", "update (payment_id) on sessoes");

    try (Connection connection = connect(studio, role.name(), role.password());
        var statement = connection.createStatement()) {
      statement.execute("select * from gastos");
      statement.execute("update sessoes set payment_id = null");
      assertThatThrownBy(() -> statement.execute("delete from gastos"))
          .hasMessageContaining("permission denied for table gastos");
    }
  }

  @Test
  void role_withAnotherPassword_isRefused(StudioDatabase studio) {
    var role = studio.role();

    assertThatThrownBy(() -> connect(studio, role.name(), "wrong"))
        .isInstanceOf(PSQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void checkNoSessionOfTheTool_whenOneStays_namesIt(StudioDatabase studio) throws SQLException {
    try (Connection left =
        DriverManager.getConnection(studio.jdbcUrl() + "&ApplicationName=extrato-3f2a91c4")) {
      assertThat(left.isValid(1)).isTrue();
      assertThatThrownBy(() -> studio.checkNoSessionOfTheTool(Duration.ofMillis(50)))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("extrato-3f2a91c4");
    }
  }

  @Test
  void reset_emptiesTheStudioAndRemovesTheTool(StudioDatabase studio) {
    var empty = studio.dump();
    studio.execute("create schema extrato; create table extrato.runs (id int)");
    studio.execute("insert into users (name) values ('Ana'), ('Bia')");

    studio.reset();

    assertThat(studio.dump()).isEqualTo(empty);
    assertThat(studio.value("insert into users (name) values ('Ana') returning id")).isEqualTo("1");
  }

  private static Connection connect(StudioDatabase studio, String user, String password)
      throws SQLException {
    return DriverManager.getConnection(TestServer.get().jdbcUrl(studio.name(), user, password));
  }
}
