package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.Clerk.Ended;
import extrato.testing.Clerk.Started;
import extrato.testing.FailingStatements;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.TcpProxy.Fault;
import extrato.testing.Trap;
import extrato.testing.Turnstile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever breaks at whichever statement: all records are there, or none, and the truth is told.
 */
@ExtendWith(StudioExtension.class)
@Timeout(120)
class ImportAttacksIT {
  private static final String NEW_ONES = "select count(*) from pagamentos where id >= 9001";

  @TempDir Path home;
  private StudioDatabase studio;
  private Clerk operator;
  private Path folder;
  private Map<String, String> before;

  @BeforeEach
  void writeFiles(StudioDatabase studio) throws IOException {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Clerk.of(studio.url(), home).with("EXTRATO_ENV", "test");
    operator.runAsGiven("init").expect(ExitCode.DONE);
    folder = Files.createDirectory(home.resolve("dados"));
    StringBuilder payments = new StringBuilder("id,data,valor,forma_pagamento,artista_id\n");
    StringBuilder commissions =
        new StringBuilder("id,pagamento_id,artista_id,percentual,valor,created_at\n");
    for (int i = 9001; i <= 9100; i++) {
      payments.append(i).append(",2025-11-03,10.00,Pix,1\n");
      commissions.append(i).append(',').append(i).append(",1,70,7.00,2025-11-03 12:00:00+00\n");
    }
    Files.writeString(folder.resolve("pagamentos.csv"), payments);
    Files.writeString(folder.resolve("comissoes.csv"), commissions);
    before = studio.dumpBooks();
  }

  private Ended bring(Clerk who) {
    return who.runAsGiven("import", folder.toString());
  }

  private void assertNothingCame() throws IOException {
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.count("extrato.importacoes")).isZero();
    assertThat(images()).isEmpty();
  }

  private void assertAllCame() throws IOException {
    assertThat(studio.value(NEW_ONES)).isEqualTo("100");
    assertThat(studio.count("extrato.importacoes")).isEqualTo(2);
    assertThat(images()).hasSize(1);
  }

  private List<Path> images() throws IOException {
    Path imports = home.resolve("backups/imports");
    if (!Files.exists(imports)) {
      return List.of();
    }
    try (Stream<Path> found = Files.list(imports)) {
      return found.toList();
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "before insert on pagamentos for each statement",
        "after insert on comissoes for each row",
        "before insert on extrato.importacoes for each row",
        "before update on extrato.runs for each row when (new.outcome = 'done')"
      })
  void statement_thatFailsOnce_isTriedAgain_andOneThatFailsForGoodChangesNothing(String event)
      throws IOException {
    FailingStatements.fail(studio, event, "53100", 100);
    assertThat(bring(operator).expect(ExitCode.STOPPED).err()).contains("database unchanged");
    assertNothingCame();

    FailingStatements.fail(studio, event, "40001", 1);
    bring(operator).expect(ExitCode.DONE);
    assertAllCame();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "create temporary table, CUT_BEFORE",
    "copy pg_temp.extrato_pagamentos, CUT_BEFORE",
    "copy (select, CUT_ANSWER",
    "lock table, CUT_BEFORE",
    "lock table, CUT_ANSWER",
    "with novos_, CUT_BEFORE",
    "with novos_, CUT_ANSWER",
    "set constraints, CUT_ANSWER",
    "insert into extrato.importacoes, CUT_ANSWER",
    "COMMIT, CUT_BEFORE",
    "COMMIT, CUT_ANSWER"
  })
  void connection_cutAnywhere_leavesAllOrNothing(String statement, Fault fault) throws IOException {
    try (TcpProxy proxy = studio.proxy()) {
      Clerk there = operator.at(proxy.url(studio.url()));
      // The first commits are of the run's record.
      Trap trap = proxy.at(statement, statement.equals("COMMIT") ? 4 : 1, fault);
      int code = bring(there).code();
      assertThat(trap.isSprung()).isTrue();
      if (code == 0) {
        assertAllCame();
      } else {
        assertThat(code).isEqualTo(ExitCode.NO_DATABASE.number());
        assertNothingCame();
      }
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource(names = {"INTERRUPTED", "TERMINATED"})
  void signal_duringTheInsert_rollsBack(ExitCode signal) throws IOException {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on comissoes")) {
      Started importing = operator.startAsGiven("import", folder.toString());
      turnstile.awaitSomebody();
      importing.signal(signal);
      importing.join().expect(signal);
    }
    assertNothingCame();
    bring(operator).expect(ExitCode.DONE);
    assertAllCame();
  }

  @Test
  void application_thatWritesMeanwhile_waitsAndSucceeds() throws Exception {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on extrato.importacoes")) {
      Started importing = operator.startAsGiven("import", folder.toString());
      turnstile.awaitSomebody();
      CompletableFuture<Void> application =
          CompletableFuture.runAsync(
              () ->
                  studio.execute(
                      "insert into pagamentos (data, valor, forma_pagamento, artista_id) values"
                          + " ('2025-11-04', 5, 'Pix', 1)"));
      studio.await(
          "exists (select from pg_locks where not granted and locktype = 'relation' and relation ="
              + " 'pagamentos'::regclass)");
      turnstile.open();
      importing.join().expect(ExitCode.DONE);
      application.join();
    }
    assertThat(studio.value(NEW_ONES)).isEqualTo("101");
    assertThat(studio.value("select max(id) from pagamentos")).isEqualTo("9101");
  }

  @Test
  void rival_whoCommitsTheSameIdWhileRecordsAreStaged_isListed() throws SQLException {
    try (Connection rival = studio.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute(
          "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (9050,"
              + " '2025-11-04', 5, 'Pix', 1)");
      Started importing = operator.startAsGiven("import", folder.toString());
      studio.await(
          "exists (select from pg_locks where not granted and mode = 'ShareRowExclusiveLock')");
      rival.commit();
      assertThat(importing.join().expect(ExitCode.STOPPED).err())
          .contains("pagamentos id 9050 (pagamentos.csv line 51)");
    }
    assertThat(studio.value(NEW_ONES)).isEqualTo("1");
  }

  @Test
  void rival_whoChangesTheSameClientMeanwhile_isWaitedFor() throws Exception {
    studio.execute("insert into clients (id, name) values (9001, 'Zé')");
    Files.writeString(folder.resolve("clients.csv"), "id,name\n9001,Zé Novo\n");
    try (Connection rival = studio.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("update clients set jotform_submission_id = 'j1' where id = 9001");
      Started importing =
          operator.startAsGiven("import", folder.toString(), "--mode", "merge", "--update");
      studio.await(
          "exists (select from pg_locks where not granted and (mode = 'ShareRowExclusiveLock' or"
              + " locktype = 'transactionid'))");
      rival.commit();
      importing.join().expect(ExitCode.DONE);
    }
    assertThat(
            studio.value("select concat(name, jotform_submission_id) from clients where id = 9001"))
        .isEqualTo("Zé Novoj1");
  }

  /** The arguments of a run that takes all records out again. */
  private String[] takingOut(String way) throws IOException {
    studio.execute(
        "create table notas (p integer references pagamentos on delete cascade, t text)");
    bring(operator).expect(ExitCode.DONE);
    if (way.equals("undo")) {
      return new String[] {"import", "--undo", images().get(0).getFileName().toString()};
    }
    for (String table : List.of("pagamentos.csv", "comissoes.csv")) {
      Path csv = folder.resolve(table);
      Files.writeString(csv, Files.readAllLines(csv).get(0) + "\n");
    }
    return new String[] {"import", folder.toString(), "--mode", "replace", "--month", "2025-11"};
  }

  @ParameterizedTest
  @ValueSource(strings = {"replace", "undo"})
  void rowThatRefersToARecord_whileItGoes_waitsAndIsRefused(String way) throws Exception {
    Clerk careless = operator.with("EXTRATO_ALLOWED_CHANGES", "public.notas");
    String[] taking = takingOut(way);
    try (Turnstile turnstile = Turnstile.at(studio, "before delete on pagamentos")) {
      Started going = careless.startAsGiven(taking);
      turnstile.awaitSomebody();
      CompletableFuture<Void> application =
          CompletableFuture.runAsync(() -> studio.execute("insert into notas values (9001, 'a')"));
      studio.await(
          "exists (select from pg_locks where not granted and locktype = 'relation' and relation ="
              + " 'pagamentos'::regclass) or exists (select from notas)");
      turnstile.open();
      going.join().expect(ExitCode.DONE);
      assertThat(application)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withStackTraceContaining("notas_p_fkey");
    }
    assertThat(studio.value(NEW_ONES)).isEqualTo("0");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"replace", "undo"})
  void rowThatRefersToARecord_andIsNotCommittedYet_isWaitedForAndNamed(String way)
      throws Exception {
    Clerk careless = operator.with("EXTRATO_ALLOWED_CHANGES", "public.notas");
    String[] taking = takingOut(way);
    try (Connection rival = studio.connect();
        Statement statement = rival.createStatement()) {
      rival.setAutoCommit(false);
      statement.execute("insert into notas values (9001, 'a')");
      Started going = careless.startAsGiven(taking);
      studio.await(
          "exists (select from pg_locks where not granted and locktype in ('relation', 'tuple',"
              + " 'transactionid'))");
      rival.commit();
      assertThat(going.join().expect(ExitCode.STOPPED).err())
          .contains("pagamentos id 9001", "public.notas refers to it by p");
    }
    assertThat(studio.value("select concat(p, t) from notas")).isEqualTo("9001a");
  }

  @Test
  void rowsThatAKeyDeletes_areNeverAllowed_andTheKeyIsNamed() throws IOException {
    String[] taking = takingOut("replace");
    studio.execute(
        "create function nota() returns trigger language plpgsql as $$ begin insert into notas"
            + " values (old.id, 'sai'); return old; end $$; create trigger nota before delete on"
            + " pagamentos for each row execute function nota()");
    Map<String, String> live = studio.dumpBooks();
    Clerk careless = operator.with("EXTRATO_ALLOWED_CHANGES", "public.notas");
    assertThat(careless.runAsGiven(taking).expect(ExitCode.STOPPED).err())
        .contains(
            "public.notas: 100 more rows inserted, 100 more rows deleted, which is never allowed",
            "the key notas_p_fkey of public.notas (on delete cascade), or one of the triggers");
    assertThat(studio.dumpBooks()).isEqualTo(live);
  }

  @Test
  void twoImports_atOnce_oneIsBusy() throws IOException {
    try (Turnstile turnstile = Turnstile.at(studio, "before insert on comissoes")) {
      Started first = operator.startAsGiven("import", folder.toString());
      turnstile.awaitSomebody();
      bring(operator).expect(ExitCode.BUSY);
      turnstile.open();
      first.join().expect(ExitCode.DONE);
    }
    assertAllCame();
  }

  @Test
  void imageOfAKilledRun_isSweptAway() throws IOException {
    Path left = Files.createDirectories(home.resolve("backups/imports/.0123abcd"));
    Files.writeString(left.resolve("pagamentos.csv"), "half of it");
    bring(operator).expect(ExitCode.DONE);
    assertAllCame();
  }

  @Test
  void folderOfImages_thatCannotBeWritten_stopsBeforeTheCommit() throws IOException {
    Files.createDirectories(home.resolve("backups"));
    Files.writeString(home.resolve("backups/imports"), "no folder");
    bring(operator).expect(ExitCode.FILE_TROUBLE);
    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.count("extrato.importacoes")).isZero();
  }
}
