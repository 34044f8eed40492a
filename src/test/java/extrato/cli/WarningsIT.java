package extrato.cli;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person should know about the months around the one at work. */
@ExtendWith(StudioExtension.class)
class WarningsIT {
  private static final String OLDER =
      "extrato: warning: older months are still open: 09/2024, 08/2025; `extrato monthly"
          + " --catch-up` closes them first\n";

  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void backUp(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.of(studio, home).with("EXTRATO_ENV", "test");
    operator.succeed("backup");
  }

  @Test
  void aClosing_warnsOfOlderMonthsThatAreOpen_asMonthlyDoes() {
    assertThat(operator.succeed("extrato", "--dry-run").err()).contains(OLDER);
    assertThat(operator.succeed("extrato").err()).contains(OLDER);
    assertThat(operator.succeed("monthly").err()).contains(OLDER);
    assertThat(operator.run("extrato").expect(3).err()).doesNotContain("older months");
  }

  @Test
  void manyOlderMonths_areCounted(StudioDatabase studio) {
    for (int month = 1; month <= 7; month++) {
      studio.execute(
          "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-0"
              + month
              + "-01', 1, 'Pix', 1)");
    }

    assertThat(operator.succeed("extrato").err())
        .contains("older months are still open: 9 of them, from 09/2024 to 08/2025; `extrato");
  }

  @Test
  void aRestore_saysThatCronWillCloseTheMonthAgain() {
    operator.succeed("extrato");

    assertThat(operator.run(MONTH, "restore", "--dry-run").expect(0).err())
        .doesNotContain("cron closes");
    assertThat(operator.run(MONTH, "restore").expect(0).err())
        .contains(
            "extrato: warning: cron closes 09/2025 again, with the next nightly run until day 5;"
                + " EXTRATO_MONTHLY_JOB=false keeps it open\n");
  }

  @Test
  void aRestore_isSilentAboutCron_whereCronWillLeaveTheMonthAlone() {
    operator.succeed("extrato");
    Operator later = operator.at("2025-10-06T12:00:00Z");
    assertThat(later.run(MONTH, "restore").expect(0).err()).doesNotContain("cron closes");

    operator.succeed("extrato");
    assertThat(operator.with("EXTRATO_MONTHLY_JOB", "false").run(MONTH, "restore").expect(0).err())
        .doesNotContain("cron closes");
  }

  @Test
  void aMonthThatGoesOn_isClosedByCronOnceItIsOver() {
    operator.run(MONTH.plusMonths(1), "backup").expect(0);
    operator.run(MONTH.plusMonths(1), "extrato", "--early").expect(0);

    assertThat(operator.run(MONTH.plusMonths(1), "restore").expect(0).err())
        .contains("cron closes 10/2025 again, once it is over;");
  }
}
