package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases and roles with which the promises could not be kept. */
@ExtendWith(StudioExtension.class)
class FitnessIT {
  private static final List<String> COMMANDS = List.of("backup", "verify", "extrato");

  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk clerk;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    this.studio = studio;
    clerk = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
    clerk.run("backup").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table gastos rename to todos; create view gastos as select * from todos |"
            + " public.gastos is a view",
        "alter table gastos rename to todos; create materialized view gastos as select * from todos"
            + " | public.gastos is a materialized view",
        "create foreign data wrapper longe; create server longe foreign data wrapper longe; alter"
            + " table gastos rename to todos; create foreign table gastos (id integer) server longe"
            + " | public.gastos is a foreign table",
        "create table gastos_2024 () inherits (gastos) | public.gastos is a table with inheritance"
            + " children",
        "create table coisas (valor numeric(10,2) not null); alter table gastos inherit coisas |"
            + " public.gastos is an inheritance child of another table",
        "create table todos (like gastos) partition by range (data); alter table todos attach"
            + " partition gastos default | public.gastos is a partition of another table",
        "alter table gastos rename to despesas | table gastos is not on the search_path",
        "alter table gastos rename to todos; create sequence gastos | public.gastos is not a table"
      })
  void table_ofAnotherKind_isRefused(String change, String named) {
    studio.execute(change);

    assertRefused(named);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "alter table gastos alter column valor type double precision | gastos.valor is double"
            + " precision, not numeric(10,2)",
        "alter table gastos alter column valor type numeric | gastos.valor is numeric, not"
            + " numeric(10,2)",
        "alter table gastos alter column valor type numeric(10,3) | gastos.valor is numeric(10,3),"
            + " not numeric(10,2)",
        "alter table gastos alter column valor type money | gastos.valor is money, not"
            + " numeric(10,2)",
        "alter table comissoes alter column percentual type real | comissoes.percentual is real,"
            + " not numeric",
        "alter table gastos alter column id drop default, alter column id type text | gastos.id is"
            + " text, not integer",
        "alter table gastos alter column data type timestamp | gastos.data is timestamp without"
            + " time zone, not date",
        "alter table comissoes alter column created_at type date | comissoes.created_at is date,"
            + " not timestamptz",
        "alter table gastos drop column forma_pagamento | column gastos.forma_pagamento is missing",
        "alter table sessoes drop column payment_id | column sessoes.payment_id is missing",
        "alter table gastos alter column categoria type integer using 1 | gastos.categoria is"
            + " integer, not varchar"
      })
  void column_thatDoesNotMeanWhatItSays_isRefused(String change, String named) {
    studio.execute(change);

    assertRefused(named);
  }

  @Test
  void severalThingsThatDoNotFit_areNamedTogether() {
    studio.execute(
        "alter table gastos drop column forma_pagamento; alter table comissoes alter column valor"
            + " type real");

    assertRefused("comissoes.valor is real, not numeric(10,2)");
    assertRefused("column gastos.forma_pagamento is missing");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table gastos alter column id type bigint",
        "alter table gastos alter column valor type numeric(15,2)",
        "alter table gastos alter column descricao type text",
        "alter table comissoes alter column created_at type timestamp",
        "create domain dinheiro as numeric(10,2); alter table gastos alter column valor type"
            + " dinheiro"
      })
  void column_ofATypeThatMeansTheSame_isWelcome(String change) {
    studio.execute(change);

    clerk.run("backup").expect(ExitCode.DONE);
    clerk.run("extrato").expect(ExitCode.DONE);
  }

  @Test
  void searchPath_thatMixesSchemas_isRefused() {
    studio.execute(
        "create schema outra; create table outra.gastos (like public.gastos including all);"
            + searchPath("outra, public"));

    assertRefused("the search_path leads to the tables of schema outra");
  }

  @Tag("slow")
  @Test
  void searchPath_thatLeadsToAnotherStudio_isRefused() {
    studio.execute(
        """
        create schema filial;
        create table filial.pagamentos (like public.pagamentos including all);
        create table filial.sessoes (like public.sessoes including all);
        create table filial.comissoes (like public.comissoes including all);
        create table filial.gastos (like public.gastos including all);
        """
            + searchPath("filial, public"));

    String named =
        "leads to the tables of schema filial, but the tool's schema extrato is that of the studio in schema"
            + " public";
    assertRefused(named);
  }

  @Tag("slow")
  @Test
  void searchPath_thatIsRestored_leadsToTheStudioAgain() {
    studio.execute("create schema vazia;" + searchPath("vazia, public"));

    clerk.run("extrato").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void encoding_thatKeepsNoRecordOfItself_isRefused() {
    try (StudioDatabase ascii = StudioDatabase.withEncoding("SQL_ASCII")) {
      ascii.execute("insert into clients (name, created_at) values (E'Jos\\xe9', null)");
      Clerk there = Clerk.of(ascii.url(), home.resolve("ascii"));
      var before = ascii.dumpExceptRuns();

      for (String command : COMMANDS) {
        assertThat(there.run(command).expect(ExitCode.UNFIT).err()).contains("SQL_ASCII");
      }
      assertThat(ascii.dumpExceptRuns()).containsAllEntriesOf(before);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {"pagamentos", "sessoes", "comissoes", "gastos", "clients", "users", "extratos"})
  void rowSecurity_thatHidesRows_isRefused(String table) {
    StudioRole role = everythingTo();
    studio.execute(
        String.format(
            Locale.ROOT,
            "alter table %1$s enable row level security; create policy so_algumas on %1$s using (id"
                + " %% 2 = 0)",
            table));
    var before = studio.dumpExceptRuns();

    for (String command : COMMANDS) {
      assertThat(clerk.at(role.url()).run(command).expect(ExitCode.UNFIT).err())
          .contains("row security hides rows of public." + table + " from the role " + role.name());
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    // The superuser sees them all.
    clerk.run("extrato").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @Test
  void database_thatTakesNoChanges_isRefused() {
    studio.execute("alter database " + studio.name() + " set default_transaction_read_only = on");
    var before = studio.dump();

    assertThat(clerk.run("extrato").expect(ExitCode.UNFIT).err()).contains("read-only transaction");
    assertThat(studio.dump()).isEqualTo(before);
  }

  /** Only a backup keeps such a row; nothing can be added to it. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "pagamentos, 101, valor",
    "sessoes, 207, valor",
    "comissoes, 301, valor",
    "comissoes, 312, percentual",
    "gastos, 402, valor"
  })
  void amount_thatIsNotANumber_stopsTheClosingButNoBackup(String table, int id, String column) {
    studio.execute(
        String.format(Locale.ROOT, "update %s set %s = 'NaN' where id = %d", table, column, id));
    clerk.run("backup").expect(ExitCode.DONE);
    clerk.run("verify").expect(ExitCode.DONE);
    var before = studio.dumpExceptRuns();

    String said = clerk.run("extrato").expect(ExitCode.STOPPED).err();

    assertThat(said)
        .contains(String.format(Locale.ROOT, "%s id %d has NaN as %s", table, id, column))
        .contains("transaction rolled back, database unchanged");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    clerk.run("extrato", "--dry-run").expect(ExitCode.STOPPED);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table extrato_run_logs owner to %s",
        "alter table extratos owner to %s",
        "alter table extrato.lotes owner to %s",
        "alter schema extrato owner to %s"
      })
  void tableOfSomebodyElse_isRefused(String change, StudioDatabase studio) {
    clerk.run("backup").expect(ExitCode.DONE);
    StudioDatabase.StudioRole stranger = studio.role("usage, create on schema public");
    studio.execute(String.format(Locale.ROOT, change, stranger.name()));

    assertThat(clerk.run("extrato").expect(ExitCode.UNFIT).err())
        .contains("belongs to " + stranger.name());

    studio.execute("reassign owned by " + stranger.name() + " to current_user");
    studio.execute("drop owned by " + stranger.name());
  }

  @Tag("slow")
  @Test
  void recordWithoutAnId_isRefused_andNothingIsCalledProven() {
    studio.execute(
        "alter table gastos drop constraint gastos_pkey, alter id drop not null; update gastos set"
            + " id = null where id = 402");

    for (String command : List.of("backup", "monthly", "verify")) {
      assertThat(clerk.run(command).expect(ExitCode.STOPPED).err())
          .contains("without an id", "gastos");
    }
  }

  @Tag("slow")
  @Test
  void ownSchemaThatLostTables_isNamed() {
    clerk.run("backup").expect(ExitCode.DONE);
    studio.execute("drop table extrato.lotes cascade");

    assertThat(clerk.run("backup").expect(ExitCode.UNFIT).err()).contains("lacks lotes");
    assertThat(clerk.run("status").expect(ExitCode.UNFIT).err()).contains("lacks lotes");
  }

  private void assertRefused(String named) {
    var before = studio.dumpExceptRuns();
    for (String command : COMMANDS) {
      assertThat(clerk.run(command).expect(ExitCode.UNFIT).err()).contains(named);
    }
    clerk.run("extrato", "--dry-run").expect(ExitCode.UNFIT);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  private StudioRole everythingTo() {
    StudioRole role = studio.role("usage on schema extrato");
    studio.execute(
        String.format(
            Locale.ROOT,
            "grant all on all tables in schema public, extrato to %1$s; grant all on all sequences"
                + " in schema public to %1$s",
            role.name()));
    return role;
  }

  private String searchPath(String path) {
    return "alter database " + studio.name() + " set search_path = " + path;
  }
}
