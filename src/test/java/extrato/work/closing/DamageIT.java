package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody meddled with what a closing left in the database. */
@ExtendWith(StudioExtension.class)
class DamageIT {
  private static final String LATE =
      "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9999,"
          + " '2025-09-30', 1, 'Pix', 1)";

  @TempDir Path home;
  private Operator operator = new Operator(Map.of(), Path.of(""), java.time.Clock.systemUTC());

  @BeforeEach
  void close(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    // Its changes reach into the lists: JSON text they could not.
    operator = Operator.of(studio, home).with("EXTRATO_STATEMENT_ENCODING", "native");
    operator.closeSeptember();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "totais = jsonb_set(totais, '{saldo}', '0.01')",
        "totais = totais - 'por_artista'",
        "gastos = jsonb_set(gastos, '{0,valor}', '0.01')",
        "pagamentos = pagamentos - 0",
        "comissoes = comissoes || (comissoes -> 0)",
        "sessoes = '[]'",
        "pagamentos = '[]', sessoes = '[]', comissoes = '[]', gastos = '[]'",
        "gastos = null",
        "ano = 2024",
      })
  void verify_ofAStatementThatWasChanged_isNotProven(String change, StudioDatabase studio) {
    studio.execute("update extratos set " + change);

    assertThat(operator.run("verify").expect(4).err()).contains("09/2025");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "update extrato.lotes set registros = jsonb_set(registros, '{0,valor}', '\"0.99\"') where"
            + " tabela = 'gastos'",
        "update extrato.lotes set registros = jsonb_set(registros, '{1,observacoes}', 'null') where"
            + " tabela = 'sessoes'",
        "update extrato.lotes set registros = registros #- '{1,nota}' where tabela = 'pagamentos'",
        "update extrato.lotes set registros = registros #- '{1,id}' where tabela = 'pagamentos'",
        "update extrato.lotes set registros = registros - 2 where tabela = 'comissoes'",
        "update extrato.lotes set registros = registros || (registros -> 0) where tabela ="
            + " 'gastos'",
        "delete from extrato.lotes where tabela = 'sessoes'",
        "delete from extrato.lotes",
      })
  void anArchiveThatWasChanged_isNotProven_norBackedUpAnew_norMerged(
      String change, StudioDatabase studio) {
    studio.execute(change);
    studio.execute(LATE);
    Map<String, String> before = studio.dumpExceptRuns();

    operator.run("verify").expect(4);
    assertThat(operator.run("backup").expect(4).err())
        .contains("the archive of 09/2025 is damaged: ");
    assertThat(operator.run("extrato", "--force").expect(4).err())
        .contains("the archive of 09/2025 is damaged: ");

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(operator.backup(AwkwardMonth.MONTH, 2)).doesNotExist();
  }

  @Test
  void backup_whenItsFileWasDamaged_isWrittenAnewFromTheArchive() throws IOException {
    Path first = operator.backup(AwkwardMonth.MONTH, 1);
    byte[] sound = Files.readAllBytes(first);
    byte[] damaged = sound.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(first, damaged);

    operator.run("verify").expect(4);
    operator.succeed("backup");

    assertThat(operator.backup(AwkwardMonth.MONTH, 2)).hasBinaryContent(sound);
    assertThat(first).hasBinaryContent(damaged);
    operator.succeed("verify");
  }
}
