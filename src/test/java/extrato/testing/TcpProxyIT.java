package extrato.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.testing.TcpProxy.Direction;
import extrato.testing.TcpProxy.Fault;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.util.PSQLException;

@ExtendWith(StudioExtension.class)
@Timeout(60)
class TcpProxyIT {
  private StudioDatabase studio;
  private TcpProxy proxy;

  @BeforeEach
  void stand(StudioDatabase studio) {
    this.studio = studio;
    proxy = studio.proxy();
    studio.execute("create table notes (note text)");
  }

  @AfterEach
  void away() {
    proxy.close();
  }

  @Test
  void traffic_undisturbed_passes() throws SQLException {
    try (Connection connection = connect()) {
      insert(connection, "x".repeat(200_000));
      connection.commit();
    }

    assertThat(studio.value("select length(note) from notes")).isEqualTo("200000");
  }

  @Test
  void url_ofADatabase_leadsThroughTheProxy() {
    assertThat(proxy.url(studio.url()))
        .isEqualTo("postgresql://postgres:postgres@127.0.0.1:%d/%s", proxy.port(), studio.name());
  }

  @Test
  void cutAll_whileConnected_breaksConnectionsAndWelcomesNewOnes() throws SQLException {
    try (Connection connection = connect()) {
      proxy.cutAll();
      assertThatThrownBy(() -> insert(connection, "Ana")).hasCauseInstanceOf(PSQLException.class);
    }
    try (Connection connection = connect()) {
      insert(connection, "Ana");
    }
  }

  @Test
  void refuseNew_untilAcceptNew_letsNobodyIn() throws Exception {
    proxy.refuseNew();
    assertThatThrownBy(this::connect).hasMessageContaining("refused");

    proxy.acceptNew();
    connect().close();
  }

  @ParameterizedTest
  @EnumSource
  void hold_eitherWay_makesTheClientWaitUntilReleased(Direction direction) throws Exception {
    try (Connection connection = connect()) {
      proxy.hold(direction);
      var inserting = CompletableFuture.runAsync(() -> insert(connection, "Ana"));
      if (direction == Direction.TO_CLIENT) {
        studio.await(
            "exists (select from pg_stat_activity where state = 'idle in transaction'"
                + " and query like 'insert%')");
      }
      assertThat(inserting).isNotDone();

      proxy.release(direction);
      inserting.join();
    }
  }

  @Test
  void cutBefore_theCommit_leavesNothingCommitted() throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", Fault.CUT_BEFORE);
      insert(connection, "Ana");
      assertThatThrownBy(connection::commit).isInstanceOf(PSQLException.class);
      trap.await();
    }
    studio.checkNoSessionOfTheTool();
    assertThat(studio.count("notes")).isZero();
  }

  @Test
  void abandonBefore_theCommit_leavesTheServerWaiting() throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", Fault.ABANDON_BEFORE);
      insert(connection, "Ana");
      assertThatThrownBy(connection::commit).isInstanceOf(PSQLException.class);
      trap.await();
      studio.await(
          "exists (select from pg_stat_activity where state = 'idle in transaction'"
              + " and query like 'insert%')");

      trap.release();
      studio.checkNoSessionOfTheTool();
    }
    assertThat(studio.count("notes")).isZero();
  }

  @Test
  void cutAnswer_toTheCommit_leavesItCommitted() throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", Fault.CUT_ANSWER);
      insert(connection, "Ana");
      assertThatThrownBy(connection::commit).isInstanceOf(PSQLException.class);
      trap.await();
    }
    assertThat(studio.count("notes")).isOne();
  }

  @Test
  void cutAnswer_toTheSecondCommit_findsItThoughItIsOnlyNamed() throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", 2, Fault.CUT_ANSWER);
      insert(connection, "Ana");
      connection.commit();
      insert(connection, "Bia");
      assertThatThrownBy(connection::commit).isInstanceOf(PSQLException.class);
      trap.await();
      assertThat(trap.seen()).isEqualTo(2);
    }
    assertThat(studio.count("notes")).isEqualTo(2);
  }

  @Test
  void swallowAnswer_toTheCommit_leavesTheClientWaiting() throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", Fault.SWALLOW_ANSWER);
      insert(connection, "Ana");
      var committing = CompletableFuture.runAsync(() -> commit(connection));
      trap.await();
      assertThat(studio.count("notes")).isOne();
      assertThat(committing).isNotDone();

      proxy.cutAll();
      assertThat(committing).failsWithin(Duration.ofSeconds(10));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"HOLD_BEFORE", "HOLD_ANSWER"})
  void hold_atTheCommit_parksIt(Fault fault) throws Exception {
    try (Connection connection = connect()) {
      Trap trap = proxy.at("COMMIT", fault);
      insert(connection, "Ana");
      var committing = CompletableFuture.runAsync(() -> commit(connection));
      trap.await();
      assertThat(studio.count("notes")).isEqualTo(fault == Fault.HOLD_ANSWER ? 1 : 0);
      assertThat(committing).isNotDone();

      trap.release();
      committing.join();
      insert(connection, "Bia");
      connection.commit();
    }
    assertThat(studio.count("notes")).isEqualTo(2);
  }

  private Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:" + jdbc());
    connection.setAutoCommit(false);
    return connection;
  }

  private String jdbc() {
    return String.format(
        Locale.ROOT,
        "postgresql://127.0.0.1:%d/%s?user=postgres&password=postgres&ApplicationName=extrato",
        proxy.port(),
        studio.name());
  }

  private static void insert(Connection connection, String text) {
    try (Statement statement = connection.createStatement()) {
      statement.execute("insert into notes values ('" + text + "')");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
