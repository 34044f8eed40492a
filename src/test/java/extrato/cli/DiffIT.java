package extrato.cli;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What two backups of a month hold differently. */
@ExtendWith(StudioExtension.class)
class DiffIT {
  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.run(MONTH, "backup").expect(0);
  }

  private void change(StudioDatabase studio, String sql) {
    studio.execute(sql);
    operator.run(MONTH, "backup").expect(0);
  }

  @Test
  void theTwoNewest_areComparedRecordByRecord(StudioDatabase studio) {
    change(
        studio,
        "update pagamentos set valor = 9 where id = 101; delete from gastos where id = 401;"
            + " insert into gastos (id, data, valor, forma_pagamento, created_by)"
            + " values (499, '2025-09-09', 1, 'Pix', 1)");
    Operator withoutDatabase = operator.withoutSettings();

    assertThat(withoutDatabase.run(MONTH, "diff").expect(0).out())
        .contains(
            """
            pagamentos id 101, column valor differs from backup 1
              backup 1  '250.00'
              backup 2  '9.00'
            """,
            "gastos id 401 is in backup 1 but not in backup 2\n",
            "gastos id 499 is in backup 2 but not in backup 1\n")
        .endsWith("backup 1 and backup 2 of 09/2025 differ in 3 places\n");
  }

  @Test
  void others_areNamedByNumberOrFile(StudioDatabase studio) {
    change(studio, "update pagamentos set valor = 9 where id = 101");
    change(studio, "update pagamentos set valor = 250 where id = 101");

    assertThat(operator.run(MONTH, "diff", "1").expect(0).out())
        .endsWith("backup 1 and backup 3 of 09/2025 hold the same\n");
    JsonNode report =
        JsonReports.check(
            operator.run(
                "diff",
                operator.backup(MONTH, 2).toString(),
                operator.backup(MONTH, 3).toString(),
                "--json"));
    assertThat(report.path("month").asText()).isEqualTo("2025-09");
    assertThat(report.at("/result/difference_count").asInt()).isEqualTo(1);
    assertThat(report.at("/result/differences/0/first").asText()).isEqualTo("9.00");
    assertThat(report.at("/result/differences/0/second").asText()).isEqualTo("250.00");
  }

  @Test
  void twentyAreListed_andHowManyThereAre(StudioDatabase studio) {
    change(studio, "update gastos set valor = valor + 1 where id between 4001 and 4021");

    assertThat(operator.run(MONTH, "diff").expect(0).out())
        .contains("gastos id 4020, column valor")
        .doesNotContain("gastos id 4021, column valor")
        .endsWith("differ in 21 places; the first 20 are listed\n");
  }

  @Test
  void whatIsNotThere_isSaid(StudioDatabase studio) throws IOException {
    assertThat(operator.run(MONTH, "diff").expect(4).err())
        .contains("09/2025 has one backup: there is nothing to compare it with");
    String only = operator.backup(MONTH, 1).toString();
    for (String[] itself : new String[][] {{"1"}, {"1", "1"}, {only}, {only, "1"}}) {
      assertThat(operator.run(MONTH, "diff", itself).expect(2).err())
          .contains("backup 1 of 09/2025 would be compared with itself");
    }
    assertThat(operator.run(MONTH.plusMonths(1), "diff").expect(4).err())
        .contains("10/2025 has no backup");
    assertThat(operator.run(MONTH, "diff", "1", "2", "3").expect(2).err())
        .contains("diff compares two backups, and 3 are named");
    assertThat(operator.run(MONTH, "diff", "7").expect(4).err()).contains("has no backup 7");
    change(studio, "update pagamentos set valor = 9 where id = 101");
    Path second = operator.backup(MONTH, 2);
    Files.writeString(second, Files.readString(second).replace("9.00", "8.00"));
    assertThat(operator.run(MONTH, "diff").expect(4).err()).contains("damaged: " + second);
  }
}
