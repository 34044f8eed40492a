package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an import brought goes again, if it is still as it came; else what changed is named. */
@ExtendWith(StudioExtension.class)
class UndoIT {
  private static final String WAITING = "exists (select from pg_locks where not granted";

  @TempDir Path home;
  private Operator operator;
  private Map<String, String> before = Map.of();
  private String run = "";

  @BeforeEach
  void bringRecords(StudioDatabase studio) throws IOException {
    AwkwardMonth.fill(studio);
    operator = Operator.inDecember(studio, home);
    operator.succeed("init");
    before = studio.dumpBooks();
    Path folder = Files.createDirectory(home.resolve("dados"));
    Files.writeString(folder.resolve("clients.csv"), "id,name\n9001,Zé\n");
    Files.writeString(
        folder.resolve("pagamentos.csv"),
        """
        id,data,valor,forma_pagamento,artista_id,cliente_id,sessao_id
        9001,2025-11-03,10,Pix,1,9001,9001
        """);
    Files.writeString(
        folder.resolve("sessoes.csv"),
        "id,data,valor,cliente_id,artista_id,payment_id\n9001,2025-11-03,10,9001,1,9001\n");
    run = operator.succeed("import", folder.toString(), "--json").json().at("/run_id").asText();
    assertThat(studio.dumpBooks()).isNotEqualTo(before);
  }

  @Test
  void undo_takesEverythingOut_once(StudioDatabase studio) {
    assertThat(operator.succeed("import", "--undo", run, "--dry-run").out())
        .contains("nothing changed", "3 records");
    assertThat(studio.dumpBooks()).isNotEqualTo(before);

    operator.succeed("import", "--undo", run);

    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(studio.value("select count(*) from clients where id = 9001")).isEqualTo("0");
    assertThat(operator.run("import", "--undo", run).expect(4).err()).contains("done already");
    operator.succeed("import", home.resolve("dados").toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update pagamentos set valor = 10.01 where id = 9001|pagamentos id 9001",
        "update clients set name = 'Ze' where id = 9001|clients id 9001",
        "update sessoes set payment_id = null where id = 9001|changed since",
        "insert into comissoes (pagamento_id, artista_id, percentual, valor) values (9001, 1, 1,"
            + " 1)|comissoes refers to it by pagamento_id",
        "create table notas (p integer references pagamentos on delete cascade); insert into notas"
            + " values (9001)|notas refers to it",
      })
  void undo_ofWhatChangedSince_namesIt(String change, String named, StudioDatabase studio) {
    studio.execute(change);
    Map<String, String> changed = studio.dumpBooks();

    assertThat(operator.run("import", "--undo", run).expect(6).err()).contains(named);

    assertThat(studio.dumpBooks()).isEqualTo(changed);
  }

  @Test
  void undo_ofRecordsThatWereClosed_isRefused(StudioDatabase studio) {
    operator.run(YearMonth.of(2025, 11), "backup").expect(0);
    operator.run(YearMonth.of(2025, 11), "extrato").expect(0);
    Map<String, String> closed = studio.dumpBooks();

    assertThat(operator.run("import", "--undo", run).expect(6).err())
        .contains("pagamentos id 9001", "not there any more");
    assertThat(studio.dumpBooks()).isEqualTo(closed);
  }

  /** Money of a client who goes would belong to nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"client:9001", "artist:9001"})
  void undo_whileADepositIsUnderWay_waits_andIsRefused(String account, StudioDatabase studio)
      throws Exception {
    studio.execute("insert into users (id, name, role) values (9009, 'Ivo', 'artist')");
    Path users = Files.writeString(home.resolve("users.csv"), "id,name,role\n9001,Zoe,artist\n");
    if (account.startsWith("artist")) {
      run = operator.succeed("import", users.toString(), "--json").json().at("/run_id").asText();
    }
    operator.succeed("wallet", "credit", "client:1", "--amount", "5", "--key", "a");
    CompletableFuture<Operator.Ended> deposit;
    CompletableFuture<Operator.Ended> undo;
    try (Connection holder = studio.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("select from extrato.contas where tipo = 'till' for update");
      deposit =
          CompletableFuture.supplyAsync(
              () -> operator.run("wallet", "credit", account, "--amount", "50", "--key", "b"));
      studio.await(WAITING + " and locktype in ('transactionid', 'tuple'))");
      undo = CompletableFuture.supplyAsync(() -> operator.run("import", "--undo", run));
      studio.await(WAITING + " and locktype = 'advisory')");
      holder.rollback();
    }

    deposit.join().expect(0);
    assertThat(undo.join().expect(6).err()).contains("the wallet has an account of it");
  }

  @Test
  void deposit_whileAnUndoIsUnderWay_waits_andIsRefused(StudioDatabase studio) throws Exception {
    CompletableFuture<Operator.Ended> deposit;
    CompletableFuture<Operator.Ended> undo;
    try (Connection holder = studio.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table pagamentos in row exclusive mode");
      undo = CompletableFuture.supplyAsync(() -> operator.run("import", "--undo", run));
      studio.await(WAITING + " and locktype = 'relation')");
      deposit =
          CompletableFuture.supplyAsync(
              () -> operator.run("wallet", "credit", "client:9001", "--amount", "5", "--key", "b"));
      studio.await(WAITING + " and locktype = 'advisory')");
      holder.rollback();
    }

    undo.join().expect(0);
    assertThat(deposit.join().expect(2).err()).contains("there is no client 9001");
  }

  @Test
  void undo_withADamagedImage_isRefused(StudioDatabase studio) throws IOException {
    Path csv = home.resolve("backups/imports").resolve(run).resolve("pagamentos.csv");
    Files.writeString(csv, Files.readString(csv).replace("10.00", "10.01"));
    assertThat(operator.run("import", "--undo", run).expect(4).err()).contains("pagamentos.csv");
    Files.delete(csv);
    assertThat(operator.run("import", "--undo", run).expect(4).err())
        .contains("pagamentos.csv is not there");
    assertThat(operator.run("import", "--undo", "00000000").expect(4).err())
        .contains("no import of that run");
    assertThat(studio.dumpBooks()).isNotEqualTo(before);
  }
}
