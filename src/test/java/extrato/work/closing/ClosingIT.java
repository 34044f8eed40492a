package extrato.work.closing;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.studio.Tabela;
import extrato.testing.AwkwardMonth;
import extrato.testing.MonthOfBooks;
import extrato.testing.Operator;
import extrato.testing.Records;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A month that has met every awkward thing is backed up, verified and closed. */
@ExtendWith(StudioExtension.class)
class ClosingIT {
  private static final MonthOfBooks SEPTEMBER = AwkwardMonth.expected();

  @TempDir Path home;

  @BeforeEach
  void fill(StudioDatabase studio) {
    AwkwardMonth.fill(studio);
  }

  @Test
  void close_afterBackupAndProof_isDone(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    String records = SEPTEMBER.records() + " records";

    assertThat(operator.succeed("backup").out())
        .contains("backup of 09/2025 written and proven: " + records);
    assertThat(operator.succeed("verify").out()).contains("backup of 09/2025 proven: " + records);
    assertThat(operator.succeed("extrato").out())
        .contains("month 09/2025 closed: version 1 of its statement, " + records);
    assertThat(studio.rows("select command, outcome, exit_code from extrato.runs order by started"))
        .extracting(Map::values)
        .map(List::copyOf)
        .containsExactly(
            List.of("backup", "done", "0"),
            List.of("verify", "done", "0"),
            List.of("extrato", "done", "0"));
  }

  @Test
  void close_takesTheMonthOut_andLeavesEverythingElseAsItWas(StudioDatabase studio) {
    Records before = Records.live(studio);
    Map<String, String> dump = studio.dump();

    Operator.of(studio, home).closeSeptember();

    assertSame(Records.live(studio), before.afterClosing(SEPTEMBER));
    assertThat(studio.dump())
        .containsEntry("users", dump.get("users"))
        .containsEntry("clients", dump.get("clients"))
        .containsEntry("extrato_snapshots", "");
  }

  @Test
  void close_archivesWhatTheBackupHolds_valueByValue(StudioDatabase studio) {
    Records september = Records.live(studio).of(SEPTEMBER);
    Operator operator = Operator.of(studio, home);

    operator.closeSeptember();

    Records backup = Records.backup(operator.backup(AwkwardMonth.MONTH, 1), studio);
    assertSame(backup, september);
    assertSame(Records.archived(studio, AwkwardMonth.MONTH, 1), backup);
  }

  /** What a server, a database or a role has made its habit must not show in what is kept. */
  @Test
  void close_whateverTheDatabasesHabits_keepsTheSameText(StudioDatabase studio) {
    Records september = Records.live(studio).of(SEPTEMBER);
    for (String habit :
        List.of(
            "datestyle = 'German, DMY'",
            "intervalstyle = 'iso_8601'",
            "timezone = 'Asia/Kolkata'",
            "extra_float_digits = -3",
            "bytea_output = 'escape'",
            "quote_all_identifiers = on",
            "xmlbinary = 'hex'",
            "standard_conforming_strings = on",
            "default_transaction_isolation = 'serializable'",
            "row_security = on",
            "idle_in_transaction_session_timeout = '60s'")) {
      studio.execute(String.format(Locale.ROOT, "alter database %s set %s", studio.name(), habit));
    }
    Operator operator = Operator.of(studio, home);

    operator.closeSeptember();

    assertSame(Records.backup(operator.backup(AwkwardMonth.MONTH, 1), studio), september);
    assertSame(Records.archived(studio, AwkwardMonth.MONTH, 1), september);
  }

  private static void assertSame(Records actual, Records expected) {
    assertThat(actual.differencesTo(expected)).isEmpty();
  }

  @Test
  void verifyBackupAndClosing_afterTheClosing_findNothingToDo(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.closeSeptember();
    Map<String, String> closed = studio.dumpExceptRuns();

    assertThat(operator.succeed("verify", "--json").json().at("/result/difference_count").asInt())
        .isZero();
    assertThat(operator.succeed("verify").out())
        .contains("\n  generation  1\n", "\n  differences 0\n");
    assertThat(operator.succeed("backup", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");
    assertThat(operator.run("extrato").expect(3).err()).contains("already closed", "--force");
    assertThat(operator.succeed("extrato", "--force", "--json").json().get("outcome").asText())
        .isEqualTo("unchanged");

    assertThat(operator.backup(AwkwardMonth.MONTH, 2)).doesNotExist();
    assertThat(studio.dumpExceptRuns()).isEqualTo(closed);
  }

  @Test
  void close_leavesTheRowThatTheApplicationReads(StudioDatabase studio) {
    Operator.of(studio, home).closeSeptember();

    assertThat(studio.rows("select mes, ano, status from extrato_run_logs"))
        .containsExactly(Map.of("mes", "9", "ano", "2025", "status", "success"));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1000})
  void close_inBatchesOfAnySize_archivesTheSame(int size, StudioDatabase studio) {
    Records september = Records.live(studio).of(SEPTEMBER);

    Operator.of(studio, home).with("BATCH_SIZE", String.valueOf(size)).closeSeptember();

    assertSame(Records.archived(studio, AwkwardMonth.MONTH, 1), september);
    assertThat(batches(studio)).isEqualTo(batches(size));
  }

  @Test
  void close_withoutASetting_takesAHundredAtATime(StudioDatabase studio) {
    Operator.of(studio, home).closeSeptember();

    assertThat(batches(studio)).isEqualTo(batches(100));
    assertThat(studio.value("select batch_size from extrato.runs where command = 'extrato'"))
        .isEqualTo("100");
  }

  @Test
  void close_withTheOptionForTheBatchSize_believesTheOption(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home).with("BATCH_SIZE", "7");
    operator.succeed("backup");

    int shown =
        operator
            .succeed("extrato", "--batch-size", "3", "--json")
            .json()
            .at("/result/batches")
            .asInt();

    assertThat(batches(studio)).isEqualTo(batches(3)).hasSize(shown);
  }

  /** Table, number and count of every batch in the archive. */
  private static List<String> batches(StudioDatabase studio) {
    return studio
        .column(
            "select concat_ws(' ', tabela, lote, quantidade) from extrato.lotes"
                + " where quantidade = jsonb_array_length(registros) order by tabela, lote")
        .stream()
        .map(String::valueOf)
        .toList();
  }

  private static List<String> batches(int size) {
    return Arrays.stream(Tabela.values())
        .sorted(Comparator.comparing(Tabela::table))
        .flatMap(tabela -> batches(tabela, size).stream())
        .toList();
  }

  private static List<String> batches(Tabela tabela, int size) {
    int records = SEPTEMBER.ids(tabela).size();
    return IntStream.iterate(0, begin -> begin < records, begin -> begin + size)
        .mapToObj(
            begin ->
                String.format(
                    Locale.ROOT,
                    "%s %d %d",
                    tabela.table(),
                    1 + begin / size,
                    Math.min(size, records - begin)))
        .toList();
  }

  @Test
  void jsonOutput_ofAClosing_saysItAllInExactNumbers(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    operator.succeed("backup");

    Operator.Ended ended = operator.succeed("extrato", "--json");

    assertThat(ended.out())
        .contains("\"receita_total\":" + SEPTEMBER.receita().toPlainString() + ",")
        .contains("\"comissoes_total\":50000117.00,");
    var json = ended.json();
    assertThat(json.at("/sums/pagamentos").asText()).isEqualTo(SEPTEMBER.receita().toPlainString());
    assertThat(json.at("/counts/sessoes/archived").asInt()).isEqualTo(SEPTEMBER.sessoes().size());
    assertThat(json.at("/counts/sessoes/stayed").asInt())
        .isEqualTo(SEPTEMBER.sessoesThatStay().size());
    assertThat(json.at("/counts/sessoes/deleted").asInt())
        .isEqualTo(SEPTEMBER.idsThatLeave(Tabela.SESSOES).size());
    assertThat(json.at("/warnings").toString())
        .contains("1 commissions have neither", "older months are still open");
  }

  @Tag("slow")
  @Test
  void aMonthWithoutRecords_isEmpty_andLeavesNoTrace(StudioDatabase studio) {
    Operator operator = Operator.of(studio, home);
    Map<String, String> before = studio.dump();
    List<String> month = List.of("--year", "2023", "--month", "1", "--json");

    for (String command : List.of("backup", "verify", "extrato")) {
      String[] args = Stream.concat(Stream.of(command), month.stream()).toArray(String[]::new);
      assertThat(operator.succeed(args).json().get("outcome").asText()).isEqualTo("empty");
    }

    assertThat(home.resolve("backups")).doesNotExist();
    assertThat(studio.dumpExceptRuns()).containsAllEntriesOf(without(before, "extrato_run_logs"));
    assertThat(studio.count("extrato_run_logs")).isZero();
    assertThat(studio.count("extrato.versoes")).isZero();
  }

  private static Map<String, String> without(Map<String, String> dump, String table) {
    Map<String, String> rest = new TreeMap<>(dump);
    rest.remove(table);
    return rest;
  }

  @Tag("slow")
  @Test
  void close_beforeTheMonthIsOver_wantsEarly(StudioDatabase studio) {
    Operator lateOnTheLastDay = Operator.of(studio, home).at("2025-10-01T02:59:59Z");
    String[] september = {"extrato", "--year", "2025", "--month", "9"};
    lateOnTheLastDay.succeed("backup", "--year", "2025", "--month", "9");
    Map<String, String> before = studio.dumpExceptRuns();

    assertThat(lateOnTheLastDay.run(september).expect(11).err()).contains("not over", "--early");
    lateOnTheLastDay.run("extrato", "--year", "2025", "--month", "9", "--force").expect(11);
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);

    lateOnTheLastDay.succeed("extrato", "--year", "2025", "--month", "9", "--early");
  }

  @Tag("slow")
  @Test
  void close_atMidnightInTheStudio_isNotEarly(StudioDatabase studio) {
    Operator.of(studio, home).at("2025-10-01T03:00:00Z").closeSeptember();

    assertThat(studio.ids("pagamentos", "data between '2025-09-01' and '2025-09-30'")).isEmpty();
  }
}
