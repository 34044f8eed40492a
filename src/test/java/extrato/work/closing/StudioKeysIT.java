package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a closing rests on is looked at, and stays as it was looked at: the studio's own keys, and
 * the shape of its tables.
 */
@ExtendWith(StudioExtension.class)
class StudioKeysIT {
  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;

  @BeforeEach
  void openTheStudio(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
    operator.run("backup").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table pagamentos drop constraint pagamentos_sessao_id_fkey | pagamentos.sessao_id"
            + " has no foreign key",
        "alter table sessoes drop constraint sessoes_payment_id_fkey | sessoes.payment_id has no"
            + " foreign key",
        "alter table comissoes drop constraint comissoes_pagamento_id_fkey | comissoes.pagamento_id"
            + " has no foreign key",
        "alter table comissoes disable trigger all | comissoes.pagamento_id is not enforced",
        "alter table pagamentos disable trigger all | is not enforced",
        "alter table comissoes alter constraint comissoes_pagamento_id_fkey not enforced |"
            + " comissoes.pagamento_id is not enforced"
      })
  void key_thatIsMissingOrDoesNotWork_isRefused_unlessNobodyElseMayWrite(
      String change, String named) {
    studio.execute(change);
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(ExitCode.UNFIT).err()).contains(named);
    assertThat(operator.run("extrato", "--dry-run").expect(ExitCode.UNFIT).err()).contains(named);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);

    Clerk.Ended ended =
        operator.with("EXTRATO_ALLOW_MISSING_KEYS", "true").run("extrato").expect(ExitCode.DONE);
    assertThat(ended.err()).contains(named);
  }

  @Test
  void key_thatWasNeverValidated_worksForWhatComes() {
    studio.execute(
        "alter table comissoes drop constraint comissoes_pagamento_id_fkey; alter table comissoes"
            + " add foreign key (pagamento_id) references pagamentos (id) not valid");

    operator.run("extrato").expect(ExitCode.DONE);
  }

  @Test
  void database_whoseKeysSleep_isRefused() {
    studio.execute("alter database " + studio.name() + " set session_replication_role = replica");

    assertThat(operator.run("extrato").expect(ExitCode.UNFIT).err())
        .contains("session_replication_role is replica");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"gastos", "extratos", "extrato.lotes", "extrato.runs"})
  void table_thatACrashWouldEmpty_isRefused(String table) {
    operator.runAsGiven("init").expect(ExitCode.DONE);
    studio.execute(
        table.equals("extrato.lotes")
            ? "alter table extrato.lotes set unlogged"
            : "alter table " + table + " set unlogged");

    assertThat(operator.run("extrato").expect(ExitCode.UNFIT).err())
        .containsAnyOf("unlogged", "not kept through a crash");
  }

  @Tag("slow")
  @Test
  void commit_isOnTheDisk_whateverTheDatabasesHabit() {
    studio.execute("alter database " + studio.name() + " set synchronous_commit = off");
    studio.execute(
        """
        create table habito (valor text);
        create function merkt() returns trigger language plpgsql as $$
        begin insert into habito values (current_setting('synchronous_commit')); return null; end $$;
        create trigger merkt after insert on extratos for each row execute function merkt()\
        """);

    operator.with("EXTRATO_ALLOWED_CHANGES", "habito").run("extrato").expect(ExitCode.DONE);

    assertThat(studio.column("select valor from habito")).containsOnly("on");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table recibos (id integer, pagamento integer references pagamentos (id) on delete"
            + " cascade)",
        "create trigger intruso after delete on gastos for each row execute function"
            + " suppress_redundant_updates_trigger()",
        "alter table gastos add column nova text",
        "create rule intrusa as on delete to gastos do instead nothing",
        "truncate comissoes",
        "alter table pagamentos drop constraint pagamentos_sessao_id_fkey"
      })
  void tables_keepTheirShape_whileTheMonthIsClosed(String change) throws SQLException {
    operator.run("verify").expect(ExitCode.DONE);
    try (Turnstile turnstile = Turnstile.at(studio, "after insert on extrato.lotes")) {
      Clerk.Started closing = operator.start("extrato");
      turnstile.awaitSomebody();

      assertThat(stateOf("set lock_timeout = '200ms'; " + change)).isEqualTo("55P03");
      assertThat(
              stateOf(
                  "set lock_timeout = '2s'; update pagamentos set observacoes = 'lido' where data >"
                      + " '2025-12-01'"))
          .isEmpty();

      turnstile.open();
      closing.join().expect(ExitCode.DONE);
    }
  }

  /**
   * Between the closing's two connections: the server would not see that they wait for each other.
   */
  @Tag("slow")
  @Test
  void change_thatWaitsForTheClosing_doesNotMakeItWaitForItself() throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, "before update on extrato.studio");
        Connection other = studio.connect();
        Statement change = other.createStatement()) {
      Clerk.Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      Thread ddl =
          new Thread(
              () -> {
                try {
                  change.execute("alter table gastos add column nova text");
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      ddl.start();
      studio.await(
          "exists (select from pg_locks where not granted and relation = 'gastos'::regclass)");

      turnstile.open();

      // The column came in between: the backup is stale, or the month is closed without it.
      assertThat(closing.join().code()).isIn(0, 4);
      ddl.join();
    }
  }

  private String stateOf(String sql) {
    try (Connection connection = studio.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
      return "";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }
}
