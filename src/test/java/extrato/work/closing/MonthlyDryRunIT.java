package extrato.work.closing;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What cron would do tonight. */
@ExtendWith(StudioExtension.class)
class MonthlyDryRunIT {
  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.of(studio, home);
  }

  @Test
  void anOpenMonth_isToldAsItWouldBeClosed_andNothingIsDone(StudioDatabase studio) {
    Map<String, String> before = studio.dump();

    JsonNode report = JsonReports.check(operator.succeed("monthly", "--dry-run", "--json"));
    assertThat(operator.succeed("monthly", "--dry-run").out())
        .endsWith("dry run, nothing changed: 09/2025 would be backed up, proven and closed\n");

    assertThat(studio.dump()).isEqualTo(before);
    assertThat(operator.backups()).doesNotExist();
    assertThat(report.path("dry_run").asBoolean()).isTrue();
    operator.succeed("monthly");
    assertThat(report.at("/counts/pagamentos/deleted").asInt())
        .isEqualTo(AwkwardMonth.expected().pagamentos().size());
  }

  /** The run itself would write another backup first. */
  @Test
  void aStaleBackup_isNoReasonToStop(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 1 where id = 101");

    operator.succeed("monthly", "--dry-run");
  }

  @Test
  void whatWouldStopTheRun_isFoundOut(StudioDatabase studio) {
    studio.execute(
        "create table avaliacoes (id integer, pagamento integer references pagamentos);"
            + " insert into avaliacoes values (1, 101)");

    assertThat(operator.run("monthly", "--dry-run").expect(6).err()).contains("avaliacoes");
  }

  @Test
  void aClosedMonth_isProven_andLateRecordsAreOnlyMergedWithForce(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 1, 'Pix', 1)");
    Map<String, String> before = studio.dump();

    assertThat(operator.succeed("monthly", "--dry-run").both())
        .contains("records turned up after 09/2025 was closed: 1 gastos")
        .contains("month 09/2025 is closed, and its backup proves it");
    assertThat(operator.succeed("monthly", "--dry-run", "--force").out())
        .contains("late records of 09/2025 would be merged into its statement");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void olderMonths_areListedWithCatchUp(StudioDatabase studio) {
    Map<String, String> before = studio.dump();

    assertThat(
            operator
                .succeed("monthly", "--dry-run", "--catch-up", "--json")
                .json()
                .at("/result/caught_up"))
        .extracting(month -> month.get("month").asText() + " " + month.get("outcome").asText())
        .containsExactly("2024-09 done", "2025-08 done");
    assertThat(studio.dump()).isEqualTo(before);
  }
}
