package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Started;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TableCopy;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A month with a value of every awkward kind, closed and put back. */
@ExtendWith(StudioExtension.class)
class RestoreIT {
  private static final String FILE = "backups/2025_09/backup_2025_09.csv";

  @TempDir Path home;

  private Map<String, String> before = Map.of();

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    before = studio.dumpBooks();
    operator(studio).close(MONTH);
    assertThat(studio.dumpBooks()).isNotEqualTo(before);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"archive", "backup", FILE})
  void restore_fromEverySource_bringsBackIdenticalRows(String source, StudioDatabase studio) {
    operator(studio).run(MONTH, "restore", "--from", source).expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.count("extratos")).isZero();
    assertThat(studio.count("extrato_snapshots")).isOne();
  }

  /**
   * The month is back then: what a restore does afterwards can be stopped, but is no other story.
   */
  @ParameterizedTest
  @EnumSource(names = {"HOLD_BEFORE", "HOLD_ANSWER"})
  void signal_duringTheCommit_waitsForItsOutcome(Fault fault, StudioDatabase studio)
      throws Exception {
    try (TcpProxy proxy = studio.proxy();
        Turnstile turnstile = Turnstile.at(studio, "before update on extrato.versoes")) {
      Started restore = Clerk.of(proxy.url(studio.url()), home).start("restore", "--force");
      turnstile.awaitSomebody();
      Trap trap = proxy.at("COMMIT", fault);
      turnstile.open();
      trap.await();
      restore.signal(ExitCode.TERMINATED);
      assertThat(restore.isUnderWay()).isTrue();
      trap.release();

      assertThat(restore.join().expect(ExitCode.DONE).err()).contains("could not be analyzed");
    }
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.value("select outcome from extrato.runs where command = 'restore'"))
        .isEqualTo("done");
  }

  /**
   * A migration of the application between closing and merge: the older records never had a value.
   */
  @ParameterizedTest
  @ValueSource(strings = {"archive", "backup"})
  void mergedMonth_withAColumnThatIsNew_comesBackWithTheColumnsDefault(
      String source, StudioDatabase studio) {
    Operator operator = operator(studio);
    studio.execute(
        "alter table gastos add lote text not null default 'x', add caixa integer not null default"
            + " 7; insert into gastos (id, data, valor, forma_pagamento, created_by, lote, caixa)"
            + " values (9001, '2025-09-11', 40, 'Pix', 1, 'y', 8)");
    operator.run(MONTH, "extrato", "--force").expect(0);
    operator.run(MONTH, "drill").expect(0);

    assertThat(operator.run(MONTH, "restore", "--from", source).expect(0).err())
        .contains("gastos.lote", "gastos.caixa");

    assertThat(
            studio.column(
                "select distinct lote || ' ' || caixa from gastos where data >= '2025-09-01' and"
                    + " data < '2025-10-01' order by 1"))
        .containsExactly("x 7", "y 8");
  }

  @Test
  void restore_fromAFile_needsNoMonth(StudioDatabase studio) {
    operator(studio).run("restore", "--from", FILE).expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void restore_asADryRun_changesNothing(StudioDatabase studio) {
    Map<String, String> closed = studio.dump();

    assertThat(operator(studio).run(MONTH, "restore", "--dry-run").expect(0).out())
        .contains("dry run, nothing changed: month 09/2025 can be put back as it was");
    assertThat(studio.dump()).isEqualTo(closed);
  }

  @Test
  void closing_afterEachRestore_givesTheSameDigests(StudioDatabase studio) {
    String digest = digest(studio);
    for (String source : List.of("archive", "backup", "archive")) {
      operator(studio).run(MONTH, "restore", "--from", source).expect(0);
      operator(studio).close(MONTH);
      assertThat(digest(studio)).isEqualTo(digest);
    }
    assertThat(operator(studio).backup(MONTH, 2)).doesNotExist();
    operator(studio).run(MONTH, "verify").expect(0);
  }

  private static String digest(StudioDatabase studio) {
    return String.valueOf(
        studio.value("select backup_digest from extrato.versoes where restaurada_em is null"));
  }

  @Test
  void restore_keepsTheReason_andWhoDidIt(StudioDatabase studio) {
    operator(studio).run(MONTH, "restore", "--reason", "um pagamento foi esquecido").expect(0);

    assertThat(
            studio.rows(
                "select outcome, reason, os_user from extrato.runs where command = 'restore'"))
        .containsExactly(
            Map.of(
                "outcome",
                "done",
                "reason",
                "um pagamento foi esquecido",
                "os_user",
                System.getProperty("user.name")));
    assertThat(studio.value("select message from extrato_run_logs where status = 'success'"))
        .startsWith("restored, open again: run ");
  }

  @Test
  void restore_inProduction_wantsForce(StudioDatabase studio) {
    Map<String, String> closed = studio.dumpExceptRuns();
    Operator production = operator(studio).with("EXTRATO_ENV", "production");

    assertThat(production.run(MONTH, "restore").expect(11).err()).contains("add --force");
    assertThat(studio.dumpExceptRuns()).isEqualTo(closed);
    production.run(MONTH, "restore", "--force").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void restore_ofAMonthThatIsOpen_hasNothingToRestore(StudioDatabase studio) {
    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(operator(studio).run(MONTH, "restore").expect(4).err())
        .contains("month 09/2025 is not closed: there is nothing to restore");
    // Every record is live as it was: none is in the way of itself.
    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void restore_whenSequencesAreBeyond_leavesThemAlone(StudioDatabase studio) {
    String sequences =
        "select string_agg(sequencename || last_value, ',' order by 1) from pg_sequences where"
            + " schemaname = 'public' and sequencename !~ 'extrato'";
    String closed = studio.value(sequences);

    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(studio.value(sequences)).isEqualTo(closed);
  }

  @Test
  void restore_ofAStatementThatSomebodyRemoved_works(StudioDatabase studio) {
    studio.execute("delete from extratos");

    operator(studio).run(MONTH, "restore").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** The month's records and nothing else of the studio. */
  @Test
  void restore_fromTheFileAlone_fillsANewDatabase(StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.people(studio, fresh);

      operator(fresh).succeed("init", "--adopt");
      operator(fresh).run(MONTH, "restore", "--from", FILE).expect(0);

      assertThat(fresh.dumpBooks()).isEqualTo(expectedInANewDatabase(studio));
      operator(fresh).close(MONTH);
      operator(fresh).run(MONTH, "verify").expect(0);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "pagamentos, 'data, valor, forma_pagamento, artista_id', 1035",
    "sessoes, 'data, valor, cliente_id, artista_id', 217",
    "comissoes, 'percentual, valor, artista_id', 314",
    "gastos, 'data, valor, forma_pagamento, created_by', 4035"
  })
  void nextInsert_inANewDatabase_getsAFreeId(
      String table, String columns, int next, StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.people(studio, fresh);
      operator(fresh).succeed("init", "--adopt");
      operator(fresh).run(MONTH, "restore", "--from", FILE).expect(0);

      String values =
          columns.replaceAll("data", "'2025-12-01'").replaceAll("[a-z_]+(?![-0-9'])", "1");
      assertThat(
              fresh.value(
                  String.format(
                      Locale.ROOT,
                      "insert into %s (%s) values (%s) returning id",
                      table,
                      columns,
                      values)))
          .isEqualTo(String.valueOf(next));
    }
  }

  /** Also what is no id and given out by a sequence. */
  @Test
  void nextInsert_inANewDatabase_getsAFreeIdentity(StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.people(studio, fresh);
      operator(fresh).succeed("init", "--adopt");
      operator(fresh).run(MONTH, "restore", "--from", FILE).expect(0);
      String highest = fresh.value("select max(numero) from gastos");

      assertThat(
              fresh.value(
                  String.format(
                      Locale.ROOT,
                      "insert into gastos (data, valor, forma_pagamento, created_by) values"
                          + " ('2025-12-01', 1, 'Pix', 1) returning numero - %s",
                      highest)))
          .isEqualTo("1");
    }
  }

  @Test
  void restore_whereASequenceWaitsFarAbove_doesNotLowerIt(StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.people(studio, fresh);
      fresh.execute("alter sequence gastos_id_seq restart with 90000");

      operator(fresh).succeed("init", "--adopt");
      operator(fresh).run(MONTH, "restore", "--from", FILE).expect(0);

      assertThat(fresh.value("select nextval('gastos_id_seq')")).isEqualTo("90000");
    }
  }

  @Test
  void restore_whereClientsAndArtistsAreMissing_listsThem(StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.rows(studio, fresh, "users", "id <> 4");
      TableCopy.rows(studio, fresh, "clients", "id not in (2, 5)");
      operator(fresh).succeed("init", "--adopt");
      Map<String, String> untouched = fresh.dumpExceptRuns();

      assertThat(operator(fresh).run(MONTH, "restore", "--from", FILE).expect(6).err())
          .contains("pagamentos refers by cliente_id to clients that are not there: id 2, 5")
          .contains("comissoes refers by artista_id to users that are not there: id 4")
          .contains("nothing was changed")
          .doesNotContain("Maria");
      assertThat(fresh.dumpExceptRuns()).containsAllEntriesOf(untouched);
    }
  }

  @Test
  void restore_ofAnotherStudiosFile_warnsOfIt(StudioDatabase studio) {
    try (StudioDatabase fresh = fresh()) {
      TableCopy.people(studio, fresh);

      Operator elsewhere =
          new Operator(
              operator(fresh).environment(), home.resolve("elsewhere"), operator(fresh).clock());
      assertThat(
              elsewhere
                  .run(MONTH, "restore", "--from", home.resolve(FILE).toString(), "--other-studio")
                  .expect(0)
                  .err())
          .contains("warning:")
          .contains("is a backup of another database (" + studio.name());
    }
  }

  @Test
  void restore_whenEachSettingOfTheRoleIsAnother_readsTheSameValues(StudioDatabase studio) {
    for (String setting :
        List.of(
            "array_nulls = off",
            "DateStyle = 'SQL, DMY'",
            "IntervalStyle = iso_8601",
            "TimeZone = 'Asia/Kathmandu'",
            "extra_float_digits = -5",
            "bytea_output = escape")) {
      studio.execute("alter database " + studio.name() + " set " + setting);
    }

    operator(studio).run(MONTH, "restore").expect(0);

    studio.execute("alter database " + studio.name() + " reset all");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** Types that PostgreSQL does not have by itself, in a schema that is on nobody's path. */
  @Test
  void restore_ofTypesFromExtensions_bringsThemBackAndComparesThem(StudioDatabase studio) {
    assumeThat(
            studio.column(
                "select name from pg_available_extensions where name in ('hstore', 'citext')"))
        .as("the server has these extensions")
        .hasSize(2);
    operator(studio).run(MONTH, "restore").expect(0);
    studio.execute(
        "create schema extras; create extension hstore schema extras; create extension citext"
            + " schema extras;alter table gastos add column mapa extras.hstore, add column apelido"
            + " extras.citext unique, add column mapas extras.hstore[];update gastos set apelido ="
            + " 'Apelido ' || id, mapa = (array['\"a b\"=>\"1\", c=>NULL, \"\"=>\"\\\"\"', '',"
            + " null])[1 + id % 3]::extras.hstore, mapas = array['a=>1', null]::extras.hstore[]");
    before = studio.dumpBooks();
    operator(studio).close(MONTH);

    operator(studio).run(MONTH, "restore").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);

    operator(studio).close(MONTH);
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by, apelido) values"
            + " ('2025-12-01', 1, 'Pix', 1, 'APELIDO 402')");
    assertThat(operator(studio).run(MONTH, "restore").expect(6).err())
        .contains("gastos id 402: the live table has (apelido) already");
  }

  private static StudioDatabase fresh() {
    StudioDatabase fresh = StudioDatabase.create();
    fresh.execute("alter table gastos add column categoria varchar(100)");
    fresh.executeScript("awkward-columns.sql");
    return fresh;
  }

  /**
   * The month's records as they were; but a pointer to another month's payment comes back with that
   * month.
   */
  private static Map<String, String> expectedInANewDatabase(StudioDatabase closed) {
    try (StudioDatabase expected = StudioDatabase.create()) {
      AwkwardMonth.fill(expected);
      for (Tabela tabela : List.of(Tabela.COMISSOES, Tabela.GASTOS)) {
        expected.execute(
            String.format(Locale.ROOT, "delete from %s where not %s", tabela.table(), ids(tabela)));
      }
      expected.execute(
          String.format(
              Locale.ROOT,
              "update sessoes set payment_id = null where not exists (select from pagamentos p"
                  + " where p.id = payment_id and %s)",
              ids(Tabela.PAGAMENTOS).replace("id =", "p.id =")));
      expected.execute(
          String.format(
              Locale.ROOT,
              "with p as (delete from pagamentos where not %s) delete from sessoes where not %s",
              ids(Tabela.PAGAMENTOS),
              ids(Tabela.SESSOES)));
      assertThat(closed.count("extratos")).isOne();
      return new LinkedHashMap<>(expected.dumpBooks());
    }
  }

  private static String ids(Tabela tabela) {
    return AwkwardMonth.expected().ids(tabela).stream()
        .map(String::valueOf)
        .collect(Collectors.joining(", ", "id = any (array[", "])"));
  }
}
