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

/** Proof of every month at once, and of a file by itself. */
@ExtendWith(StudioExtension.class)
class VerifyAllIT {
  private static final YearMonth AUGUST = YearMonth.of(2025, 8);
  private static final YearMonth OCTOBER = YearMonth.of(2025, 10);

  @TempDir Path home;

  @BeforeEach
  void closeSeptember(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator(studio).close(MONTH);
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  @Test
  void verifyAll_ofMonthsThatAreProven_isDone(StudioDatabase studio) {
    operator(studio).close(AUGUST);
    Map<String, String> closed = studio.dumpExceptRuns();

    Ended told = operator(studio).run("verify", "--all").expect(0);

    assertThat(told.err()).isEmpty();
    assertThat(told.out())
        .contains("  08/2025  done        backup of 08/2025 proven: 13 records")
        .contains("  09/2025  done        backup of 09/2025 proven: 104 records")
        .endsWith("proven: 2 of 2 months\n");
    assertThat(studio.dumpExceptRuns()).isEqualTo(closed);
    assertThat(
            studio.column(
                "select mes || outcome from extrato.runs where command = 'verify' order by"
                    + " started"))
        .containsExactly("8done", "9done");
  }

  @Test
  void verifyAll_saysOfEachMonthHowItStands(StudioDatabase studio) throws IOException {
    operator(studio).close(AUGUST);
    Files.delete(operator(studio).backup(AUGUST, 1));
    operator(studio).run(OCTOBER, "backup").expect(0);
    studio.execute("update pagamentos set valor = valor + 1 where id = 63");
    studio.execute(
        "insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais) values (7,"
            + " 2025, '\"[]\"', '\"[]\"', '\"[]\"', '\"[]\"', '\"{}\"')");
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-09-09', 1,"
            + " 'Pix', 1)");

    Ended told = operator(studio).run("verify", "--all").expect(4);

    assertThat(told.out())
        .contains("  07/2025  legacy ", "  08/2025  not_proven ", "  09/2025  done ")
        .contains("  10/2025  done        open, backed up, changed since");
    assertThat(told.err())
        .contains("warning: 07/2025: closed by the old generator: nothing proves what it deleted")
        .contains("warning: 09/2025: records turned up after 09/2025 was closed: 1 gastos")
        .contains("warning: 10/2025: its records changed since the backup")
        .contains(
            "proven: 2 of 4 months; 1 closed by another program, which nothing proves; not"
                + " 08/2025");
  }

  @Test
  void verifyAll_whenAStatementIsGone_isNotProven(StudioDatabase studio) {
    studio.execute("delete from extratos");

    assertThat(operator(studio).run("verify", "--all").expect(4).out())
        .contains(
            "09/2025  not_proven  month 09/2025 has an archive, but its statement in extratos is"
                + " gone");
  }

  @Test
  void verifyAll_ofADatabaseThatNeverSawTheTool_changesNothing(StudioDatabase studio) {
    try (StudioDatabase other = StudioDatabase.create()) {
      Map<String, String> untouched = other.dump();

      operator(other).run("verify", "--all", "--quiet").expect(9);

      assertThat(other.dump()).isEqualTo(untouched);
    }
  }

  @Tag("slow")
  @Test
  void verifyAll_ofTheFilesAlone_needsNoDatabase(StudioDatabase studio) throws IOException {
    operator(studio).run(OCTOBER, "backup").expect(0);
    Operator without = operator(studio).withoutSettings();

    without.run("verify", "--all", "--file-only").expect(0);
    Files.writeString(operator(studio).backup(OCTOBER, 1), "x");
    assertThat(without.run("verify", "--all", "--file-only").expect(4).out())
        .contains("  09/2025  done ", "  10/2025  not_proven ");
  }

  @Tag("slow")
  @Test
  void verifyAll_asJson_listsTheMonths(StudioDatabase studio) throws IOException {
    JsonNode json =
        new ObjectMapper().readTree(operator(studio).run("verify", "--all", "--json").out());

    assertThat(json.at("/outcome").asText()).isEqualTo("done");
    assertThat(json.at("/result/months/0/month").asText()).isEqualTo("2025-09");
    assertThat(json.at("/result/months/0/message").asText()).contains("104 records");
  }

  @Tag("slow")
  @Test
  void verifyAll_byARoleThatMayOnlyRead_works(StudioDatabase studio) {
    StudioDatabase.StudioRole role =
        studio.role(
            "usage on schema extrato",
            "select on extrato.migrations, extrato.studio, extrato.lotes, extrato.versoes,"
                + " extrato.geracoes, extrato.runs",
            "select on pagamentos, sessoes, comissoes, gastos, clients, users, extratos");

    operator(studio).with("DATABASE_URL", role.url()).run("verify", "--all").expect(0);
  }

  @Tag("slow")
  @Test
  void verifyFile_needsNeitherMonthNorDatabase(StudioDatabase studio) throws IOException {
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by) values ('2025-09-09', 1,"
            + " 'Pix', 1)");
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    Operator without = operator(studio).withoutSettings();
    Path older = operator(studio).backup(MONTH, 1);

    for (Path file : new Path[] {older, Operator.manifest(older)}) {
      assertThat(without.run("verify", file.toString()).expect(0).out())
          .contains("verify of 09/2025", older.toString())
          .endsWith("backup of 09/2025 proven: 104 records (the file by itself)\n");
    }
    without.run("verify", "backups/2025_09/backup_2025_09_2.csv").expect(0);
    without.run(AUGUST, "verify", older.toString()).expect(4);
    assertThat(without.run("verify", "nowhere.csv").expect(4).err()).contains("is not there");

    Files.writeString(older, Files.readString(older).replaceFirst("Pix", "Pox"));
    assertThat(without.run("verify", older.toString()).expect(4).err())
        .contains("the backup is damaged: " + older);
  }

  @Tag("slow")
  @Test
  void verifyAll_togetherWithAMonthOrAFile_isRefused(StudioDatabase studio) {
    operator(studio).run(MONTH, "verify", "--all").expect(2);
    operator(studio).run("verify", "--all", "some.csv").expect(2);
  }
}
