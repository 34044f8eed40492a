package extrato.work.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever owns the tables and takes their guards away is found out. */
class LedgerCheckIT {
  private static final List<String> TABLES =
      List.of("contas", "transferencias", "lancamentos", "retencoes", "registros");

  @TempDir static Path home;
  @TempDir Path folder;
  private static StudioDatabase studio = StudioDatabase.create();

  @BeforeAll
  static void openTheStudio() {
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.inDecember(studio, home);
    for (String line :
        List.of(
            "credit client:1 --amount 150 --key a",
            "hold client:1 --amount 50 --key b",
            "hold client:1 --amount 20 --key c",
            "release 2 --to artist:1 --share 30% --key d",
            "refund 3 --amount 5 --key e",
            "transfer client:1 client:2 --amount 10 --key f",
            "reverse 6 --key g")) {
      operator.succeed(("wallet " + line).split(" ", -1));
    }
  }

  @AfterAll
  static void close() {
    studio.close();
  }

  private Operator at(StudioDatabase copy) {
    return Operator.inDecember(copy, folder);
  }

  @Test
  void soundLedger_isProven() {
    try (StudioDatabase copy = studio.copy()) {
      at(copy).succeed("init", "--copy");
      assertThat(at(copy).succeed("wallet", "check").out())
          .contains("the ledger adds up: 7 transfers");
      assertThat(at(copy).succeed("drill", "--all", "--json").out()).contains("\"transfers\":7");
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          update extrato.contas set saldo = saldo + 100 where tipo = 'client' and dono = 2  | account client:2 is said to have 100 cents
          update extrato.contas set versao = 9 where tipo = 'till'                          | account till is said to have
          update extrato.lancamentos set valor = valor - 1 where transferencia = 1 and valor > 0 | transfer 1 has 2 entries that add up to -1 cents
          update extrato.lancamentos set valor = valor * 2, saldo = saldo * 2 where transferencia = 1 | account client:1: version 2, by transfer 2, does not follow
          delete from extrato.lancamentos where transferencia = 5                           | transfer 5 has 0 entries
          delete from extrato.transferencias where id = 5                                   | there are entries of transfer 5, which is not there
          delete from extrato.retencoes where id = 3                                        | transfer 3 made a hold that is not there
          update extrato.retencoes set cliente = 2 where id = 3                             | transfer 5 moves what is held for another hold or client
          update extrato.retencoes set valor = 1 where id = 3                               | hold 3 is not what its transfer held
          update extrato.transferencias set retencao = 2 where id = 5                       | transfer 5 moves what is held for another hold
          update extrato.transferencias set estorna = 4 where id = 7                        | transfer 7 does not take back what it reverses, transfer 4
          select 1                                                                          | the trigger conferir on extrato.lancamentos is not as this tool made it
          """)
  void forgedLedger_isFoundOut(String forgery, String problem) {
    try (StudioDatabase copy = studio.copy()) {
      at(copy).succeed("init", "--copy");
      TABLES.forEach(
          table -> copy.execute("alter table extrato." + table + " disable trigger all"));
      copy.execute(forgery);
      Operator.Ended ended = at(copy).run("wallet", "check").expect(4);

      assertThat(ended.out() + ended.err()).contains(problem);
    }
  }

  @Test
  void functionThatSomebodyReplaced_isFoundOut() {
    try (StudioDatabase copy = studio.copy()) {
      at(copy).succeed("init", "--copy");
      copy.execute(
          "create or replace function extrato.conferir_lancamentos() returns trigger language"
              + " plpgsql as 'begin return null; end'");

      assertThat(at(copy).run("wallet", "check").expect(4).err())
          .contains("the function extrato.conferir_lancamentos() is not as this tool made it");
      assertThat(at(copy).run("drill", "--all").expect(4).err())
          .contains("the ledger does not add up in 1 place");
    }
  }
}
