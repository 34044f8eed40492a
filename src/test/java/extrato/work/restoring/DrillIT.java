package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal of a restore. */
@ExtendWith(StudioExtension.class)
class DrillIT {
  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final YearMonth OCTOBER = YearMonth.of(2025, 10);

  @TempDir Path home;

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Test
  void drill_ofAClosedMonth_touchesNothing_andIsOnRecord(StudioDatabase studio) {
    Map<String, String> closed = studio.dumpExceptRuns();

    assertThat(operator(studio).run(MONTH, "drill").expect(0).out())
        .contains("month 09/2025 can be restored from its backup, column for column");

    assertThat(studio.dumpExceptRuns()).isEqualTo(closed);
    assertThat(
            studio.rows(
                "select ano || '-' || mes as mes, outcome, exit_code, backup_digest is not null as"
                    + " digest from extrato.runs where command = 'drill'"))
        .containsExactly(
            Map.of("mes", "2025-9", "outcome", "done", "exit_code", "0", "digest", "t"));
  }

  @Test
  void drill_whenTheMonthsThatShareItsSessionsAreClosedToo_needsNoOrder(StudioDatabase studio) {
    operator(studio).close(OCTOBER);
    operator(studio).close(AUGUST);

    assertThat(operator(studio).run(MONTH, "drill").expect(0).err()).isEmpty();
    assertThat(operator(studio).run("drill", "--all").expect(0).err()).isEmpty();
  }

  @Test
  void drill_whenAClientHasGone_warnsThatARestoreWouldStop(StudioDatabase studio) {
    studio.execute("set session_replication_role = replica; delete from clients where id = 2");

    assertThat(operator(studio).run(MONTH, "drill").expect(0).err())
        .contains("warning: a restore would stop today")
        .contains("clients that are not there: id 2");
  }

  @Test
  void drill_whenAColumnHasGone_stops(StudioDatabase studio) {
    studio.execute("alter table pagamentos drop column humor");

    assertThat(operator(studio).run(MONTH, "drill").expect(6).err())
        .contains("column pagamentos.humor is gone");
  }

  @Tag("slow")
  @Test
  void drill_ofAMonthWithoutABackup_isNotProven(StudioDatabase studio) {
    assertThat(operator(studio).run(AUGUST, "drill").expect(4).err())
        .contains("month 08/2025 has no backup");
  }

  @Tag("slow")
  @Test
  void drillAll_givesEveryMonthALineAndARun_andTheWorstExitCode(StudioDatabase studio)
      throws IOException {
    operator(studio).close(OCTOBER);
    operator(studio).run(AUGUST, "backup").expect(0);
    assertThat(operator(studio).run("drill", "--all").expect(0).out())
        .contains("  08/2025  done        month 08/2025 can be restored from its backup")
        .contains("  09/2025  done  ")
        .contains("  10/2025  done  ")
        .endsWith("restorable: 3 of 3 months\n");

    Files.writeString(operator(studio).backup(OCTOBER, 1), "x");
    studio.execute("alter table pagamentos alter column humor type text");
    Ended told = operator(studio).run("drill", "--all").expect(4);

    assertThat(told.out())
        .contains("  08/2025  rolled_back ", "  09/2025  rolled_back ", "  10/2025  not_proven ");
    assertThat(told.err()).contains("restorable: 0 of 3 months; not 08/2025, 09/2025, 10/2025");
    assertThat(
            studio.column(
                "select mes || outcome || exit_code from extrato.runs where command = 'drill' order"
                    + " by started"))
        .containsExactly(
            "8done0", "9done0", "10done0", "8rolled_back6", "9rolled_back6", "10not_proven4");
  }

  @Tag("slow")
  @Test
  void drillAll_asJson_listsTheMonths(StudioDatabase studio) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(operator(studio).run("drill", "--all", "--json").out());

    assertThat(json.at("/result/months/0/month").asText()).isEqualTo("2025-09");
    assertThat(json.at("/result/months/0/exit_code").asInt()).isZero();
    assertThat(json.at("/exit_code").asInt()).isZero();
  }

  @Tag("slow")
  @Test
  void drillAll_ofAClosedMonthWhoseBackupIsGone_says(StudioDatabase studio) throws IOException {
    Files.delete(Operator.manifest(operator(studio).backup(MONTH, 1)));

    assertThat(operator(studio).run("drill", "--all").expect(4).out())
        .contains("the backup of 09/2025 is gone");
  }

  @Tag("slow")
  @Test
  void drillAll_togetherWithAMonth_isRefused(StudioDatabase studio) {
    assertThat(operator(studio).run(MONTH, "drill", "--all").expect(2).err()).contains("--all");
  }
}
