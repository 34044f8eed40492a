package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.cli.output.TextWidth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StudioExtension.class)
class StatusIT {
  private static final YearMonth SEPTEMBER = YearMonth.of(2025, 9);
  private static final String LONG_AGO = "'2025-01-01'";
  private static final String ATTENTION = "extrato: %s; `extrato status` shows more\n";

  @TempDir Path home;

  private Operator operator;
  private SmallStudio small;

  @BeforeEach
  void open(StudioDatabase studio) {
    operator = Operator.of(studio, home).at("2025-10-05T12:00:00Z");
    small = new SmallStudio(studio);
  }

  @Test
  void status_beforeInit_showsWhatIsThereAndMakesNothing(StudioDatabase studio) {
    small.payment("2025-09-10").expense("2025-09-11").payment("2025-10-02").payment("2025-12-01");
    small.closedByOldGenerator(2025, 7, LONG_AGO).closedByOldGeneratorAsText(2025, 8, LONG_AGO);
    Map<String, String> before = studio.dump();

    assertThat(operator.succeed("status").out())
        .isEqualTo(
            """
            status · production · 05/10/2025 in America/Sao_Paulo
            month    state   records      receita        saldo  gen  proven  failed
            10/2025  open          1  R$ 1.000,00  R$ 1.000,00    0  –       –
            09/2025  open          2  R$ 1.000,00    R$ 899,75    0  –       –
            08/2025  legacy        5    R$ 400,50    R$ 350,25    0  –       –
            07/2025  legacy        5    R$ 400,50    R$ 350,25    0  –       –
            4 months, nothing needs attention
            """);
    assertThat(operator.succeed("status", "--check").out())
        .isEqualTo("4 months, nothing needs attention\n");
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void status_ofARoleThatOnlyReads_worksBeforeAndAfterInit(StudioDatabase studio) {
    small.payment("2025-09-10");
    StudioRole reader =
        studio.role("select on pagamentos, sessoes, comissoes, gastos, extratos, extrato_run_logs");
    Operator reading = operator.with("DATABASE_URL", reader.url());

    assertThat(reading.succeed("status", "--json").json().at("/result/months/0/state").asText())
        .isEqualTo("open");
    operator.closeSeptember();
    studio.execute(
        "grant usage on schema extrato to "
            + reader.name()
            + "; grant select on all tables in schema extrato to "
            + reader.name());
    assertThat(states(reading)).containsExactly("2025-09 closed");
    reading.succeed("history");
    reading.succeed("show");
  }

  @Test
  void status_lifeOfAMonth_isToldAtEachStep(StudioDatabase studio) {
    small.payment("2025-09-10").expense("2025-09-11");
    assertThat(states(operator)).containsExactly("2025-09 open");
    operator.succeed("backup");
    assertThat(states(operator)).containsExactly("2025-09 backed_up");
    small.payment("2025-09-12");
    assertThat(states(operator)).containsExactly("2025-09 open");
    operator.succeed("backup");
    operator.succeed("extrato");
    assertThat(states(operator)).containsExactly("2025-09 closed");
    small.payment("2025-09-13");
    assertThat(states(operator)).containsExactly("2025-09 late_records");
    operator.succeed("extrato", "--force");
    assertThat(states(operator)).containsExactly("2025-09 closed");
    JsonNode closed = operator.succeed("status", "--json").json().at("/result/months/0");
    assertThat(closed.path("version").asInt()).isEqualTo(2);
    assertThat(closed.path("generations").asInt()).isEqualTo(3);
    assertThat(closed.path("records").asInt()).isEqualTo(4);
    assertThat(closed.path("receita").asText()).isEqualTo("3000.00");
    assertThat(closed.path("saldo").asText()).isEqualTo("2899.75");
    operator.succeed("restore", "--year", "2025", "--month", "9", "--force");
    assertThat(states(operator)).containsExactly("2025-09 restored");
    assertThat(studio.count("pagamentos")).isEqualTo(3);
  }

  @Test
  void status_twoAmountsSwapped_isNotTakenForBackedUp(StudioDatabase studio) {
    small.payment("2025-09-10");
    operator.succeed("backup");
    studio.execute("update pagamentos set valor = 1000.01");

    assertThat(states(operator)).containsExactly("2025-09 open");
  }

  @Test
  void status_closedMonth_tellsBackupsAndProof() {
    small.payment("2025-09-10");
    operator.closeSeptember();

    JsonNode month = operator.succeed("status", "--json").json().at("/result/months/0");
    assertThat(month.at("/newest_backup/sound").asBoolean()).isTrue();
    assertThat(month.at("/newest_backup/records").asInt()).isEqualTo(1);
    assertThat(month.at("/last_proof/command").asText()).isEqualTo("extrato");
    assertThat(month.path("last_failure").isNull()).isTrue();
    operator.succeed("drill");
    assertThat(
            operator
                .succeed("status", "--json")
                .json()
                .at("/result/months/0/last_proof/command")
                .asText())
        .isEqualTo("drill");
  }

  @Test
  void status_ofOneMonth_leavesTheOthersOut() {
    small.payment("2025-09-10").payment("2025-08-10");

    assertThat(states(operator, "--year", "2025", "--month", "8")).containsExactly("2025-08 open");
    Ended none = operator.succeed("status", "--year", "2019", "--month", "3");
    assertThat(none.out()).endsWith("there are no records, statements, backups or runs\n");
    assertThat(operator.run("status", "--year", "2025").expect(2).err())
        .isEqualTo(
            "extrato: --year is given without --month; say which month, as in --month"
                + " 2025-09 or --year 2025 --month 9, or nothing for every month\n");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    // Day 5 ends at three in the morning of day 6 in Greenwich.
    "2025-10-06T02:59:59Z, 0",
    "2025-10-06T03:00:00Z, 12",
    "2025-10-31T12:00:00Z, 12",
    "2025-09-30T12:00:00Z, 0"
  })
  void check_previousMonthNotClosed_wantsAttentionAfterDayFiveInTheStudio(
      String now, int expected) {
    small.payment("2025-09-10");

    assertThat(operator.at(now).run("status", "--check").expect(expected).err())
        .isEqualTo(
            expected == 0
                ? ""
                : String.format(
                    Locale.ROOT, ATTENTION, "09/2025 is not closed after day 5, with 1 record"));
  }

  @Test
  void check_olderMonthStillOpen_wantsAttentionOnAnyDay() {
    small.payment("2025-07-10").expense("2025-07-10");

    Ended checked = operator.run("status", "--check").expect(12);
    assertThat(checked.err())
        .isEqualTo(String.format(Locale.ROOT, ATTENTION, "07/2025 is still open, with 2 records"));
    assertThat(checked.out()).isEmpty();
  }

  @Test
  void check_lateRecords_wantAttention_alsoOfALegacyMonth() {
    small.payment("2025-09-10");
    operator.closeSeptember();
    small.payment("2025-09-12");
    small.closedByOldGenerator(2025, 8, LONG_AGO).expense("2025-08-12").payment("2025-08-13");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "09/2025 is closed and has 1 record in the live tables; 08/2025 is closed and has 2"
                    + " records in the live tables"));
    assertThat(operator.succeed("status").out())
        .contains("09/2025  late records", "08/2025  legacy, late ")
        .contains("    extrato extrato --year 2025 --month 8 --force\n");
  }

  @Tag("slow")
  @Test
  void check_statementGone_wantsAttention_andTheArchivesTotalsAreShown(StudioDatabase studio) {
    small.payment("2025-09-10");
    operator.closeSeptember();
    studio.execute("delete from extratos");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "09/2025 has an archive, but its statement in extratos is gone"));
    assertThat(operator.succeed("status").out())
        .contains("09/2025  statement gone        1  R$ 1.000,00  R$ 1.000,00    1  ");
  }

  @Tag("slow")
  @Test
  void check_statementOverwritten_wantsAttention(StudioDatabase studio) {
    small.payment("2025-09-10");
    operator.closeSeptember();
    studio.execute("update extratos set totais = (totais #>> '{}')::jsonb");
    operator.succeed("status", "--check");
    studio.execute(
        "update extratos set totais = '{\"receita_total\": 1000.01, \"saldo\": 1000.01}'");

    assertThat(states(operator)).containsExactly("2025-09 overwritten");
    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "09/2025 has a statement that is not the one this tool wrote"));
    assertThat(operator.run("extrato").expect(3).err())
        .contains("already closed, by a statement that this tool did not write", "--from backup")
        .doesNotContain("add --force");
    assertThat(operator.run("extrato", "--force").expect(4).err())
        .contains("is not the one that this tool wrote");
  }

  @Tag("slow")
  @Test
  void check_closedBySomethingElseMeanwhile_wantsAttention_butNotWhatIsOlderThanTheTool() {
    small.closedByOldGenerator(2025, 6, LONG_AGO).success(2025, 5, LONG_AGO);
    small.payment("2025-09-10");
    operator.closeSeptember();
    operator.succeed("status", "--check");
    small.closedByOldGenerator(2025, 8, "now()").success(2025, 7, "now()");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "08/2025 has a statement that no run of this tool wrote; 07/2025 is marked as"
                    + " closed in extrato_run_logs, by no run of this tool"));
  }

  @Tag("slow")
  @Test
  void check_closedBySomethingElseAfterARestore_wantsAttention(StudioDatabase studio) {
    small.payment("2025-09-10");
    operator.closeSeptember();
    operator.succeed("restore", "--year", "2025", "--month", "9", "--force");
    studio.execute("delete from pagamentos; delete from extrato_run_logs");
    small.closedByOldGenerator(2025, 9, "now()");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT, ATTENTION, "09/2025 has a statement that no run of this tool wrote"));
  }

  @Tag("slow")
  @Test
  void check_backupGone_wantsAttention_untilANewOneIsWritten() throws IOException {
    small.payment("2025-09-10");
    operator.closeSeptember();
    Files.delete(operator.manifest(SEPTEMBER, 1));
    Files.delete(operator.backup(SEPTEMBER, 1));

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(Locale.ROOT, ATTENTION, "09/2025 is closed, and its backup is gone"));
    operator.at("2027-10-05T12:00:00Z").succeed("backup", "--year", "2025", "--month", "9");
    operator.succeed("status", "--check");
  }

  @Tag("slow")
  @Test
  void check_backupOfTheClosingGone_olderOneLeft_wantsAttention() throws IOException {
    small.payment("2025-09-10");
    operator.succeed("backup");
    small.payment("2025-09-11");
    operator.closeSeptember();
    Files.delete(operator.manifest(SEPTEMBER, 2));

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "09/2025 is closed, and no backup here is the one that it was closed with"));
  }

  @Tag("slow")
  @Test
  void check_backupDamaged_wantsAttention_andTheListSaysWhy() throws IOException {
    small.payment("2025-09-10");
    operator.closeSeptember();
    Path csv = operator.backup(SEPTEMBER, 1);
    long bytes = Files.size(csv);
    Files.writeString(csv, "x", StandardOpenOption.APPEND);

    assertThat(operator.run("status", "--check").expect(12).err())
        .startsWith("extrato: 09/2025 is closed, and its newest backup does not count: it has ")
        .contains(" bytes, its manifest says ");
    assertThat(operator.succeed("status").out())
        .contains("  1!  ")
        .contains(
            " its newest backup does not count: it has "
                + (bytes + 1)
                + " bytes, its manifest says "
                + bytes
                + "\n    extrato backup ");
    assertThat(operator.succeed("status", "--backups").out())
        .contains("backup_2025_09.csv", "not sound\n    it has ");
  }

  @Tag("slow")
  @Test
  void check_closedWithoutABackup_wantsAttention() {
    small.payment("2025-09-10");
    operator.with("EXTRATO_REQUIRE_BACKUP", "false").succeed("extrato");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT, ATTENTION, "09/2025 was closed without a backup, and has none"));
  }

  @Tag("slow")
  @Test
  void check_lastRunFailed_wantsAttention_untilALaterOneSucceeds(StudioDatabase studio) {
    small.payment("2025-09-10");
    operator.succeed("backup");
    studio.execute("update pagamentos set valor = 7");
    operator.run("extrato").expect(4);

    Ended checked = operator.run("status", "--check", "--json").expect(12);
    JsonNode month = checked.json().at("/result/months/0");
    String runId = month.at("/last_failure/run_id").asText();
    assertThat(month.path("state").asText()).isEqualTo("failed");
    assertThat(checked.json().at("/error/message").asText())
        .isEqualTo("09/2025 has a last run that failed: extrato, exit 4, run " + runId);
    operator.closeSeptember();
    operator.succeed("status", "--check");
  }

  @Tag("slow")
  @Test
  void check_runsThatDidNotGetToWork_sayNothing() {
    small.payment("2025-09-10");
    operator.closeSeptember();
    operator.run("extrato").expect(3);
    operator.run("extrato", "--year", "2025", "--month", "10").expect(11);

    operator.succeed("status", "--check");
  }

  /** What was asked for in error, or too early, is no failure of the month. */
  @Tag("slow")
  @Test
  void check_runsThatHadNothingToWorkOn_sayNothing() {
    small.payment("2025-09-10").payment("2025-10-02");
    operator.succeed("init");
    for (String command : List.of("verify", "drill", "extrato")) {
      assertThat(operator.run(SEPTEMBER, command).expect(4).err())
          .contains("month 09/2025 has no backup");
    }
    operator.run(SEPTEMBER, "restore", "--force").expect(4);
    operator.run(SEPTEMBER, "restore", "--force", "--from", "backup").expect(4);
    assertThat(operator.run(SEPTEMBER, "restore", "--force", "--from", "bakcup").expect(2).err())
        .contains("--from bakcup is neither archive nor backup", "did you mean backup?");
    assertThat(operator.run(SEPTEMBER, "restore", "--force", "--from", "x.csv").expect(4).err())
        .contains("x.csv is not there");
    operator.succeed("status", "--check");
    assertThat(states(operator)).containsExactly("2025-10 open", "2025-09 open");

    operator.closeSeptember();
    String file = operator.backup(SEPTEMBER, 1).toString();
    assertThat(
            operator
                .run(YearMonth.of(2025, 8), "restore", "--force", "--from", file)
                .expect(4)
                .err())
        .contains("is a backup of 09/2025, not of 08/2025");
    operator.run(YearMonth.of(2025, 8), "drill").expect(4);
    operator.succeed("status", "--check");
    assertThat(operator.succeed("history", "--json").json().at("/result/runs"))
        .filteredOn(run -> run.path("exit_code").asInt() != 0)
        .extracting(run -> run.path("outcome").asText())
        .containsOnly("refused");
  }

  @Tag("slow")
  @Test
  void check_runThatNeverEnded_hasDied_unlessItIsAtWork(StudioDatabase studio) throws SQLException {
    small.payment("2025-09-10");
    operator.succeed("init");
    small.running("0123abcd", "extrato", 2025, 9);
    try (Connection session = studio.connect();
        Statement statement = session.createStatement()) {
      statement.execute("set application_name = 'extrato 0123abcd extrato 2025-09'");
      assertThat(states(operator)).containsExactly("2025-09 running");
      operator.succeed("status", "--check");
      statement.execute("set application_name = 'extrato 11111111 backup 2025-10'");
      statement.execute("begin; select pg_advisory_xact_lock(x'65787472'::int, x'61746f21'::int)");
      assertThat(states(operator)).as("the lock is another run's").containsExactly("2025-09 died");
      statement.execute("set application_name = ''");
      assertThat(states(operator)).as("the lock may be its own").containsExactly("2025-09 running");
    }
    studio.await(
        "not exists (select from pg_locks where locktype = 'advisory' and database = (select oid"
            + " from pg_database where datname = current_database()))");

    assertThat(operator.run("status", "--check").expect(12).err())
        .isEqualTo(
            String.format(
                Locale.ROOT,
                ATTENTION,
                "09/2025 has a last run that never ended: extrato, run 0123abcd"));
    assertThat(states(operator)).containsExactly("2025-09 died");
    assertThat(operator.succeed("history").out()).contains("extrato  09/2025  died ");
  }

  @Tag("slow")
  @Test
  void check_manyReasons_namesTheFirstAndCountsTheRest() {
    for (int month = 1; month <= 7; month++) {
      small.closedByOldGenerator(2025, month, LONG_AGO).payment("2025-0" + month + "-10");
    }

    assertThat(operator.run("status", "--check").expect(12).err())
        .startsWith("extrato: 07/2025 is closed and has 1 record in the live tables; 06/2025 ")
        .endsWith(
            "; 03/2025 is closed and has 1 record in the live tables; and 2 more; `extrato"
                + " status` shows more\n")
        .hasLineCount(1);
  }

  @Tag("slow")
  @Test
  void olderMonthsThatAreOpen_areOneThing_withOneCommand() {
    for (int month = 1; month <= 8; month++) {
      small.payment("2025-0" + month + "-10");
    }

    assertThat(operator.succeed("status").out())
        .contains(
            """
            ! 8 months are still open, from 01/2025 to 08/2025, with 8 records
                extrato monthly --catch-up
            """)
        .endsWith(", 1 thing needs attention\n");
    assertThat(operator.run("status", "--month", "2025-03", "--check").expect(12).err())
        .startsWith("extrato: 03/2025 is still open, with 1 record; ");
    JsonNode attention =
        operator.succeed("status", "--json").json().at("/result/attention").path(0);
    assertThat(attention.path("month").isNull()).isTrue();
    assertThat(attention.path("reason").asText()).isEqualTo("still_open");
  }

  @Tag("slow")
  @Test
  void aMistypedMonth_doesNotStayInTheTable() {
    small.payment("2025-09-10");
    for (String command : List.of("backup", "verify", "extrato", "drill", "restore --force")) {
      operator.run((command + " --month 2015-09").split(" ", -1));
    }

    assertThat(states(operator)).containsExactly("2025-09 open");
    assertThat(operator.succeed("status", "--month", "2015-09").out()).contains("empty");
    assertThat(operator.succeed("history", "--month", "2015-09").out()).contains("5 runs");
  }

  /** What is left of a month that had a backup once is no slip of the hand. */
  @Tag("slow")
  @Test
  void aMonthOfWhichOnlyRunsAreLeft_staysInTheTable(StudioDatabase studio) throws IOException {
    small.payment("2025-08-10");
    operator.succeed("backup", "--month", "2025-08");
    studio.execute("delete from pagamentos");
    for (Path file :
        List.of(
            operator.backup(YearMonth.of(2025, 8), 1),
            operator.manifest(YearMonth.of(2025, 8), 1))) {
      Files.delete(file);
    }

    assertThat(states(operator)).containsExactly("2025-08 empty");
  }

  @Tag("slow")
  @Test
  void backups_allKinds_areListedWithTheirFaults() throws IOException {
    small.payment("2025-09-10");
    Path copies = home.resolve("nas");
    Operator copying = operator.with("EXTRATO_BACKUP_COPY", copies.toString());
    copying.succeed("backup");
    small.payment("2025-09-11");
    copying.succeed("backup");
    Path old = Files.createDirectories(home.resolve("backups/2025_08"));
    Files.writeString(old.resolve("backup_2025_08.csv"), "type,id\n");
    Files.copy(operator.manifest(SEPTEMBER, 1), old.resolve("backup_2025_08_2.manifest.json"));

    Ended listed = copying.succeed("status", "--backups");
    assertThat(listed.out())
        .matches(
            """
            month    gen  file                 records  bytes  written
            09/2025    2  backup_2025_09_2.csv       2    \\d+  05/10/2025 09:00  sound
            09/2025    1  backup_2025_09.csv         1    \\d+  05/10/2025 09:00  sound
            08/2025    2  backup_2025_08_2.csv       –      –  –                 not sound
                its manifest: it is the manifest of month 2025-09
            08/2025    –  backup_2025_08.csv         –      8  –                 not sound
                it has no manifest: not written by this tool
            09/2025    2  backup_2025_09_2.csv       2    \\d+  05/10/2025 09:00  sound      copy
            09/2025    1  backup_2025_09.csv         1    \\d+  05/10/2025 09:00  sound      copy
            4 of 6 backups are sound, as far as manifest and length tell
            """
                .replaceAll(" {2,}", " +"));
    JsonNode backups =
        copying.succeed("status", "--backups", "--json").json().at("/result/backups");
    assertThat(backups).hasSize(6);
    assertThat(backups.at("/3/generation").isNull()).isTrue();
    assertThat(backups.at("/5/copy").asBoolean()).isTrue();
  }

  @Tag("slow")
  @Test
  void backups_ofAnotherDatabase_areNotSound() {
    small.payment("2025-09-10");
    operator.succeed("backup");
    try (StudioDatabase other = StudioDatabase.create()) {
      Operator elsewhere = operator.with("DATABASE_URL", other.url());
      elsewhere.with("EXTRATO_BACKUP_DIR", "others").succeed("init");
      assertThat(elsewhere.succeed("status", "--backups").out())
          .contains("it is a backup of another database, ");
      assertThat(states(elsewhere)).containsExactly("2025-09 empty");
    }
  }

  @Tag("slow")
  @Test
  void status_doesNotReadTheBackupsThrough() throws IOException {
    small.payment("2025-09-10");
    operator.closeSeptember();
    byte[] bytes = Files.readAllBytes(operator.backup(SEPTEMBER, 1));
    bytes[bytes.length - 2] ^= 1;
    Files.write(operator.backup(SEPTEMBER, 1), bytes);

    operator.succeed("status", "--check");
    operator.run("verify").expect(4);
    assertThat(operator.run("status", "--check").expect(12).err())
        .contains("09/2025 has a last run that failed: verify, exit 4");
  }

  @Tag("slow")
  @Test
  void status_everyLine_fitsEightyColumns() {
    small.payment("2025-09-10").payment("2025-07-01");
    small.closedByOldGenerator(2025, 6, LONG_AGO).expense("2025-06-12");
    operator.closeSeptember();
    operator.run("extrato", "--year", "2025", "--month", "7").expect(4);

    assertThat(operator.with("COLUMNS", "80").succeed("status").out().lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(80));
    assertThat(operator.with("COLUMNS", "80").succeed("status", "--backups").out().lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(80));
  }

  @Tag("slow")
  @Test
  void json_hasTheSameKeysOnSuccessAndFailure() {
    small.payment("2025-07-10");
    JsonNode fine = operator.succeed("status", "--json").json();
    JsonNode bad = operator.run("status", "--check", "--json").expect(12).json();

    assertThat(names(bad)).isEqualTo(names(fine));
    assertThat(names(bad.path("result"))).isEqualTo(names(fine.path("result")));
    assertThat(bad.at("/result/attention/0/reason").asText()).isEqualTo("still_open");
    assertThat(bad.at("/error/code").asInt()).isEqualTo(12);
  }

  private static List<String> states(Operator operator, String... more) {
    String[] args =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of("status", "--json"), java.util.Arrays.stream(more))
            .toArray(String[]::new);
    JsonNode months = operator.succeed(args).json().at("/result/months");
    return StreamSupport.stream(months.spliterator(), false)
        .map(month -> month.path("month").asText() + " " + month.path("state").asText())
        .toList();
  }

  private static List<String> names(JsonNode object) {
    return object.properties().stream().map(Map.Entry::getKey).toList();
  }
}
