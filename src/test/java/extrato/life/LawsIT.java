package extrato.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checks that each law can be broken: a change behind the account's back must be reported. */
class LawsIT {
  private static final YearMonth MONTH = YearMonth.of(2031, 4);

  @TempDir Path home;
  private World world;

  @BeforeEach
  void aClosedMonth() {
    world = new World(3, home, Set.of());
    world.itIs(Instant.parse("2031-04-10T12:00:00Z"));
    world.web.opens();
    Draws draws = new Draws(1);
    for (int i = 0; i < 4; i++) {
      world.web.paidSession(draws);
      world.web.expense(draws);
      world.web.payment(draws);
    }
    for (int i = 0; i < 3; i++) {
      world.wallet.deposit(draws);
      world.wallet.release(draws);
    }
    world.itIs(Instant.parse("2031-05-10T12:00:00Z"));
    world.tool.run("monthly", MONTH);
    world.web.payment(draws);
    world.laws.hold();
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lost      | delete from pagamentos",
        "changed   | update pagamentos set valor = valor + 0.01",
        "lost      | update extrato.lotes set registros = registros - 0 where tabela ="
            + " 'pagamentos'",
        "changed   | update extrato.lotes set registros = jsonb_set(registros, '{0,valor}',"
            + " '\"1.00\"') where tabela = 'gastos'",
        "lost      | update extrato.versoes set restaurada_em = now()",
        "statement | update extratos set gastos = '[]'",
        "totals    | update extratos set totais = '{\"receita_total\": 1}'",
        "wallet    | update extrato.contas set saldo = saldo + 1 where tipo = 'client'",
        "wallet    | alter table extrato.transferencias disable trigger all; delete from"
            + " extrato.transferencias where id = (select max(id) from extrato.transferencias)",
        "wallet    | alter table extrato.transferencias disable trigger all; update"
            + " extrato.transferencias set chave = concat(chave, 'x')",
        "wallet    | alter table extrato.lancamentos disable trigger all; update"
            + " extrato.lancamentos set valor = valor + sign(valor) where transferencia = 1",
        "deposits  | update extrato.versoes set documento = jsonb_set(documento,"
            + " '{depositos,entrou}', '\"0.01\"')"
      })
  void hold_afterSomethingBehindTheAccountsBack_isBroken(String law, String sql)
      throws SQLException {
    world.studio().execute(sql);
    world.look();

    assertThat(broken().law()).isEqualTo(law);
  }

  @Test
  void hold_withoutTheBackupOfAClosedMonth_isBroken() throws IOException {
    Files.delete(newest().csv());
    world.eyes.forgetFiles();
    world.look();

    assertThat(broken().law()).isEqualTo("backup");
  }

  @Test
  void hold_whereANewerBackupLacksARecord_isBroken() {
    Gen poorer = new Gen(MONTH, 2, newest().csv(), Map.of());
    Sight sight = world.sight();
    assertThat(sight.archiveOf(MONTH)).isNotEmpty();
    world.sees(sight.with(poorer));

    assertThat(broken().law()).isEqualTo("backup");
  }

  @Test
  void hold_whereTheNewestBackupOfTheLedgerHasAnotherAmount_isBroken() throws IOException {
    LedgerFiles.Kept kept = world.ledger.newest().orElseThrow();
    String lines = Files.readString(kept.file()).replaceFirst("00\\b", "01");
    Path next = kept.file().resolveSibling("ledger_9.ndjson");
    Files.writeString(next, lines);
    Files.writeString(
        next.resolveSibling("ledger_9.manifest.json"),
        "{\"sha256\": \"" + Folders.sha256(Files.readAllBytes(next)) + "\"}");

    assertThat(broken().law()).isEqualTo("ledger");
  }

  @Test
  void backup_thatLeavesTransfersOut_isBroken() {
    Tool.Ended backup = world.tool.run("backup", MONTH.plusMonths(1));
    Purse.Transfer last = world.purse().transfers().get(world.purse().size() - 1);
    world.ledger.commits(
        new Purse.Transfer("more", "credit", last.legs(), world.now(), Purse.Details.NONE));

    Broken broken = catchThrowableOfType(Broken.class, () -> world.ledger.backedUp(backup));

    assertThat(broken.law()).isEqualTo("ledger");
  }

  @Test
  void status_whileADatabaseIsGoneThatTheFolderKnows_isNoReasonForQuiet() {
    world.disasters.databaseLost(new Draws(1));

    assertThat(new Wrongs(world).list()).anyMatch(wrong -> wrong.contains("backups alone"));
  }

  private Gen newest() {
    return world.sight().newestOf(MONTH).orElseThrow();
  }

  private Broken broken() {
    Broken broken = catchThrowableOfType(Broken.class, () -> world.laws.hold());
    assertThat(broken).isNotNull();
    return broken;
  }
}
