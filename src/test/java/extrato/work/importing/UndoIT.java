package extrato.work.importing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an import brought goes again, if it is still as it came; else what changed is named. */
@ExtendWith(StudioExtension.class)
class UndoIT {
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
