package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody with the documented rights, and then with all of them, tries to write into the ledger
 * what did not happen.
 */
class LedgerDefenceIT {
  private static final String ENTRIES =
      "insert into extrato.lancamentos (conta, versao, transferencia, valor, saldo) ";

  @TempDir static Path home;
  private static StudioDatabase studio = StudioDatabase.create();
  private static StudioRole role = studio.role();
  private static Map<String, String> before = Map.of();

  @BeforeAll
  static void openTheStudio() throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.inDecember(studio, home);
    operator.succeed("init");
    studio.execute(
        Files.readString(Path.of("docs/grants/wallet.sql"))
            .replace(":\"role\"", role.name())
            .replace(":\"studio\"", "public"));
    Operator clerk = operator.with("DATABASE_URL", role.url());
    clerk.succeed("wallet", "credit", "client:1", "--amount", "150", "--key", "in");
    clerk.succeed("wallet", "hold", "client:1", "--amount", "50", "--key", "hold");
    before = studio.dump();
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  /** As the role of docs/grants/wallet.sql, in one transaction that is rolled back. */
  private static void asTheRole(String sql) throws SQLException {
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      statement.execute("set session authorization " + role.name());
      connection.setAutoCommit(false);
      statement.execute(sql);
      connection.rollback();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update extrato.contas set saldo = 99999 where tipo = 'client'",
        "update extrato.lancamentos set valor = valor * 2",
        "delete from extrato.lancamentos",
        "delete from extrato.transferencias",
        "truncate extrato.registros",
        "truncate extrato.contas cascade",
        "insert into extrato.contas (tipo, dono) values ('client', 77)",
        ENTRIES + "select id, 9, 1, 5, 5 from extrato.contas",
        "insert into extrato.retencoes values (77, 1, 100)",
        "alter table extrato.lancamentos disable trigger conferir",
        "set session_replication_role = replica",
        "drop function extrato.conferir_lancamentos() cascade",
        "select extrato.devolver('[]')",
        "select extrato.recusar('00000', '{}')",
        "select extrato.registrar(2, 'pagamentos', 1, 2025, 9, 1)",
        "lock table extrato.contas in access exclusive mode",
        "create trigger meu after insert on extrato.contas execute function extrato.nada_muda()"
      })
  void role_thatWritesByItself_isRefused(String sql) {
    assertThatThrownBy(() -> asTheRole(sql))
        .isInstanceOf(SQLException.class)
        .extracting(failure -> ((SQLException) failure).getSQLState())
        .isIn("42501", "EW006");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'kind','credit','account','client:1','amount',5,'reverses',1",
        "'kind','credit','account','client:9','amount',5,'reverses',1",
        "'kind','credit','account','client:1','amount',5,'hold',2",
        "'kind','credit','account','client:9','amount',5,'hold',2",
        "'kind','debit','account','client:1','amount',5,'hold_key','hold'",
        "'kind','credit','account','client:1','amount',5,'to','artist:1'",
        "'kind','credit','account','client:1','amount',5,'share',3000",
        "'kind','credit','account','client:1','amount',5,'session',7",
        "'kind','credit','account','client:1','amount',5,'days',7",
        "'kind','debit','account','client:1','amount',5,'until','2030-01-01T00:00:00Z'",
        "'kind','hold','account','client:1','amount',5,'reverses',1",
        "'kind','hold','account','client:1','amount',5,'hold',2",
        "'kind','refund','hold',2,'account','client:1'",
        "'kind','refund','hold',2,'reverses',1",
        "'kind','release','hold',2,'to','artist:1','share',1,'reverses',1",
        "'kind','release','hold',2,'to','artist:1','share',1,'days',1",
        "'kind','reverse','reverses',1,'hold',2",
        "'kind','reverse','reverses',1,'account','client:1'",
      })
  void request_thatSaysWhatIsNoPartOfItsKind_isRefused_aloneAndAmongOthers(String parts) {
    String one = "jsonb_build_object('key','x'," + parts + ")";
    for (String all :
        List.of(
            one,
            "jsonb_build_object('key','y','kind','credit','account','client:1','amount',1),"
                + one)) {
      assertThatThrownBy(
              () -> asTheRole("select * from extrato.lancar(jsonb_build_array(" + all + "), 'x')"))
          .as(all)
          .isInstanceOf(SQLException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("EW002");
    }
  }

  /**
   * What the functions ask is asked by full names: nothing of the session's own takes its place.
   */
  @Test
  void role_withTablesAndOperatorsOfItsOwn_changesNothingOfWhatIsDone() throws SQLException {
    String hostile =
        "set search_path = pg_temp, public;"
            + " create temporary table contas (id bigint, tipo text, dono bigint, saldo bigint,"
            + " versao bigint);"
            + " create temporary table transferencias (id bigint, chave text);"
            + " create temporary table lancamentos (conta bigint, versao bigint, transferencia"
            + " bigint, valor bigint, saldo bigint);"
            + " create temporary table novos (transferencia bigint, valor bigint);"
            + " create function pg_temp.falso(bigint, bigint) returns boolean language sql as"
            + " 'select true';"
            + " create operator pg_temp.= (leftarg = bigint, rightarg = bigint, function ="
            + " pg_temp.falso);"
            + " create operator pg_temp.< (leftarg = bigint, rightarg = bigint, function ="
            + " pg_temp.falso);";

    assertThatThrownBy(
            () ->
                asTheRole(
                    hostile
                        + "select * from extrato.lancar('[{\"key\": \"x\", \"kind\": \"debit\","
                        + " \"account\": \"client:1\", \"amount\": 10001}]', 'x')"))
        .hasMessageContaining("not enough balance");
    assertThatCode(
            () ->
                asTheRole(
                    hostile
                        + "select * from extrato.lancar('[{\"key\": \"x\", \"kind\": \"debit\","
                        + " \"account\": \"client:1\", \"amount\": 10000}]', 'x')"))
        .doesNotThrowAnyException();
    assertThat(studio.dump()).isEqualTo(before);
  }

  /** Whoever owns the tables is held to what the ledger is, in the role of a replica too. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update extrato.lancamentos set valor = valor * 2",
        "delete from extrato.lancamentos where versao = 2",
        "update extrato.transferencias set motivo = 'x'",
        "delete from extrato.retencoes",
        "truncate extrato.lancamentos",
        "delete from extrato.contas",
        // One leg, legs that do not add up, and a balanced pair added to an old transfer.
        ENTRIES
            + "select id, versao + 1, 2, 5, saldo + 5 from extrato.contas where tipo = 'client'",
        ENTRIES + "select id, versao + 1, 2, 5, saldo + 5 from extrato.contas where tipo <> 'till'",
        ENTRIES
            + "select id, versao + 1, 2, v, saldo + v from (select *, case tipo when 'client' then"
            + " 5 else -5 end as v from extrato.contas where tipo <> 'till') c",
        // A gap, a balance that does not follow, an account below 0, a transfer that is none.
        ENTRIES + "select id, versao + 2, 77, 5, saldo + 5 from extrato.contas"
      })
  void owner_whoWritesWhatIsNoLedger_isRefused(String sql) {
    for (String session : new String[] {"", "set local session_replication_role = replica; "}) {
      assertThatThrownBy(() -> studio.execute(session + sql))
          .rootCause()
          .isInstanceOf(SQLException.class)
          .extracting(failure -> ((SQLException) failure).getSQLState())
          .isEqualTo("EW006");
    }
    assertThat(studio.dump()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id, versao + 2, 77, case tipo when 'client' then 5 else -5 end, saldo + 5",
        "select id, versao + 1, 77, case tipo when 'client' then 5 else -5 end, saldo + 5",
        "select id, versao + 1, 77, case tipo when 'client' then 20000 else -20000 end, saldo +"
            + " case tipo when 'client' then 20000 else -20000 end",
      })
  void owner_whoseChainIsBroken_isRefused(String entries) {
    assertThatThrownBy(
            () ->
                studio.execute(
                    "insert into extrato.transferencias (id, chave, pedido, tipo, quando, por)"
                        + " values (77, 'x', '', 'transfer', now(), 'x'); "
                        + ENTRIES
                        + entries
                        + " from extrato.contas where tipo <> 'till'"))
        .rootCause()
        .hasMessageContaining("does not follow from the one before");
    assertThat(studio.dump()).isEqualTo(before);
  }
}
