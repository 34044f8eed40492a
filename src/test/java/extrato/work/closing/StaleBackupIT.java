package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import extrato.studio.Tabela;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Ended;
import extrato.testing.Clerk.Started;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.Turnstile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The studio goes on working: between the backup and the closing, and while the closing runs. In
 * the awkward month payment 101, session 201, commission 301 and expense 401 leave.
 */
@ExtendWith(StudioExtension.class)
class StaleBackupIT {
  /** After the month was read and archived, before anything is deleted. */
  private static final String BEFORE_THE_DELETIONS = "before insert on extratos";

  private static final String NEW_GASTO =
      "insert into gastos (id, data, valor, descricao, forma_pagamento, created_by)"
          + " values (9001, '2025-09-30', 5, 'SEGREDO', 'Pix', 1)";
  private static final String NEW_SESSAO =
      "insert into sessoes (id, data, valor, observacoes, cliente_id, artista_id, payment_id)"
          + " values (9001, '2025-09-30', 5, 'SEGREDO', 1, 1, 101)";
  private static final String NEW_COMISSAO =
      "insert into comissoes (id, pagamento_id, artista_id, percentual, valor, observacoes,"
          + " created_at) values (9001, %s, 1, 1, 1, 'SEGREDO', '2025-09-30 12:00:00Z')";

  @TempDir Path home;

  private StudioDatabase studio;
  private Clerk operator;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    this.studio = studio;
    operator = Clerk.of(studio.url(), home);
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(
        """
        update pagamentos set observacoes = 'SEGREDO antigo' where id = 101;
        update sessoes set observacoes = 'SEGREDO antigo' where id = 201;
        update comissoes set observacoes = 'SEGREDO antigo' where id = 301;
        update gastos set descricao = 'SEGREDO antigo' where id = 401;
        """);
    operator.run("backup").expect(ExitCode.DONE);
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Changed.
        "update pagamentos set observacoes = 'SEGREDO' where id = 101 | pagamentos id 101, column"
            + " observacoes differs from the backup",
        "update sessoes set observacoes = 'SEGREDO' where id = 201 | sessoes id 201, column"
            + " observacoes differs from the backup",
        "update comissoes set observacoes = 'SEGREDO' where id = 301 | comissoes id 301, column"
            + " observacoes differs from the backup",
        "update gastos set descricao = 'SEGREDO' where id = 401 | gastos id 401, column descricao"
            + " differs from the backup",
        "update gastos set valor = valor + 0.01 where id = 401 | gastos id 401, column valor"
            + " differs from the backup",
        "update pagamentos set observacoes = '' where id = 102 | pagamentos id 102, column"
            + " observacoes differs from the backup",
        "update sessoes set payment_id = 105 where id = 206 | sessoes id 206, column payment_id"
            + " differs from the backup",
        // Added.
        "insert into pagamentos (id, data, valor, observacoes, forma_pagamento, artista_id) values"
            + " (9001, '2025-09-30', 5, 'SEGREDO', 'Pix', 1) | pagamentos id 9001 is in the"
            + " database but not in the backup",
        "insert into sessoes (id, data, valor, cliente_id, artista_id, payment_id) values (9001,"
            + " '2025-12-31', 5, 1, 1, 101) | sessoes id 9001 is in the database but not in the"
            + " backup",
        "insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (9001, 101,"
            + " 1, 1, 1) | comissoes id 9001 is in the database but not in the backup",
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9, '2025-09-01',"
            + " 5, 'Pix', 1) | gastos id 9 is in the database but not in the backup",
        "update pagamentos set data = '2025-09-30' where id = 63 | pagamentos id 63 is in the"
            + " database but not in the backup",
        "update comissoes set pagamento_id = 101 where id = 304 | comissoes id 304 is in the"
            + " database but not in the backup",
        "update sessoes set payment_id = 101 where id = 213 | sessoes id 213 is in the database but"
            + " not in the backup",
        "update pagamentos set sessao_id = 213 where id = 114 | pagamentos id 114, column sessao_id"
            + " differs from the backup (and 1 more)",
        // Removed.
        "delete from pagamentos where id = 114 | pagamentos id 114 is in the backup but not in the"
            + " database",
        "delete from sessoes where id = 205 | sessoes id 205 is in the backup but not in the"
            + " database",
        "delete from comissoes where id = 301 | comissoes id 301 is in the backup but not in the"
            + " database",
        "delete from gastos where id = 4001 | gastos id 4001 is in the backup but not in the"
            + " database",
        "update gastos set data = '2025-10-01' where id = 402 | gastos id 402 is in the backup but"
            + " not in the database",
        "update comissoes set pagamento_id = 121 where id = 301 | comissoes id 301 is in the backup"
            + " but not in the database",
        // Another shape.
        "alter table gastos add column fornecedor text | gastos column fornecedor is in the"
            + " database but not in the backup",
        "alter table gastos alter column descricao type text | gastos column descricao is in the"
            + " backup but not in the database"
      })
  void record_thatIsNotAsInTheBackup_stopsTheClosing(String change, String named) {
    studio.execute(change);
    var before = studio.dumpExceptRuns();

    Ended ended = operator.run("extrato").expect(ExitCode.NOT_PROVEN);

    assertThat(ended.err())
        .contains(named)
        .contains("transaction rolled back, database unchanged")
        .contains("extrato backup --year 2025 --month 9");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertNoValueIsTold(ended);
    assertThat(lastRun("attempts")).isEqualTo("1");
    assertThat(lastRun("outcome")).isEqualTo("not_proven");
    assertThat(operator.run("extrato", "--dry-run").code()).isEqualTo(ended.code());
  }

  @Test
  void manyDifferences_areCounted() {
    studio.execute("update gastos set valor = valor + 1");

    assertThat(operator.run("extrato").expect(ExitCode.NOT_PROVEN).err())
        .contains("gastos id 401, column valor differs from the backup (and 37 more)")
        .doesNotContain("SEGREDO");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update pagamentos set observacoes = 'SEGREDO' where id = 101 | pagamentos id 101, column"
            + " observacoes | 40001",
        "update sessoes set observacoes = 'SEGREDO' where id = 201 | sessoes id 201, column"
            + " observacoes | 40001",
        "update sessoes set observacoes = 'SEGREDO' where id = 208 | sessoes id 208, column"
            + " observacoes | 40001",
        "update comissoes set observacoes = 'SEGREDO' where id = 301 | comissoes id 301, column"
            + " observacoes | 40001",
        "update gastos set descricao = 'SEGREDO' where id = 401 | gastos id 401, column descricao |"
            + " 40001",
        "update pagamentos set data = '2025-10-01' where id = 114 | pagamentos id 114 is in the"
            + " backup | 40001",
        "delete from pagamentos where id = 114 | pagamentos id 114 is in the backup | 40001",
        "delete from sessoes where id = 205 | sessoes id 205 is in the backup | 40001",
        "delete from comissoes where id = 301 | comissoes id 301 is in the backup | 40001",
        "delete from gastos where id = 401 | gastos id 401 is in the backup | 40001",
        NEW_SESSAO + " | sessoes id 9001 is in the database | 23503",
        "insert into comissoes (id, pagamento_id, artista_id, percentual, valor) values (9001, 101,"
            + " 1, 1, 1) | comissoes id 9001 is in the database | 23503",
        "update comissoes set pagamento_id = 101 where id = 304 | comissoes id 304 is in the"
            + " database | 23503",
        "update sessoes set payment_id = 101 where id = 213 | sessoes id 213 is in the database |"
            + " 23503",
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id) values"
            + " (9001, '2025-09-30', 5, 'Pix', 1, 201) | pagamentos id 9001 is in the database |"
            + " 23503"
      })
  void record_thatChangesWhileTheClosingRuns_isFoundByTheNextAttempt(
      String change, String named, String state) {
    Ended ended;
    Map<String, String> before;
    try (Turnstile turnstile = Turnstile.at(studio, BEFORE_THE_DELETIONS)) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      studio.execute(change);
      before = studio.dumpExceptRuns();
      turnstile.open();
      ended = closing.join().expect(ExitCode.NOT_PROVEN);
    }

    assertThat(ended.err()).contains(named).contains("database unchanged");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertNoValueIsTold(ended);
    assertThat(lastRun("attempts")).isEqualTo("2");
    assertThat(lastRun("jsonb_array_length(attempt_log)")).isEqualTo("1");
    assertThat(lastRun("attempt_log")).contains("SQLSTATE " + state);
  }

  /** The closing waits for whoever came first, and then looks again. */
  @Test
  void record_thatSomebodyIsChanging_isWaitedForAndFoundChanged() throws Exception {
    try (Connection somebody = studio.connect();
        Statement statement = somebody.createStatement()) {
      somebody.setAutoCommit(false);
      statement.execute("update gastos set descricao = 'SEGREDO' where id = 401");
      Started closing = operator.start("extrato");
      studio.await(
          "exists (select from pg_stat_activity where application_name like 'extrato%' and"
              + " wait_event_type = 'Lock')");
      somebody.commit();

      assertThat(closing.join().expect(ExitCode.NOT_PROVEN).err())
          .contains("gastos id 401, column descricao");
    }
    assertThat(lastRun("attempts")).isEqualTo("2");
  }

  /** Only what the closing has to touch can stop it; what is new in the month is late. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        NEW_GASTO + " | gastos",
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (9001,"
            + " '2025-09-30', 5, 'Pix', 1) | pagamentos",
        "insert into comissoes (id, artista_id, percentual, valor, created_at) values (9001, 1, 1,"
            + " 1, '2025-09-30 12:00:00Z') | comissoes"
      })
  void record_thatIsNewInTheMonth_whileTheClosingRuns_staysLive(String change, String table) {
    Map<Tabela, Set<Integer>> all = ids();
    add(all, Tabela.ofTable(table));

    closingDuringWhich(change).expect(ExitCode.DONE);

    assertThat(studio.ids(table)).contains(9001);
    assertNothingIsLost(all, AwkwardMonth.expected().sessoesThatStay());
    assertThat(lastRun("attempts")).isEqualTo("1");
    assertThat(operator.run("verify").expect(ExitCode.DONE).err())
        .contains("1 " + table)
        .contains("--force");
  }

  /** A payment of another month takes hold of a session that was about to leave. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id, sessao_id) values"
            + " (9001, '2025-10-09', 5, 'Pix', 1, 201)",
        "update pagamentos set sessao_id = 201 where id = 121"
      })
  void session_thatAnotherMonthsPaymentRefersToMeanwhile_stays(String change) {
    Map<Tabela, Set<Integer>> all = ids();
    if (change.startsWith("insert")) {
      add(all, Tabela.PAGAMENTOS);
    }
    List<Integer> staying = new ArrayList<>(AwkwardMonth.expected().sessoesThatStay());
    staying.add(201);

    closingDuringWhich(change).expect(ExitCode.DONE);

    assertNothingIsLost(all, staying);
    assertThat(studio.value("select payment_id from sessoes where id = 201")).isNull();
    assertThat(lastRun("attempts")).isEqualTo("2");
    assertThat(lastRun("attempt_log")).contains("SQLSTATE 23503");
  }

  /** The last payment of another month lets go of a session that was about to stay. */
  @Tag("slow")
  @Test
  void session_thatAnotherMonthsPaymentLetsGoMeanwhile_isInBothPlacesAndNotLost() {
    Map<Tabela, Set<Integer>> all = ids();

    closingDuringWhich("update sessoes set payment_id = null, observacoes = 'nova' where id = 207")
        .expect(ExitCode.DONE);

    assertNothingIsLost(all, AwkwardMonth.expected().sessoesThatStay());
    assertThat(studio.value("select observacoes from sessoes where id = 207")).isEqualTo("nova");
  }

  /** A key that deletes or empties whatever refers to a row that goes. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"cascade, 40001", "set null, 40001", "no action, 23503", "restrict, 23"})
  void rowOfAnotherTable_thatRefersToALeavingOneMeanwhile_stopsTheClosing(
      String action, String state) {
    studio.execute(
        "create table recibos (numero integer primary key, pagamento integer references pagamentos"
            + " on delete "
            + action
            + ")");

    Ended ended = closingDuringWhich("insert into recibos values (1, 101)");

    assertThat(ended.expect(ExitCode.STOPPED).err()).contains("public.recibos (numero) 1, by the");
    assertThat(studio.rows("select * from recibos where pagamento = 101")).hasSize(1);
    assertThat(lastRun("attempts")).isEqualTo("2");
    assertThat(lastRun("attempt_log")).contains("SQLSTATE " + state);
  }

  /** Whoever comes when the rows are gone waits for the commit, and is told. */
  @Tag("slow")
  @Test
  void writer_thatComesAfterTheDeletions_isRefusedByTheDatabase() {
    Map<Tabela, Set<Integer>> all = ids();
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato_run_logs")) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      var writing =
          CompletableFuture.runAsync(
              () -> studio.execute(String.format(Locale.ROOT, NEW_COMISSAO, "101")));
      studio.await(
          "exists (select from pg_stat_activity where query like 'insert into comissoes%' and"
              + " wait_event_type = 'Lock')");
      turnstile.open();

      closing.join().expect(ExitCode.DONE);
      assertThatThrownBy(() -> writing.get(10, TimeUnit.SECONDS))
          .rootCause()
          .hasMessageContaining("is not present in table \"pagamentos\"");
    }
    assertNothingIsLost(all, AwkwardMonth.expected().sessoesThatStay());
  }

  private Ended closingDuringWhich(String change) {
    try (Turnstile turnstile = Turnstile.at(studio, BEFORE_THE_DELETIONS)) {
      Started closing = operator.start("extrato");
      turnstile.awaitSomebody();
      studio.execute(change);
      turnstile.open();
      return closing.join();
    }
  }

  private static void add(Map<Tabela, Set<Integer>> all, Tabela tabela) {
    all.computeIfPresent(
        tabela,
        (t, ids) -> {
          ids.add(9001);
          return ids;
        });
  }

  private Map<Tabela, Set<Integer>> ids() {
    Map<Tabela, Set<Integer>> ids = new EnumMap<>(Tabela.class);
    for (Tabela tabela : Tabela.values()) {
      ids.put(tabela, new TreeSet<>(studio.ids(tabela.table())));
    }
    return ids;
  }

  /** Every record is live or archived, once; a session that stays is both. */
  private void assertNothingIsLost(
      Map<Tabela, Set<Integer>> all, Iterable<Integer> sessionsInBoth) {
    for (Tabela tabela : Tabela.values()) {
      List<Integer> found = new ArrayList<>(studio.ids(tabela.table()));
      found.addAll(archived(tabela));
      List<Integer> expected = new ArrayList<>(all.getOrDefault(tabela, Set.of()));
      if (tabela == Tabela.SESSOES) {
        sessionsInBoth.forEach(expected::add);
      }
      assertThat(found).as(tabela.table()).containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private List<Integer> archived(Tabela tabela) {
    return studio
        .column(
            "select r ->> 'id' from extrato.lotes, jsonb_array_elements(registros) r where tabela ="
                + " '"
                + tabela.table()
                + "'")
        .stream()
        .map(id -> Integer.valueOf(String.valueOf(id)))
        .toList();
  }

  /** The books are nobody's business who reads logs. */
  private void assertNoValueIsTold(Ended ended) {
    assertThat(ended.out() + ended.err()).doesNotContain("SEGREDO");
    assertThat(operator.log()).doesNotContain("SEGREDO");
    assertThat(studio.dump().get("extrato.runs")).doesNotContain("SEGREDO");
    assertThat(studio.dump().get("extrato_run_logs")).doesNotContain("SEGREDO");
  }

  private @Nullable String lastRun(String columns) {
    return studio
        .column(
            "select "
                + columns
                + " from extrato.runs where command = 'extrato' order by started desc")
        .get(0);
  }
}
