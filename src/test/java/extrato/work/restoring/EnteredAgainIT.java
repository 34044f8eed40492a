package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** No way back leaves one and the same record in the books twice without a word. */
@ExtendWith(StudioExtension.class)
class EnteredAgainIT {
  private static final String PAYMENT =
      "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id) select"
          + " 9001, '2025-09-28', 777.77, 'Pix', min(c.id), min(u.id) from clients c, users u";

  @TempDir Path home;

  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void backUp(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.run(MONTH, "backup").expect(0);
  }

  private void setBackBefore(StudioDatabase studio, String change) {
    studio.keep();
    studio.execute(change);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
  }

  @Test
  void recordThatItsBackupHasWithOtherValues_keepsItsId_untilItIsBack(StudioDatabase studio) {
    setBackBefore(studio, "update gastos set valor = valor + 1 where id = 402");
    Map<String, String> before = studio.dumpBooks();

    for (String dryRun : new String[] {"--dry-run", "--quiet"}) {
      assertThat(operator.run("renumber", "gastos", "402", dryRun).expect(6).err())
          .contains("gastos id 402", "backup_2025_09_2.csv", "restore --year 2025 --month 9");
    }

    assertThat(studio.dumpBooks()).isEqualTo(before);
    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    int expenses = studio.count("gastos");
    operator.succeed("renumber", "gastos", "402");
    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(0).err())
        .contains("gastos id 402 is live as");
    assertThat(studio.count("gastos")).isEqualTo(expenses);
  }

  @Test
  void recordEditedAfterItsBackup_getsANewIdOnceItIsBackedUpAgain(StudioDatabase studio) {
    studio.execute("update gastos set valor = valor + 1 where id = 402");

    assertThat(operator.run("renumber", "gastos", "402").expect(6).err())
        .contains("extrato backup --year 2025 --month 9");

    operator.run(MONTH, "backup").expect(0);
    operator.succeed("renumber", "gastos", "402");
  }

  @Test
  void anotherRecordWithTheId_isNotTheBackups(StudioDatabase studio) {
    setBackBefore(studio, PAYMENT);
    studio.execute(PAYMENT.replace("777.77", "5.55"));

    operator.succeed("renumber", "pagamentos", "9001");
  }

  @Tag("slow")
  @Test
  void damagedBackup_isNoReasonAgainstANewId_butIsNamed(StudioDatabase studio) throws Exception {
    java.nio.file.Files.writeString(operator.backup(MONTH, 1), "damaged");

    assertThat(operator.run("renumber", "gastos", "402").expect(0).err())
        .contains("the backup is damaged", "cannot be told");
  }

  @Tag("slow")
  @Test
  void recordEnteredAgainUnderItsOldId_isNotToBeRenumberedUnlessItIsAnother(StudioDatabase studio) {
    setBackBefore(studio, PAYMENT);
    studio.execute(PAYMENT);

    String refused =
        operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(6).err();

    assertThat(refused)
        .contains("pagamentos id 9001", "the same values", "counts twice")
        .doesNotContain("`extrato renumber");
  }

  @Tag("slow")
  @Test
  void recordEnteredAgainUnderANewId_isNamedBesideTheOneThatComesBack(StudioDatabase studio) {
    setBackBefore(studio, PAYMENT);
    studio.execute(PAYMENT.replace("9001", "9002"));
    studio.execute(PAYMENT.replace("9001", "9003").replace("777.77", "5.55"));

    var restored = operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);

    assertThat(restored.err())
        .contains("pagamentos id 9002 has the values of id 9001", "not in the file")
        .contains("pagamentos id 9002, 9003");
    assertThat(studio.ids("pagamentos", "id > 9000")).containsExactly(9001, 9002, 9003);
  }

  @Tag("slow")
  @Test
  void lateRecordLikeAnArchivedOne_isNamedWhenTheMonthComesBack(StudioDatabase studio) {
    studio.execute(PAYMENT);
    operator.close(MONTH);
    studio.execute(PAYMENT.replace("9001", "9002"));

    assertThat(operator.run(MONTH, "restore").expect(0).err())
        .contains("pagamentos id 9002 has the values of id 9001");
  }
}
