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
    world.itIs(Instant.parse("2031-05-10T12:00:00Z"));
    world.tool.run("monthly", MONTH);
    world.web.payment(draws);
    world.laws.hold();
  }

  @AfterEach
  void close() {
    world.close();
  }

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
        "totals    | update extratos set totais = '{\"receita_total\": 1}'"
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
