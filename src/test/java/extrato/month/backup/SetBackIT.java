package extrato.month.backup;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database that is older than its backups: the files are the only place of what is more. */
@ExtendWith(StudioExtension.class)
class SetBackIT {
  private static final String PAYMENT =
      "insert into pagamentos (id, data, valor, forma_pagamento, cliente_id, artista_id) select"
          + " 9001, '2025-09-28', 777.77, 'Pix', min(c.id), min(u.id) from clients c, users u";

  @TempDir Path home;

  private Operator operator = new Operator(Map.of(), Path.of(""), Clock.systemUTC());

  @BeforeEach
  void openBooks(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
  }

  private void isAlarmed(StudioDatabase studio) throws IOException {
    Map<String, String> before = studio.dumpExceptRuns();
    for (String command : new String[] {"backup", "monthly", "extrato"}) {
      assertThat(operator.run(MONTH, command).expect(4).err())
          .contains("pagamentos id 9001", "--from backup", "`extrato init --older`");
    }
    assertThat(operator.run(MONTH.minusMonths(1), "monthly").expect(4).err())
        .contains("09/2025", "pagamentos id 9001");
    Operator.Ended verified = operator.run(MONTH, "verify").expect(4);
    assertThat(verified.out()).contains("pagamentos id 9001");
    assertThat(verified.err()).contains("--from backup").doesNotContain("`extrato backup");
    assertThat(operator.run("verify", "--all").expect(4).both()).contains("pagamentos id 9001");
    assertThat(operator.run("status", "--check").expect(12).err())
        .contains("09/2025", "pagamentos id 9001");
    assertThat(operator.run("doctor").expect(12).out()).contains("pagamentos id 9001");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(Files.exists(operator.backup(MONTH, 3))).isFalse();
  }

  private void isWell() {
    assertThat(operator.run("status", "--json").expect(0).out())
        .contains("\"attention\"")
        .doesNotContain("set_back", "backup_missing");
  }

  private void closeWithLatePayment(StudioDatabase studio) {
    operator.close(MONTH);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
  }

  @Test
  void latePayment_thatADumpIsOlderThan_isFoundAndComesBack(StudioDatabase studio)
      throws IOException {
    closeWithLatePayment(studio);
    studio.bringBack();

    isAlarmed(studio);

    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(studio.ids("pagamentos", "valor = 777.77")).containsExactly(9001);
    operator.run(MONTH, "monthly").expect(0);
    isWell();
    assertThat(studio.count("pagamentos where id = 9001")).isZero();
    assertThat(Files.readString(operator.backup(MONTH, 2))).contains("777.77");
  }

  @Test
  void openMonth_thatWasSetBack_getsBackWhatItLacks(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    Map<String, String> whole = studio.dumpBooks();
    studio.bringBack();

    isAlarmed(studio);

    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(whole);
    operator.run(MONTH, "monthly").expect(0);
    isWell();
  }

  @Test
  void recordEditedAfterItCameBack_isTheStudiosOwnDoing(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);

    studio.execute("update pagamentos set valor = 5 where id = 9001");

    operator.run(MONTH, "backup").expect(0);
    isWell();
  }

  @Test
  void monthThatIsBack_isKnownToBe_whileAnotherStillLacksRecords(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute("update gastos set valor = valor + 1 where id = 402");
    studio.execute(PAYMENT.replace("2025-09-28", "2025-08-28"));
    operator.run(MONTH, "backup").expect(0);
    operator.run(MONTH.minusMonths(1), "backup").expect(0);
    studio.bringBack();
    studio.execute("update gastos set valor = valor + 1 where id = 402");
    operator.run(MONTH, "backup").expect(4);

    studio.execute("update gastos set valor = valor + 1 where id = 402");

    assertThat(operator.run(MONTH, "backup").expect(4).err()).contains("08/2025");
    assertThat(operator.run(MONTH, "verify").both()).doesNotContain("is older in the database");
  }

  @Test
  void valueThatTheDatabaseLacks_isNamedWithItsColumn(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    String id =
        String.valueOf(
            studio.value(
                "select min(id) from gastos where data >= '2025-09-01' and data < '2025-10-01'"));
    studio.execute("update gastos set valor = valor + 1 where id = " + id);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();

    assertThat(operator.run(MONTH, "backup").expect(4).err())
        .contains("gastos id " + id + " (valor)");
    assertThat(operator.run(MONTH, "verify").expect(4).out())
        .contains("gastos id " + id + ", column valor", "backup    '", "database  '");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "pagamentos, 102, 'forma_pagamento = ''Cheque'', valor = 33', pagamentos id 102",
    "gastos, 402, 'valor = 5, descricao = ''outra''', gastos id 402",
    "sessoes, 201, 'observacoes = ''refeita'', valor = 1', sessoes id 201",
    "sessoes, 207, 'valor = 1', sessoes id 207",
    "comissoes, 301, 'percentual = 1, valor = 2', comissoes id 301"
  })
  void editedRecord_ofAnOpenMonthThatWasSetBack_getsTheBackupsValues_whenThatIsSaid(
      String table, int id, String edit, String named, StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute("update " + table + " set " + edit + " where id = " + id);
    operator.run(MONTH, "backup").expect(0);
    Map<String, String> edited = studio.dumpBooks();
    studio.bringBack();
    Map<String, String> older = studio.dumpBooks();

    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(11).err())
        .contains(named, "--other-values")
        .doesNotContain("renumber");
    assertThat(studio.dumpBooks()).isEqualTo(older);
    assertThat(operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0).out())
        .contains("1 of them with other values than the live tables");

    assertThat(studio.dumpBooks()).isEqualTo(edited);
    operator.run(MONTH, "monthly").expect(0);
    isWell();
  }

  @Test
  void sessionThatWasSpoiledInAnOpenMonth_isNotCalledAsItWas_andComesBackWhenThatIsSaid(
      StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    Map<String, String> before = studio.dumpBooks();
    studio.execute("update sessoes set valor = 0 where id = 201");

    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(11).err())
        .contains("sessoes id 201, column valor", "--other-values");
    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);

    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Test
  void sessionThatWasEditedLater_staysAsItIs_andThatIsSaid(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.execute("update sessoes set valor = 7, updated_at = now() where id = 201");

    assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(0).both())
        .contains("sessoes id 201", "stay as they are", "1 of them live with other values")
        .doesNotContain("as it was");

    assertThat(studio.ids("sessoes", "valor = 7")).containsExactly(201);
  }

  /** The database was lost, a new one took the folder over, and work goes on before all is back. */
  @Tag("slow")
  @Test
  void openMonthOfATakenOverFolder_getsNoSmallerBackup(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    try (StudioDatabase fresh = StudioDatabase.create()) {
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      operator.succeed("init", "--adopt");
      fresh.execute(PAYMENT);

      for (String command : new String[] {"backup", "monthly"}) {
        assertThat(operator.run(MONTH, command).expect(4).err())
            .contains("pagamentos id 101", "--from backup", "taken over");
      }
      assertThat(operator.backup(MONTH, 2)).doesNotExist();

      operator.succeed("init", "--older");
      operator.run(MONTH, "backup").expect(0);
    }
  }

  /** A rescue that somebody began: what nobody brought back yet must not be forgotten. */
  @Tag("slow")
  @Test
  void monthOfATakenOverFolder_staysOnTheList_untilItIsBack(StudioDatabase studio) {
    operator.close(MONTH);
    operator.run(MONTH.minusMonths(1), "backup").expect(0);
    try (StudioDatabase fresh = StudioDatabase.create()) {
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      fresh.execute("alter table gastos add column categoria varchar(100)");
      operator.succeed("init", "--adopt");
      operator.run(MONTH.minusMonths(1), "restore", "--from", "backup").expect(0);
      fresh.execute("update pagamentos set valor = valor + 1 where data < '2025-09-01'");
      operator.run(MONTH.minusMonths(1), "backup").expect(0);

      assertThat(operator.run("status", "--check", "--json").expect(12).out())
          .contains("09/2025 is older in the database")
          .doesNotContain("08/2025 is older in the database");
      assertThat(operator.run(MONTH, "verify").expect(4).both())
          .contains("pagamentos id 101", "--from backup");

      operator.run(MONTH, "restore", "--from", "backup").expect(0);
      assertThat(operator.run("status", "--check", "--json").out())
          .contains("still_open")
          .doesNotContain("set_back");
    }
  }

  /** In another zone a month has other records. */
  @Tag("slow")
  @Test
  void otherZoneThanTheFolders_stopsWhateverWrites_untilItIsSaid(StudioDatabase studio) {
    operator.close(MONTH);
    Operator abroad = operator.with("EXTRATO_TZ", "UTC");

    for (String command : new String[] {"backup", "monthly", "extrato"}) {
      assertThat(abroad.run(MONTH.plusMonths(1), command).expect(8).err())
          .contains("America/Sao_Paulo", "`extrato init --adopt`");
    }
    assertThat(abroad.run("status", "--check").expect(12).err()).contains("EXTRATO_TZ");
    assertThat(abroad.run("init", "--adopt").expect(0).out()).contains("UTC");
    abroad.run(MONTH.plusMonths(1), "monthly").expect(0);
    assertThat(studio.count("extratos")).isEqualTo(2);
  }

  @Tag("slow")
  @Test
  void otherRecordWithTheId_isRenumberedOnTheWayBack(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
    studio.execute(PAYMENT.replace("777.77", "5.55"));

    assertThat(operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(6).err())
        .contains("`extrato renumber pagamentos 9001`");
    operator.run("renumber", "pagamentos", "9001").expect(0);
    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);

    assertThat(studio.ids("pagamentos", "valor = 777.77")).containsExactly(9001);
    assertThat(studio.ids("pagamentos", "valor = 5.55")).hasSize(1);
    operator.run(MONTH, "monthly").expect(0);
    isWell();
  }

  @Tag("slow")
  @Test
  void olderState_thatIsMeant_isSaidOnce_andNothingIsDeleted(StudioDatabase studio)
      throws IOException {
    closeWithLatePayment(studio);
    studio.bringBack();

    assertThat(operator.run("init", "--older").expect(0).out()).contains("pagamentos id 9001");

    assertThat(operator.backup(MONTH, 2)).exists();
    operator.run(MONTH, "backup").expect(0);
    operator.run(MONTH, "monthly").expect(0);
    isWell();
    assertThat(studio.column("select origem from extrato.geracoes where geracao = 2"))
        .containsExactly("substituida");
    assertThat(operator.run("init", "--older").expect(0).out()).contains("no backup holds more");
  }

  @Tag("slow")
  @Test
  void fileThatHoldsNothingMore_isTakenInWithoutAWord(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute("delete from extrato.geracoes");

    assertThat(operator.run(MONTH, "monthly").expect(0).err()).doesNotContain("backup");

    assertThat(studio.column("select origem from extrato.geracoes")).containsExactly("encontrada");
  }

  @Tag("slow")
  @Test
  void recordThatIsInAnotherMonthsArchive_isNotLacking(StudioDatabase studio) {
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from extrato.geracoes");
    operator.run(MONTH, "monthly").expect(0);
    studio.execute("delete from extrato.geracoes");

    assertThat(operator.run(MONTH.plusMonths(1), "monthly").expect(0).err())
        .doesNotContain("set back");
  }

  @Tag("slow")
  @Test
  void deletedRecord_ofAnOpenMonth_isNamedInAWarning(StudioDatabase studio) {
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from pagamentos where id = 9001");

    assertThat(operator.run(MONTH, "backup").expect(0).err()).contains("pagamentos id 9001");
    assertThat(operator.run(MONTH, "backup").expect(0).err()).doesNotContain("9001");
  }

  @Tag("slow")
  @Test
  void lateRecord_thatWasBackedUpAndDeleted_isNamedInAWarning_andStaysInTheOlderFile(
      StudioDatabase studio) throws IOException {
    closeWithLatePayment(studio);
    studio.execute("delete from pagamentos where id = 9001");

    assertThat(operator.run(MONTH, "monthly").expect(4).err())
        .contains("pagamentos id 9001", "`extrato backup --year 2025 --month 9`");
    assertThat(operator.run(MONTH, "backup").expect(0).err()).contains("pagamentos id 9001");

    assertThat(operator.run(MONTH, "backup").expect(0).err()).doesNotContain("9001");
    operator.run(MONTH, "monthly").expect(0);
    assertThat(Files.readString(operator.backup(MONTH, 2))).contains("777.77");
    isWell();
  }

  /**
   * Its dump had the studio's tables alone: what the month held is in the files, and nowhere else.
   */
  @Tag("slow")
  @Test
  void closedMonthOfADumpWithoutTheArchive_getsNoSmallerBackup(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute("drop schema extrato cascade");
    operator.succeed("init", "--adopt");
    studio.execute(PAYMENT);

    assertThat(operator.run(MONTH, "extrato", "--force").expect(4).err())
        .contains("pagamentos id 101", "--from backup");
    assertThat(operator.run(MONTH, "backup").expect(4).err()).contains("pagamentos id 101");
    for (String option : new String[] {"--quiet", "--force", "--catch-up", "--dry-run"}) {
      assertThat(operator.run(MONTH, "monthly", option).expect(4).err())
          .contains("pagamentos id 101", "--from backup")
          .doesNotContain("nothing proves");
    }
    assertThat(operator.backup(MONTH, 2)).doesNotExist();

    operator.run(MONTH, "restore", "--from", "backup", "--other-values").expect(0);
    // August was closed on the way, by --catch-up: two sessions of both months came back.
    assertThat(operator.run(MONTH, "monthly").expect(6).err())
        .contains("extrato restore --year 2025 --month 8");
    operator.run(MONTH.minusMonths(1), "restore").expect(0);
    operator.run(MONTH, "monthly").expect(0);
    assertThat(
            studio.count("extrato.arquivo where tabela = 'pagamentos' and ano = 2025 and mes = 9"))
        .isEqualTo(AwkwardMonth.books().month(MONTH).pagamentos().size() + 1);
  }

  /** It has a statement, as that program leaves one, and no archive. */
  @Tag("slow")
  @Test
  void monthThatAnotherProgramClosed_getsNoSmallerBackup(StudioDatabase studio) {
    operator.close(MONTH);
    studio.execute("delete from extrato.lotes; delete from extrato.versoes");
    studio.execute(PAYMENT);

    assertThat(operator.run(MONTH, "backup").expect(4).err())
        .contains("pagamentos id 101", "no backup of a closed month is written that holds less");

    assertThat(operator.backup(MONTH, 2)).doesNotExist();
  }

  @Tag("slow")
  @Test
  void recordRenumberedInATakenOverFolder_isNotBroughtBackTwice(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    try (StudioDatabase fresh = StudioDatabase.create()) {
      fresh.execute("alter table gastos add column categoria varchar(100)");
      TableCopy.people(studio, fresh);
      operator = operator.movedTo(fresh);
      operator.succeed("init", "--adopt");
      operator.run(MONTH, "restore", "--from", "backup").expect(0);
      int before = fresh.count("gastos");
      operator.succeed("renumber", "gastos", "402");

      assertThat(operator.run(MONTH, "restore", "--from", "backup").expect(0).err())
          .contains("gastos id 402 is live as");
      assertThat(fresh.count("gastos")).isEqualTo(before);
      operator.run(MONTH, "backup").expect(0);
    }
  }

  /** Two equal records of one import are two. */
  @Tag("slow")
  @Test
  void twinOfALiveRecord_comesBack(StudioDatabase studio) {
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by, created_at) select g,"
            + " '2025-09-02', 5, 'Pix', 1, '2025-09-02' from generate_series(9101, 9102) g");
    operator.run(MONTH, "backup").expect(0);
    studio.execute("delete from gastos where id = 9101");

    operator.run(MONTH, "restore", "--from", "backup").expect(0);

    assertThat(studio.ids("gastos", "id > 9100")).containsExactly(9101, 9102);
  }

  @Tag("slow")
  @Test
  void sessionThatIsLaterThanTheRestoredFile_keepsNoMonthOpen(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();
    studio.execute("update sessoes set valor = 7, updated_at = now() where id = 201");

    operator.run(MONTH, "restore", "--from", "backup").expect(0);

    operator.run(MONTH, "monthly").expect(0);
    isWell();
  }

  @Tag("slow")
  @Test
  void recordThatLostItsId_isNamedInAWarning_alsoByAMerge(StudioDatabase studio) {
    closeWithLatePayment(studio);
    studio.execute("delete from pagamentos where id = 9001");
    studio.execute(PAYMENT.replace("777.77", "888.88"));

    assertThat(operator.run(MONTH, "extrato", "--force").expect(0).err())
        .contains("does not have pagamentos id 9001 any more");
  }

  /** Nothing can be compared with a damaged file; its manifest and older backups still speak. */
  @Tag("slow")
  @Test
  void recordsOfADamagedBackup_areMissedInTheNext(StudioDatabase studio) throws IOException {
    operator.run(MONTH, "backup").expect(0);
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    Path newest = operator.backup(MONTH, 2);
    Files.writeString(newest, Files.readString(newest).replaceFirst("Pix", "Pox"));
    studio.execute("delete from gastos where data between '2025-09-01' and '2025-09-30'");

    assertThat(operator.run(MONTH, "backup").expect(0).err())
        .contains("the newest backup of 09/2025", "is damaged and had", "does not have gastos id");
  }

  @Tag("slow")
  @Test
  void secondCopyOfADamagedBackup_tellsWhatIsMissing(StudioDatabase studio) throws IOException {
    Path copies = home.resolve("copies");
    operator = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    studio.execute(PAYMENT);
    operator.run(MONTH, "backup").expect(0);
    Path newest = operator.backup(MONTH, 1);
    Files.writeString(newest, Files.readString(newest).replaceFirst("Pix", "Pox"));
    studio.execute("delete from pagamentos where id = 9001");

    assertThat(operator.run(MONTH, "backup").expect(0).err())
        .contains("does not have pagamentos id 9001 any more");
  }

  @Tag("slow")
  @Test
  void digest_isKnownBeforeTheFileHasItsName(StudioDatabase studio) throws IOException {
    operator.succeed("init");
    Files.createDirectories(operator.backup(MONTH, 1).getParent());
    studio.execute(
        "create function falha() returns trigger language plpgsql as $$ begin raise exception"
            + " 'nein'; end $$;create trigger falha before insert on extrato.geracoes execute"
            + " function falha()");

    assertThat(operator.run(MONTH, "backup").exitCode()).isNotZero();

    assertThat(operator.backup(MONTH, 1)).doesNotExist();
    assertThat(operator.manifest(MONTH, 1)).doesNotExist();
  }

  @Tag("slow")
  @Test
  void copyThatWasSetBack_isAskedFirstWhereItIs(StudioDatabase studio) {
    operator.close(MONTH);
    try (StudioDatabase dump = studio.copy()) {
      studio.execute(PAYMENT);
      operator.run(MONTH, "backup").expect(0);
      operator = operator.movedTo(dump);

      assertThat(operator.run(MONTH, "monthly").expect(8).err()).contains("--moved");
      operator.succeed("init", "--moved");
      assertThat(operator.run(MONTH, "monthly").expect(4).err())
          .contains("pagamentos id 9001", "written at another place", "`extrato init --copy`");
    }
  }

  @Tag("slow")
  @Test
  void manyRecords_areCounted_andTheFirstTwentyNamed(StudioDatabase studio) {
    operator.run(MONTH, "backup").expect(0);
    studio.keep();
    studio.execute(
        "insert into gastos (id, data, valor, descricao, forma_pagamento, created_by) select 10000"
            + " + n, '2025-09-20', n, 'x', 'Pix', (select min(id) from users) from"
            + " generate_series(1, 1200) n");
    operator.run(MONTH, "backup").expect(0);
    studio.bringBack();

    assertThat(operator.run(MONTH, "backup").expect(4).err())
        .contains("gastos id 10001", "gastos id 10020", "and 1180 more")
        .doesNotContain("10021");
  }
}
