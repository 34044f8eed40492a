package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every month that has a backup comes back with one command, whichever has to be first. */
@ExtendWith(StudioExtension.class)
class RestoreAllIT {
  private static final YearMonth AUGUST = MONTH.minusMonths(1);
  private static final YearMonth OCTOBER = MONTH.plusMonths(1);

  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
  }

  /** Sessions stayed with each of the three months, and left with the last of them. */
  private void closeThree() {
    List.of(AUGUST, MONTH, OCTOBER).forEach(operator::close);
  }

  @Test
  void closedMonths_areUndoneInTheOrderThatWorks(StudioDatabase studio) {
    Map<String, String> before = studio.dumpBooks();
    closeThree();
    assertThat(operator.run(AUGUST, "restore", "--from", "backup").exitCode())
        .as("August alone has to wait for others")
        .isEqualTo(6);

    JsonNode report =
        JsonReports.check(operator.succeed("restore", "--all", "--from", "backup", "--json"));

    assertThat(studio.dumpBooks()).isEqualTo(before);
    assertThat(report.at("/result/months"))
        .extracting(month -> month.get("month").asText() + " " + month.get("outcome").asText())
        .containsExactlyInAnyOrder("2025-08 done", "2025-09 done", "2025-10 done");
    assertThat(operator.succeed("restore", "--all", "--from", "backup").out())
        .contains("nothing to restore");
  }

  @Test
  void aNewDatabase_getsEveryMonthBack(StudioDatabase studio) {
    List<String> tables = List.of("pagamentos", "comissoes", "gastos");
    Map<String, List<Integer>> before =
        tables.stream().collect(Collectors.toMap(table -> table, studio::ids));
    closeThree();
    Map<String, List<Integer>> left =
        tables.stream().collect(Collectors.toMap(table -> table, studio::ids));
    try (StudioDatabase fresh = StudioDatabase.create()) {
      fresh.execute("alter table gastos add column categoria varchar(100)");
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      operator.succeed("init", "--adopt");

      assertThat(operator.succeed("restore", "--all", "--from", "backup", "--other-values").out())
          .endsWith("restored: 3 of 3 months\n");

      for (String table : tables) {
        List<Integer> closed = new ArrayList<>(requireNonNull(before.get(table)));
        closed.removeAll(requireNonNull(left.get(table)));
        assertThat(fresh.ids(table)).as(table).isEqualTo(closed);
      }
      assertThat(fresh.ids("sessoes")).containsAll(AwkwardMonth.expected().sessoes());
    }
  }

  @Test
  void aNewDatabase_isTold_whichMonthsBackupIsDamaged(StudioDatabase studio) throws IOException {
    closeThree();
    Path damaged = operator.backup(MONTH, 1);
    Files.writeString(damaged, Files.readString(damaged).replaceFirst("Pix", "Pox"));
    try (StudioDatabase fresh = StudioDatabase.create()) {
      fresh.execute("alter table gastos add column categoria varchar(100)");
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      operator.succeed("init", "--adopt");

      assertThat(operator.run("restore", "--all", "--from", "backup", "--other-values").both())
          .contains("09/2025  not_proven", "restored: 2 of 3 months");
    }
  }

  @Tag("slow")
  @Test
  void monthWhoseManifestIsLost_isNamed(StudioDatabase studio) throws IOException {
    closeThree();
    Files.delete(operator.manifest(MONTH, 1));
    try (StudioDatabase fresh = StudioDatabase.create()) {
      fresh.execute("alter table gastos add column categoria varchar(100)");
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      operator.succeed("init", "--adopt");

      assertThat(operator.run("restore", "--all", "--from", "backup", "--other-values").both())
          .contains("09/2025 is passed over: its files have no manifest");
    }
  }

  /** What the application did since the last backup is no loss. */
  @Tag("slow")
  @Test
  void anOpenMonth_isLeftAsItIs_unlessItsBackupHoldsMore(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from gastos where id = 401");
    Map<String, String> before = studio.dumpBooks();

    operator.succeed("restore", "--all", "--from", "backup");

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void aMonthThatCannotComeBack_keepsNoOtherFromIt(StudioDatabase studio) {
    closeThree();
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by)"
            + " select min(primeiro_id), '2025-12-24', 1, 'Pix', 1 from extrato.lotes"
            + " where tabela = 'gastos' and mes = 10");

    assertThat(operator.run("restore", "--all", "--from", "backup").expect(6).both())
        .contains("not 10/2025")
        .contains("10/2025  rolled_back");
  }

  @Tag("slow")
  @Test
  void inProduction_itWantsForce_andItIsAboutEveryMonthAlone() {
    closeThree();
    assertThat(
            operator
                .with("EXTRATO_ENV", "production")
                .run("restore", "--all", "--from", "backup")
                .expect(11)
                .err())
        .contains("restoring every month changes the books of production");
    operator.run("restore", "--all").expect(2);
    operator.run(MONTH, "restore", "--all", "--from", "backup").expect(2);
    operator.run("restore", "--all", "--from", "backup", "--dry-run").expect(2);
  }
}
