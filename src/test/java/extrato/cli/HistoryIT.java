package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.cli.output.TextWidth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(StudioExtension.class)
class HistoryIT {
  private static final String RUN =
      "insert into extrato.runs (run_id, command, ano, mes, started, ended, outcome, exit_code,"
          + " attempts, counts, host, os_user, version, reason, error) values (%s)";

  @TempDir Path home;

  private Operator operator;

  @BeforeEach
  void open(StudioDatabase studio) {
    operator = Operator.of(studio, home);
  }

  @Test
  void history_beforeInit_isEmptyAndMakesNothing(StudioDatabase studio) {
    var before = studio.dump();

    assertThat(operator.succeed("history").out()).isEqualTo("no run is on record\n");
    assertThat(operator.succeed("history", "--json").json().at("/result/runs")).isEmpty();
    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void history_runs_areListedNewestFirst_inTheStudiosZone(StudioDatabase studio) {
    fill(studio);

    assertThat(operator.with("COLUMNS", "80").succeed("history").out())
        .isEqualTo(
            """
            when             command month   outcome    exit tries records        took
            05/10/2025 09:00 prune   –       done          0     –       0       0,5 s
                ana@servidor · run 00000003
            30/09/2025 23:00 extrato 09/2025 not_proven    4     2   1.310 61 min 40 s
                ana@servidor · run 00000002 · a pedido da dona · the backup is not what the…
            29/09/2025 23:00 backup  09/2025 died          –     –       0           –
                ana@servidor · run 00000001
            3 runs
            """);
  }

  @Test
  void history_everyLine_fitsEightyColumns_andSteersNoTerminal(StudioDatabase studio) {
    fill(studio);
    studio.execute("update extrato.runs set error = E'\\u001b[31m' || repeat('é', 200)");

    Ended ended = operator.with("COLUMNS", "80").succeed("history");
    assertThat(ended.out()).doesNotContain("\u001b").contains("\\u001b[31mé");
    assertThat(operator.succeed("history").out()).contains("\\u001b[31m" + "é".repeat(200));
    assertThat(ended.out().lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).as(line).isLessThanOrEqualTo(80));
  }

  @Test
  void history_limit_showsTheNewest(StudioDatabase studio) {
    fill(studio);

    assertThat(operator.succeed("history", "--limit", "1").out())
        .contains("00000003")
        .doesNotContain("00000002")
        .endsWith("1 run; `--limit` shows older ones\n");
    assertThat(operator.run("history", "--limit", "0").expect(2).err())
        .startsWith("extrato: --limit must be a whole number of at least 1, not 0; ");
  }

  @Test
  void history_ofOneMonth_leavesTheOthersOut(StudioDatabase studio) {
    fill(studio);

    JsonNode runs =
        operator
            .succeed("history", "--year", "2025", "--month", "9", "--json")
            .json()
            .at("/result/runs");
    assertThat(runs)
        .extracting(run -> run.path("run_id").asText())
        .containsExactly("00000002", "00000001");
  }

  @Test
  void history_json_hasAllThatIsOnRecord(StudioDatabase studio) {
    fill(studio);

    JsonNode run = operator.succeed("history", "--json").json().at("/result/runs/1");
    assertThat(run.path("month").asText()).isEqualTo("2025-09");
    assertThat(run.path("started").asText()).isEqualTo("2025-10-01T02:00:00Z");
    assertThat(run.path("duration_ms").asLong()).isEqualTo(3_700_000);
    assertThat(run.path("exit_code").asInt()).isEqualTo(4);
    assertThat(run.path("records").asInt()).isEqualTo(1310);
    assertThat(run.at("/counts/pagamentos/found").asInt()).isEqualTo(1300);
    assertThat(run.path("reason").asText()).isEqualTo("a pedido da dona");
    assertThat(run.path("error").asText()).startsWith("the backup is not what the database");
  }

  @Test
  void history_oneRun_isShownWithAllThatIsOnRecord(StudioDatabase studio) {
    fill(studio);

    assertThat(operator.succeed("history", "--run", "00000002").out())
        .isEqualTo(
            """
              run         00000002
              began       30/09/2025 23:00
              ended       01/10/2025 00:01
              took        61 min 40 s
              by          ana@servidor, version 5
              reason      a pedido da dona
              attempts    2
              pagamentos  1.300 found
              gastos      10 found
              error       the backup is not what the database holds: pagamentos id 12
            run 00000002: extrato of 09/2025, not_proven, exit 4
            """);
    assertThat(operator.succeed("history", "--run", "00000001", "--json").json().at("/result/runs"))
        .singleElement()
        .satisfies(run -> assertThat(run.path("outcome").asText()).isEqualTo("died"));
    assertThat(operator.run("history", "--run", "99999999").expect(4).err())
        .contains("no run 99999999 is on record");
    operator.run("history", "--run", "00000002", "--month", "2025-09").expect(2);
  }

  @Test
  void history_ofARealRun_hasItsBackupAndSteps(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();
    String id =
        String.valueOf(studio.value("select run_id from extrato.runs where command = 'extrato'"));

    assertThat(operator.succeed("history", "--run", id).out())
        .contains(
            "  backup      " + operator.backups(), "  sha256      ", "  steps       ", "delete ")
        .contains("  pagamentos  1 found, 1 deleted, 1 archived\n");
  }

  @Test
  void history_ofRealRuns_tellsWhatTheyDid(StudioDatabase studio) {
    new SmallStudio(studio).payment("2025-09-10");
    operator.closeSeptember();

    JsonNode runs = operator.succeed("history", "--json").json().at("/result/runs");
    assertThat(runs)
        .extracting(run -> run.path("command").asText() + " " + run.path("outcome").asText())
        .containsExactly("extrato done", "verify done", "backup done");
    assertThat(runs.at("/0/backup_digest").asText()).hasSize(64);
  }

  private void fill(StudioDatabase studio) {
    operator.succeed("init");
    String rest = "'servidor', 'ana', '5', null, null";
    studio.execute(
        String.format(
            Locale.ROOT,
            RUN,
            "'00000001', 'backup', 2025, 9, '2025-09-30T02:00:00Z', null, 'running', null, 0, '{}',"
                + " "
                + rest));
    studio.execute(
        String.format(
            Locale.ROOT,
            RUN,
            "'00000002', 'extrato', 2025, 9, '2025-10-01T02:00:00Z', '2025-10-01T03:01:40Z',"
                + " 'not_proven', 4, 2, '{\"pagamentos\": {\"found\": 1300}, \"gastos\":"
                + " {\"found\": 10}}', 'servidor', 'ana', '5', 'a pedido da dona', 'the backup is"
                + " not what the database holds: pagamentos id 12'"));
    studio.execute(
        String.format(
            Locale.ROOT,
            RUN,
            "'00000003', 'prune', null, null, '2025-10-05T12:00:00Z', '2025-10-05T12:00:00.5Z',"
                + " 'done', 0, 0, '{}', "
                + rest));
  }
}
