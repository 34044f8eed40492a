package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a month from being closed: an exit code, a reason, and a database as it was. */
@ExtendWith(StudioExtension.class)
class RefusedClosingIT {
  private static final MonthOfBooks SEPTEMBER = AwkwardMonth.expected();

  @TempDir Path home;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
  }

  private static void refused(
      StudioDatabase studio, Operator operator, int exitCode, String... reasons) {
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(operator.run("extrato").expect(exitCode).err()).contains(reasons);

    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Test
  void close_withoutABackup_isNotProven(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("init");

    refused(studio, operator, 4, "month 09/2025 has no backup", "extrato backup");
  }

  @Test
  void close_withoutABackup_whereNoneIsRequired_isDoneWithAWarningOnRecord(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home).with("EXTRATO_REQUIRE_BACKUP", "false");

    JsonNode json = operator.succeed("extrato", "--json").json();

    String warning = "month 09/2025 has no backup, and EXTRATO_REQUIRE_BACKUP=false lets it pass";
    assertThat(json.get("warnings")).extracting(JsonNode::asText).contains(warning);
    assertThat(studio.column("select jsonb_array_elements_text(warnings) from extrato.runs"))
        .contains(warning);
    assertThat(studio.ids("pagamentos", "data between '2025-09-01' and '2025-09-30'")).isEmpty();
  }

  /** The damage: a byte of the CSV, its last line, the file, a byte of the manifest. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"byte", "tail", "file", "manifest"})
  void close_withADamagedBackup_isNotProven_evenWhereNoneIsRequired(
      String damage, StudioDatabase studio) throws IOException {
    Operator operator = Operator.of(studio, home).with("EXTRATO_REQUIRE_BACKUP", "false");
    operator.succeed("backup");
    Path csv = operator.backup(AwkwardMonth.MONTH, 1);
    byte[] bytes = Files.readAllBytes(csv);
    switch (damage) {
      case "byte" -> Files.write(csv, flipped(bytes));
      case "tail" -> Files.write(csv, Arrays.copyOf(bytes, bytes.length - 1));
      case "file" -> Files.delete(csv);
      default -> {
        Path manifest = operator.manifest(AwkwardMonth.MONTH, 1);
        Files.write(manifest, flipped(Files.readAllBytes(manifest)));
      }
    }

    refused(studio, operator, 4, "backup");
    operator.run("verify").expect(4);
  }

  private static byte[] flipped(byte[] bytes) {
    bytes[bytes.length / 2] ^= 1;
    return bytes;
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "update gastos set descricao = 'segredo' where id = 401|gastos id 401, column descricao",
        "delete from comissoes where id = 309|comissoes id 309 is in the backup but not in the"
            + " database",
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9999,"
            + " '2025-09-30', 1, '', 1)|gastos id 9999 is in the database but not in the backup",
        "update pagamentos set data = '2025-10-01' where id = 102|pagamentos id 102",
        "alter table sessoes add column nova text|sessoes column nova is in the database but not in"
            + " the backup",
      })
  void close_withAStaleBackup_namesTheRow(String change, String named, StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    studio.execute(change);

    refused(studio, operator, 4, named, "transaction rolled back, database unchanged");
    assertThat(operator.run("extrato").err()).doesNotContain("segredo");
    assertThat(operator.run("verify").expect(4).err()).contains(named);
  }

  @Tag("slow")
  @Test
  void close_afterANewBackup_ofWhatHadChanged_isDone(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    studio.execute("update gastos set descricao = 'outra' where id = 401");
    operator.run("extrato").expect(4);

    operator.closeSeptember();

    assertThat(operator.backup(AwkwardMonth.MONTH, 2)).exists();
  }

  @Tag("slow")
  @Test
  void close_ofAMonthOfTheOldGenerator_isClosedAlready_andNothingProvesIt(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    studio.execute(
        "insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)"
            + " values (9, 2025, '\"[]\"', '\"[]\"', '\"[]\"', null, '\"{}\"')");

    refused(studio, operator, 3, "already closed (by the old generator)");
    assertThat(operator.run("verify").expect(4).err()).contains("by the old generator");
  }

  @Tag("slow")
  @Test
  void close_ofAMonthWhoseStatementIsGone_isNotProven(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    studio.execute("delete from extratos");

    refused(studio, operator, 4, "its statement in extratos is gone");
    operator.run("extrato", "--force").expect(4);
    operator.run("verify").expect(4);
  }

  @Tag("slow")
  @Test
  void dryRun_showsWhatWouldBeDone_andChangesNothing(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    Map<String, String> before = studio.dump();

    JsonNode json = operator.succeed("extrato", "--dry-run", "--json").json();

    assertThat(json.get("outcome").asText()).isEqualTo("done");
    assertThat(json.get("dry_run").asBoolean()).isTrue();
    for (Tabela tabela : Tabela.values()) {
      JsonNode counts = json.at("/counts/" + tabela.table());
      int all = SEPTEMBER.ids(tabela).size();
      int leaving = SEPTEMBER.idsThatLeave(tabela).size();
      assertThat(counts.get("found").asInt()).isEqualTo(all);
      assertThat(counts.get("archived").asInt()).isEqualTo(all);
      assertThat(counts.get("deleted").asInt()).isEqualTo(leaving);
      assertThat(counts.get("stayed").asInt()).isEqualTo(all - leaving);
    }
    assertThat(json.at("/result/totals/saldo").decimalValue()).isEqualTo(SEPTEMBER.saldo());
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void dryRun_findsWhatTheClosingWouldStopAt(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    studio.execute("update gastos set valor = 1 where id = 401");
    Map<String, String> before = studio.dump();

    assertThat(operator.run("extrato", "--dry-run").expect(4).err()).contains("gastos id 401");

    assertThat(studio.dump()).isEqualTo(before);
  }

  /** Where the tool has never been, a dry run and a proof must not bring its tables. */
  @Tag("slow")
  @Test
  void dryRunAndVerify_whereTheToolHasNeverBeen_leaveNoTrace(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    Map<String, String> before = studio.dump();

    assertThat(operator.run("extrato", "--dry-run").expect(4).err()).contains("has no backup");
    assertThat(operator.run("verify").expect(4).err()).contains("has no backup");

    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void dryRunAndVerify_ofADatabaseThatForgotTheTool_sayThatTheBackupIsOfAnother(
      StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    studio.execute("drop schema extrato cascade");

    for (String[] args : new String[][] {{"extrato", "--dry-run"}, {"verify"}, {"extrato"}}) {
      assertThat(operator.run(args).expect(9).err())
          .contains("holds the backups of another database");
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @EnumSource
  void close_whereATriggerKeepsARow_isStopped(Tabela tabela, StudioDatabase studio) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            create function guarda() returns trigger language plpgsql as 'begin return null; end';
            create trigger guarda before delete on %s for each row when (old.id = %d) execute function guarda();
            """,
            tabela.table(),
            SEPTEMBER.idsThatLeave(tabela).last()));
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");

    refused(studio, operator, 6, "database unchanged");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "pagamentos, valor, 110",
    "sessoes, valor, 209",
    "comissoes, valor, 309",
    "comissoes, percentual, 308",
    "gastos, valor, 402"
  })
  void close_withAnAmountThatIsNone_isStopped_andNamesTheRow(
      String table, String column, int id, StudioDatabase studio) {
    studio.execute(
        String.format(Locale.ROOT, "update %s set %s = 'NaN' where id = %d", table, column, id));
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");
    operator.succeed("verify");

    refused(studio, operator, 6, table + " id " + id, "NaN as " + column);
  }

  @Tag("slow")
  @Test
  void close_whereAnotherTableHoldsRows_isStopped_beforeACascadeCanTakeThem(StudioDatabase studio) {
    studio.execute(
        """
        create table fotos (nome text primary key, sessao_id integer references sessoes on delete cascade);
        insert into fotos values ('dragão', 201), ('tigre', 213), ('fica', 207);
        """);
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");

    refused(studio, operator, 6, "fotos (nome) of 1 row, by the key fotos_sessao_id_fkey");
    studio.execute("delete from fotos where sessao_id = 201");
    operator.succeed("extrato");
    assertThat(studio.count("fotos")).isEqualTo(2);
  }
}
