package extrato.work.restoring;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TableCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A restore says what it brings back, and brings nothing else back without a word. */
@ExtendWith(StudioExtension.class)
class RestoreHonestyIT {
  @TempDir Path home;
  @TempDir Path elsewhere;

  private Map<String, String> before = Map.of();

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    before = studio.dumpBooks();
  }

  private Operator operator(StudioDatabase studio) {
    return Operator.inDecember(studio, home);
  }

  /** The amount of payment 103 is another; the manifest knows it. */
  private Path forged(Operator operator, int generation) {
    return ForgedBackup.of(
        operator.backup(MONTH, generation), elsewhere, text -> text.replace("-50.00", "-60.00"));
  }

  /** Whoever takes files of others has a home, and a folder of backups, of their own. */
  private Operator elsewhere(StudioDatabase studio) {
    return new Operator(operator(studio).environment(), elsewhere, operator(studio).clock());
  }

  private static Ended refused(Operator operator, StudioDatabase studio, String... args) {
    Map<String, String> untouched = studio.dumpBooks();
    Ended ended = operator.run(args).expect(11);
    assertThat(studio.dumpBooks()).isEqualTo(untouched);
    assertThat(ended.err()).contains("nothing was changed");
    return ended;
  }

  @Test
  void otherAmounts_thanTheArchives_wantAWord_andAreTold(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String file = forged(operator(studio), 1).toString();

    Ended refused = refused(operator(studio), studio, "restore", "--from", file);
    assertThat(refused.err())
        .contains("1 record with other values", "pagamentos id 103, column valor", "--other-values")
        .doesNotContain("-60.00", "--force");
    assertThat(refused.out()).contains("-60.00", "-50.00");
    assertThat(refused(operator(studio), studio, "restore", "--from", file, "--dry-run").err())
        .contains("--other-values");

    JsonNode json =
        operator(studio)
            .run("restore", "--from", file, "--other-values", "--json")
            .expect(0)
            .json();
    assertThat(json.at("/result/difference_count").asInt()).isOne();
    JsonNode difference = json.at("/result/differences/0");
    assertThat(difference.path("table").asText()).isEqualTo("pagamentos");
    assertThat(difference.path("id").asInt()).isEqualTo(103);
    assertThat(difference.path("column").asText()).isEqualTo("valor");
    assertThat(difference.path("file").asText()).isEqualTo("-60.00");
    assertThat(difference.path("expected").asText()).isEqualTo("-50.00");
    assertThat(studio.value("select valor from pagamentos where id = 103")).isEqualTo("-60.00");
    assertThat(
            studio.value(
                "select warnings::text from extrato.runs where command = 'restore' and outcome ="
                    + " 'done'"))
        .contains("pagamentos id 103, column valor")
        .doesNotContain("60.00");
    assertThat(studio.value("select message from extrato_run_logs where status = 'success'"))
        .contains("restored, open again: run ", "other values");
  }

  @Test
  void theLastLine_neverSaysAsItWas_whenItWasNot(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String file = forged(operator(studio), 1).toString();

    assertThat(
            operator(studio)
                .run("restore", "--from", file, "--other-values", "--dry-run")
                .expect(0)
                .out())
        .doesNotContain("as it was")
        .contains("104 records of 09/2025 can be put back, 1 of them with other values");
    assertThat(operator(studio).run("restore", "--from", file, "--other-values").expect(0).out())
        .doesNotContain("as it was")
        .contains("104 records of 09/2025 are back, 1 of them with other values than the archive");
  }

  @Tag("slow")
  @Test
  void productionsForce_isNoWordForOtherValues(StudioDatabase studio) {
    Operator production = operator(studio).with("EXTRATO_ENV", "production");
    production.close(MONTH);

    refused(production, studio, "restore", "--from", forged(production, 1).toString(), "--force");
  }

  @Tag("slow")
  @Test
  void recordsMoreAndLess_thanTheArchives_areTold(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String less =
        ForgedBackup.of(
                operator(studio).backup(MONTH, 1),
                elsewhere,
                text -> text.replaceFirst("\ngasto,402,[^\n]*", ""))
            .toString();

    assertThat(refused(operator(studio), studio, "restore", "--from", less).err())
        .contains("1 record missing", "gastos id 402");
    assertThat(operator(studio).run("restore", "--from", less, "--other-values").expect(0).out())
        .contains("103 records of 09/2025 are back", "1 record of the archive is not");
  }

  /** The month is open: nothing but the newest generation can tell. */
  @Tag("slow")
  @Test
  void otherAmounts_thanTheNewestGenerations_wantAWord(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String file = forged(operator(studio), 1).toString();
    studio.execute("drop schema extrato cascade; delete from extratos");
    operator(studio).succeed("init", "--adopt");

    assertThat(refused(operator(studio), studio, "restore", "--from", file).err())
        .contains("pagamentos id 103, column valor", "--other-values");
    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void anOlderGeneration_isNamedOlder_andWantsItsWord(StudioDatabase studio) {
    operator(studio).close(MONTH);
    late(studio);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    String older = operator(studio).backup(MONTH, 1).toString();

    assertThat(refused(operator(studio), studio, "restore", "--from", older).err())
        .contains("is older than " + operator(studio).backup(MONTH, 2))
        .contains("1 record missing", "pagamentos id 9001", "--older")
        .doesNotContain("--other-values");
    refused(operator(studio), studio, "restore", "--from", older, "--other-values");

    assertThat(operator(studio).run("restore", "--from", older, "--older").expect(0).out())
        .contains("104 records of 09/2025 are back", "1 record of ", " is not among them")
        .doesNotContain("as it was");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** It has the older generation's name and not its records. */
  @Tag("slow")
  @Test
  void aForgedOlderGeneration_wantsBothWords(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String file = forged(operator(studio), 1).toString();
    late(studio);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);

    assertThat(refused(operator(studio), studio, "restore", "--from", file, "--older").err())
        .contains("--other-values");
    operator(studio).run("restore", "--from", file, "--older", "--other-values").expect(0);
  }

  @Tag("slow")
  @Test
  void inANewDatabase_anOlderGeneration_wantsItsWord(StudioDatabase studio) throws IOException {
    operator(studio).close(MONTH);
    late(studio);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    try (StudioDatabase fresh = fresh(studio)) {
      Operator there = elsewhere(fresh);
      String older = operator(studio).backup(MONTH, 1).toString();

      assertThat(refused(there, fresh, "restore", "--from", older, "--other-studio").err())
          .contains("is older than", "1 record missing", "--older");
      operator(fresh).succeed("init", "--adopt");
      operator(fresh).run(MONTH, "restore", "--from", "backup").expect(0);
      assertThat(fresh.count("pagamentos where id = 9001")).isOne();
    }
  }

  @Tag("slow")
  @Test
  void anOlderGeneration_besideADamagedNewerOne_wantsItsWord(StudioDatabase studio)
      throws IOException {
    operator(studio).close(MONTH);
    late(studio);
    operator(studio).run(MONTH, "extrato", "--force").expect(0);
    Files.writeString(operator(studio).manifest(MONTH, 2), "{}");
    try (StudioDatabase fresh = fresh(studio)) {
      String older = operator(studio).backup(MONTH, 1).toString();

      assertThat(
              refused(elsewhere(fresh), fresh, "restore", "--from", older, "--other-studio").err())
          .contains("is older than", "cannot be determined", "--older");
      elsewhere(fresh).run("restore", "--from", older, "--other-studio", "--older").expect(0);
    }
  }

  @Tag("slow")
  @Test
  void anotherStudiosFile_wantsItsWord(StudioDatabase studio) {
    operator(studio).close(MONTH);
    try (StudioDatabase fresh = fresh(studio)) {
      String file = operator(studio).backup(MONTH, 1).toString();

      assertThat(refused(elsewhere(fresh), fresh, "restore", "--from", file).err())
          .contains("is a backup of another database (" + studio.name(), "--other-studio")
          .doesNotContain("--force");
      elsewhere(fresh).run("restore", "--from", file, "--other-studio").expect(0);
    }
  }

  /**
   * A copy of the database was given a name of its own: what it has closed is its own all the same.
   */
  @Tag("slow")
  @Test
  void aFileThatTheDatabaseHasClosedWith_isItsOwn_whateverItsNameNow(StudioDatabase studio) {
    operator(studio).close(MONTH);
    studio.execute("update extrato.studio set banco = '1'");
    elsewhere(studio).succeed("init", "--copy");

    elsewhere(studio)
        .run("restore", "--from", operator(studio).backup(MONTH, 1).toString())
        .expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void anotherMonthsFile_isCalledThat(StudioDatabase studio) {
    operator(studio).close(MONTH);
    String file = operator(studio).backup(MONTH, 1).toString();

    assertThat(
            operator(studio).run(MONTH.minusMonths(1), "restore", "--from", file).expect(4).err())
        .contains("is a backup of 09/2025, not of 08/2025")
        .doesNotContain("damaged");
    assertThat(
            operator(studio).run("verify", "--year", "2025", "--month", "8", file).expect(4).err())
        .contains("is a backup of 09/2025, not of 08/2025")
        .doesNotContain("damaged");
  }

  @Tag("slow")
  @Test
  void aFileUnderAnotherName_isCalledThat(StudioDatabase studio) throws IOException {
    operator(studio).close(MONTH);
    Path csv = operator(studio).backup(MONTH, 1);
    Path renamed = elsewhere.resolve("setembro.csv");
    Files.copy(csv, renamed);
    Files.copy(Operator.manifest(csv), Operator.manifest(renamed));

    assertThat(operator(studio).run("restore", "--from", renamed.toString()).expect(4).err())
        .contains("backup_2025_09.csv", "name")
        .doesNotContain("damaged");
  }

  @Tag("slow")
  @Test
  void aFileOfAnotherZone_isRefused(StudioDatabase studio) {
    operator(studio).close(MONTH);
    Path file =
        ForgedBackup.of(
            operator(studio).backup(MONTH, 1),
            elsewhere,
            text -> text,
            manifest -> manifest.put("zone", "Asia/Tokyo"));

    assertThat(operator(studio).run("restore", "--from", file.toString()).expect(8).err())
        .contains("was written for the zone Asia/Tokyo");
  }

  /** The archive cannot tell any more; the backup of the statement can. */
  @Tag("slow")
  @Test
  void whenTheArchiveIsDamaged_onlyTheStatementsBackup_needsNoWord(StudioDatabase studio)
      throws IOException {
    operator(studio).close(MONTH);
    Path forged = forged(operator(studio), 1);
    studio.execute(
        "update extrato.lotes set registros = (select jsonb_agg(r || '{\"valor\": \"1.00\"}') from"
            + " jsonb_array_elements(registros) r) where tabela = 'pagamentos'");

    assertThat(refused(operator(studio), studio, "restore", "--from", forged.toString()).err())
        .contains("1 record with other values", "pagamentos id 103, column valor")
        .contains("--other-values");
    Path kept = Files.move(operator(studio).backup(MONTH, 1), home.resolve("backup_2025_09.csv"));
    Files.move(operator(studio).manifest(MONTH, 1), Operator.manifest(kept));
    assertThat(refused(operator(studio), studio, "restore", "--from", forged.toString()).err())
        .contains("the archive of 09/2025 is damaged", "--other-values");

    operator(studio).run("restore", "--from", kept.toString()).expect(0);
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  /** The newest generation holds a late record too, which is live: nothing is another. */
  @Tag("slow")
  @Test
  void lateRecordsInTheNewestGeneration_stayLive_andNeedNoWord(StudioDatabase studio) {
    operator(studio).close(MONTH);
    late(studio);
    operator(studio).run(MONTH, "backup").expect(0);

    assertThat(operator(studio).run(MONTH, "restore", "--from", "backup").expect(0).out())
        .contains("back as it was");
    studio.execute("delete from pagamentos where id = 9001");
    assertThat(studio.dumpBooks()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void aSessionThatStayed_andWasEdited_isNoOtherValue(StudioDatabase studio) {
    operator(studio).close(MONTH);
    studio.execute("update sessoes set observacoes = 'editada' where id = 216");
    late(studio);
    operator(studio).run(MONTH, "backup").expect(0);

    operator(studio).run(MONTH, "restore", "--from", "backup").expect(0);
    assertThat(studio.value("select observacoes from sessoes where id = 216")).isEqualTo("editada");
  }

  @Tag("slow")
  @Test
  void moreThanTwenty_areCounted(StudioDatabase studio) {
    operator(studio).close(MONTH);
    Path file =
        ForgedBackup.of(
            operator(studio).backup(MONTH, 1),
            elsewhere,
            text -> text.replaceAll("(?m)^(gasto,[0-9]+,)2025-09-[0-9]+", "$12025-09-30"));

    JsonNode json =
        operator(studio)
            .run("restore", "--from", file.toString(), "--other-values", "--json")
            .expect(0)
            .json();
    assertThat(json.at("/result/differences")).hasSize(20);
    assertThat(json.at("/result/difference_count").asInt()).isGreaterThan(20);
  }

  private static void late(StudioDatabase studio) {
    studio.execute(
        "insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (9001,"
            + " '2025-09-20', 12.34, 'Pix', 1)");
  }

  private static StudioDatabase fresh(StudioDatabase studio) {
    StudioDatabase fresh = StudioDatabase.create();
    fresh.execute("alter table gastos add column categoria varchar(100)");
    TableCopy.people(studio, fresh);
    return fresh;
  }
}
