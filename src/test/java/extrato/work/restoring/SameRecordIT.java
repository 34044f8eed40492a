package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A record that the archive holds, known by its id and the moment of its creation, is never taken
 * for another one: it cannot be live as well, under whatever id, without a word.
 */
@ExtendWith(StudioExtension.class)
class SameRecordIT {
  private static final YearMonth OCTOBER = MONTH.plusMonths(1);
  private static final String RENT =
      "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9001,"
          + " '2025-09-30', 1000, 'Pix', 1)";
  private static final String BACK_BY_HAND =
      "insert into gastos select r.* from extrato.arquivo a cross join lateral"
          + " jsonb_populate_record(null::gastos, a.registro) r where a.tabela = 'gastos' and a.id"
          + " = '9001'";

  @TempDir Path home;

  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void openBooks(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute(RENT);
    operator = Operator.inDecember(studio, home);
  }

  /** The rent's date is moved to the next month, and then the database is set back. */
  @Test
  void recordThatMovedToAnotherMonth_isInOneOfThem_afterASetBack(StudioDatabase studio) {
    operator.close(MONTH);
    studio.keep();
    operator.run(MONTH, "restore").expect(0);
    studio.execute("update gastos set data = '2025-10-01' where id = 9001");
    operator.run(MONTH, "monthly").expect(0);
    operator.run(OCTOBER, "monthly").expect(0);
    studio.bringBack();

    assertThat(
            operator.run(OCTOBER, "restore", "--from", "backup", "--other-values").expect(6).err())
        .contains("gastos id 9001", "archived with 09/2025", "`extrato restore --year 2025")
        .doesNotContain("renumber");
    operator.run(MONTH, "restore").expect(0);
    operator.run(OCTOBER, "restore", "--from", "backup", "--other-values").expect(0);
    operator.run(MONTH, "monthly").expect(0);
    operator.run(OCTOBER, "monthly").expect(0);

    assertThat(
            studio.column(
                "select l.mes from extrato.arquivo l join extrato.versoes v using (ano, mes,"
                    + " versao) where v.restaurada_em is null and l.tabela = 'gastos' and"
                    + " l.registro ->> 'valor' = '1000.00'"))
        .containsExactly("10");
    operator.run("verify", "--all").expect(0);
  }

  @Test
  void recordThatAnotherMonthHasArchived_doesNotComeBackFromAnOlderFile(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update gastos set data = '2025-10-01' where id = 9001");
    operator.run(OCTOBER, "monthly").expect(0);
    Map<String, String> before = studio.dumpBooks();

    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(6).err())
        .contains("gastos id 9001", "archived with 10/2025");

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void archivedRecordPutBackByHand_isNamedAsItself_andGetsNoNewId(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute(BACK_BY_HAND);

    for (String command : new String[] {"", "update gastos set descricao = 'x' where id = 9001"}) {
      if (!command.isEmpty()) {
        studio.execute(command);
      }
      assertThat(operator.run("renumber", "gastos", "9001").expect(6).err())
          .contains("gastos id 9001", "archive of 09/2025", "restore --year 2025 --month 9");
      assertThat(operator.run(MONTH, "extrato", "--force").expect(6).err())
          .contains("extrato restore --year 2025 --month 9")
          .doesNotContain("renumber");
      assertThat(operator.run("status").both())
          .contains("itself", "extrato restore --year 2025 --month 9")
          .doesNotContain("renumber", "another live record");
    }
  }

  @Test
  void archivedRecordPutBackAndEdited_getsTheArchivesValues_whenThatIsSaid(StudioDatabase studio) {
    Map<String, String> before = studio.dumpBooks();
    operator.close(MONTH);
    studio.execute(BACK_BY_HAND);
    studio.execute("update gastos set descricao = 'x' where id = 9001");

    assertThat(operator.run(MONTH, "restore").expect(11).err())
        .contains("--other-values", "gastos id 9001");
    operator.run(MONTH, "restore", "--other-values").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void archivedRecord_isKnownAgain_whenTheFolderIsLost(StudioDatabase studio) throws Exception {
    operator.close(MONTH);
    extrato.testing.Folders.delete(operator.backups());
    operator.succeed("init", "--adopt");
    studio.execute(BACK_BY_HAND);
    studio.execute("update gastos set descricao = 'x' where id = 9001");

    operator.run("renumber", "gastos", "9001").expect(6);
  }

  @Tag("slow")
  @Test
  void anotherRecordWithTheSameValues_getsANewId_andThatIsNamed(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute(RENT);

    assertThat(operator.run("renumber", "gastos", "9001").expect(0).err())
        .contains("gastos id 9001", "same values", "counts twice");
  }

  @Tag("slow")
  @Test
  void refusedRestore_writesNoBackup_thatTheNextOneWouldTake(StudioDatabase studio) {
    operator.close(MONTH);
    studio.keep();
    operator.run(MONTH, "restore").expect(0);
    studio.execute("update gastos set data = '2025-10-01' where id = 9001");
    operator.run(MONTH, "monthly").expect(0);
    studio.bringBack();
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by) values (9002,"
            + " '2025-09-29', 5, 'Pix', 1)");
    Path third = operator.backup(MONTH, 3);

    operator.run(MONTH, "restore", "--from", "backup").expect(11);

    assertThat(third).doesNotExist();
  }

  @Tag("slow")
  @Test
  void commissionsOfARenumberedPayment_areKnownAgain(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    int commissions = studio.count("comissoes");
    String payment =
        String.valueOf(
            studio.value(
                "select min(pagamento_id) from comissoes c join pagamentos p on p.id ="
                    + " c.pagamento_id where p.data between '2025-09-01' and '2025-09-30'"));
    operator.succeed("renumber", "pagamentos", payment);
    Map<String, String> renumbered = studio.dumpBooks();

    operator.run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(renumbered);

    studio.execute(
        "delete from comissoes where id = (select min(c.id) from comissoes c join pagamentos p on"
            + " p.id = c.pagamento_id where p.id = (select max(id) from pagamentos))");
    operator.run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(renumbered);
    assertThat(studio.count("comissoes")).isEqualTo(commissions);
  }

  @Tag("slow")
  @Test
  void commissionsEnteredAgain_areNamed(StudioDatabase studio) {
    String commission =
        "insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at) values"
            + " (%s, 101, 1, 10, 25.77, '2025-09-01 %s:00-03')";
    studio.keep();
    studio.execute(String.format(java.util.Locale.ROOT, commission, "9001", "10"));
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
    studio.execute(String.format(java.util.Locale.ROOT, commission, "9002", "11"));

    assertThat(operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0).err())
        .contains("comissoes id 9002 has the values of id 9001");
  }
}
