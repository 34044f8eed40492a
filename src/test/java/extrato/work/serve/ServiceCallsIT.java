package extrato.work.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Served;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The web application's calls, held against what its automations rely on. */
@ExtendWith(StudioExtension.class)
class ServiceCallsIT {
  private static final String BACKUP = "/api/backup/create_service";
  private static final String GENERATE = "/api/extrato/generate_service";
  private static final String SEPTEMBER = "{\"month\": 9, \"year\": 2025}";

  @TempDir Path home;

  private StudioDatabase studio;
  private Operator operator;
  private Served served;
  private String token;

  @BeforeEach
  void serve(StudioDatabase studio) {
    this.studio = studio;
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.of(studio, home);
    token = Served.token(operator, "workflow", "read,backup,close");
    served = Served.by(operator);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  private Served.Answered post(String path, String body) {
    return OpenApi.check("post", path, served.post(path, body).bearing(token).send());
  }

  private Served.Answered get(String path) {
    String described =
        path.startsWith("/api/runs/") ? "/api/runs/{id}" : path.replaceFirst("\\?.*", "");
    return OpenApi.check("get", described, served.get(path).bearing(token).send());
  }

  @Test
  void backup_answersAsTheApplicationDoes() {
    Served.Answered written = post(BACKUP, SEPTEMBER).expect(200);

    assertThat(written.body())
        .isEqualToIgnoringWhitespace(
            """
            {"success":true,"message":"Backup created successfully for 09/2025","data":{"month":9,"year":2025}}
            """);
    assertThat(written.header("Content-Type")).isEqualTo("application/json");
    assertThat(operator.backup(AwkwardMonth.MONTH, 1)).exists();

    assertThat(post(BACKUP, SEPTEMBER).expect(409).body())
        .isEqualToIgnoringWhitespace(
            """
            {"success":false,"error":"Backup already exists for 09/2025",
             "details":{"month":9,"year":2025,"reason":"backup_already_exists"}}
            """);

    assertThat(post(BACKUP, "").expect(200).json().path("data").toString())
        .as("the current month, where none is named")
        .isEqualTo("{\"month\":10,\"year\":2025}");
  }

  @Test
  void closing_answersAsTheApplicationDoes() {
    JsonNode without = post(GENERATE, "{}").expect(400).json();
    assertThat(without.path("success").asBoolean(true)).isFalse();
    assertThat(without.path("error").asText()).contains("09/2025 has no backup");
    assertThat(without.path("details").toString())
        .as("the previous month, where none is named")
        .isEqualTo("{\"month\":9,\"year\":2025,\"backup_exists\":false,\"backup_required\":true}");
    assertThat(studio.count("extratos")).isZero();

    operator.succeed("backup");
    assertThat(post(GENERATE, SEPTEMBER).expect(200).body())
        .isEqualToIgnoringWhitespace(
            """
            {"success":true,"message":"Extrato generated successfully for 09/2025",
             "data":{"month":9,"year":2025,"force":false}}
            """);
    assertThat(studio.count("extratos")).isEqualTo(1);
    assertThat(
            studio.value(
                "select reason from extrato.runs where outcome = 'done' and command = 'extrato'"))
        .matches("token workflow \\([0-9a-f]{16}\\)");

    assertThat(post(GENERATE, SEPTEMBER).expect(500).json().path("error").asText())
        .as("what its workflow takes for success")
        .isEqualTo("Extrato for 09/2025 already exists");
    assertThat(post(GENERATE, "{\"month\":9,\"year\":2025,\"force\":true}").expect(200).body())
        .contains("\"force\":true");
    assertThat(served.get("/health/extrato").send().expect(200).body())
        .isEqualToIgnoringWhitespace(
            """
            {"status":"healthy","mes":9,"ano":2025,"exists":true,"message":"Extrato for September/2025 exists"}
            """);
  }

  @Test
  void closing_withAStaleBackup_is500_andNoSuccess() {
    operator.succeed("backup");
    studio.execute(
        "update pagamentos set valor = valor + 1 where id = (select min(id) from pagamentos"
            + " where data >= '2025-09-01' and data < '2025-10-01')");

    Served.Answered answer = post(GENERATE, SEPTEMBER).expect(500);

    assertThat(answer.json().path("details").path("exit_code").asInt()).isEqualTo(4);
    assertThat(answer.body()).doesNotContain("already exists");
    assertThat(studio.count("extratos")).isZero();
  }

  @Test
  void closing_ofAMonthThatIsNotOver_is400() {
    Served.Answered answer = post(GENERATE, "{\"month\": 12, \"year\": 2099}").expect(400);

    assertThat(answer.json().path("details").path("exit_code").asInt()).isEqualTo(11);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"month\": 13, \"year\": 2025}",
        "{\"month\": 0, \"year\": 2025}",
        "{\"month\": 9, \"year\": 1999}",
        "{\"month\": 9, \"year\": 2101}",
        "{\"month\": 9}",
        "{\"year\": 2025}",
        "{\"month\": \"9\", \"year\": 2025}",
        "{\"month\": 9.0, \"year\": 2025}",
        "{\"month\": 1e1, \"year\": 2025}",
        "{\"month\": 99999999999999999999999999, \"year\": 2025}",
        "{\"month\": [9], \"year\": 2025}",
        "{\"month\": 9, \"month\": 8, \"year\": 2025}",
        "{\"month\": 9, \"year\": 2025, \"force\": \"true\"}",
        "{\"month\": 9, \"year\": 2025, \"force\": 1}",
        "{\"month\": 9, \"year\": 2025} x",
        "{\"mes\": 9, \"ano\": 2025}",
        "{\"month\": 9, \"year\": 2025, \"dry_run\": true}",
        "[9, 2025]",
        "9",
        "{",
        "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}"
      })
  void body_thatSaysNothingClear_is400_andStartsNothing(String body) {
    JsonNode answer = post(GENERATE, body).expect(400).json();

    assertThat(answer.path("success").asBoolean(true)).isFalse();
    assertThat(answer.path("error").asText()).isNotEmpty();
    assertThat(studio.rows("select from extrato.runs where command = 'extrato'")).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({
    "GET, /api/backup/create_service, 405",
    "PUT, /api/extrato/generate_service, 405",
    "POST, /health/extrato, 405",
    "GET, /, 303",
    "GET, /api, 404",
    "POST, /api/backup/create_service/, 404",
    "POST, /api//backup/create_service, 404",
    "POST, /api/backup/../backup/create_service, 404",
    "POST, /api/backup/%63reate_service, 404",
    "POST, /API/BACKUP/CREATE_SERVICE, 404",
    "GET, /api/runs/..%2f..%2fetc%2fpasswd, 404",
    "GET, /api/runs/12345678, 404",
  })
  void path_thatIsNone_isRefused(String method, String path, int status) {
    served.method(method, path).bearing(token).send().expect(status);
  }

  @Test
  void run_thatNobodyWaitsFor_isAskedForById() {
    Served.Answered accepted =
        served
            .post(BACKUP, SEPTEMBER)
            .bearing(token)
            .with("Prefer", "wait=10, respond-async")
            .send()
            .expect(202);
    String location = Objects.requireNonNull(accepted.header("Location"));
    assertThat(accepted.json().path("data").path("run_id").asText())
        .isEqualTo(location.substring("/api/runs/".length()));

    JsonNode run = get(location).expect(200).json().path("data");
    while (run.path("state").asText().equals("running")) {
      run = get(location).expect(200).json().path("data");
    }

    assertThat(run.path("state").asText()).isEqualTo("ended");
    assertThat(run.path("outcome").asText()).isEqualTo("done");
    assertThat(run.path("exit_code").asInt(-1)).isZero();
    assertThat(operator.succeed("history", "--run", run.path("run_id").asText()).out())
        .contains("token workflow");
  }

  /** The studio's workflow with another address: backup, then generate, each with its retries. */
  @Test
  void workflow_runTwice_succeedsTwice() {
    for (int night = 0; night < 2; night++) {
      int backup = post(BACKUP, SEPTEMBER).status();
      assertThat(backup).isIn(200, 409);

      Served.Answered generated = post(GENERATE, SEPTEMBER);
      boolean success =
          generated.status() == 200
              || (generated.status() == 500 && generated.body().contains("already exists"));
      assertThat(success).as(generated.body()).isTrue();
    }
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void closing_askedForByMany_isDoneOnce() {
    operator.succeed("backup");

    List<CompletableFuture<Served.Answered>> calls =
        IntStream.range(0, 9)
            .mapToObj(i -> served.post(GENERATE, SEPTEMBER).bearing(token).sent())
            .toList();

    assertThat(Served.statuses(calls)).containsOnlyOnce(200).containsOnly(200, 503);
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void requests_moreThanTenAMinute_are429() {
    for (int i = 0; i < 10; i++) {
      post(GENERATE, "9").expect(400);
    }

    Served.Answered answer = post(GENERATE, "9").expect(429);

    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
    get("/admin/extrato/history").expect(200);
    String other = Served.token(operator, "other", "close");
    served.post(GENERATE, "9").bearing(other).send().expect(400);
  }

  @Tag("slow")
  @Test
  void history_isWhatTheApplicationHasOnRecord() {
    operator.closeSeptember();

    JsonNode data = get("/admin/extrato/history?page=1&per_page=1").expect(200).json().path("data");

    assertThat(data.path("pagination").toString())
        .isEqualTo("{\"page\":1,\"per_page\":1,\"total\":1,\"pages\":1}");
    JsonNode run = data.path("runs").path(0);
    assertThat(run.path("mes").asInt()).isEqualTo(9);
    assertThat(run.path("ano").asInt()).isEqualTo(2025);
    assertThat(run.path("status").asText()).isEqualTo("success");
    assertThat(run.path("run_at").asText()).matches("20.*Z");
    assertThat(run.path("message").isTextual()).isTrue();
    assertThat(
            get("/admin/extrato/history?status=error").json().at("/data/pagination/total").asInt())
        .isZero();
    get("/admin/extrato/history?page=0").expect(400);
    get("/admin/extrato/history?page=1&page=2").expect(400);
  }

  @Tag("slow")
  @Test
  void health_needsNoToken() {
    for (String path : List.of("/health", "/ready", "/health/extrato")) {
      OpenApi.check("get", path, served.get(path).send());
    }
    assertThat(served.get("/openapi.json").send().expect(200).json()).isEqualTo(OpenApi.DOCUMENT);
    assertThat(served.get("/health").send().expect(200).json().path("status").asText())
        .isEqualTo("alive");
    assertThat(served.get("/ready").send().expect(200).json().path("status").asText())
        .isEqualTo("ready");
    assertThat(served.method("HEAD", "/health").send().expect(200).body()).isEmpty();
    served.method("HEAD", "/ready").send().expect(200);
    assertThat(served.get("/health/extrato").send().expect(200).body())
        .isEqualToIgnoringWhitespace(
            """
            {"status":"missing","mes":9,"ano":2025,"exists":false,"message":"Extrato for September/2025 not found"}
            """);
  }

  /**
   * Its process is gone, and nobody can say how it ended: whoever waits must not do so for ever.
   */
  @Tag("slow")
  @Test
  void run_thatDied_isOver() {
    studio.execute(
        "insert into extrato.runs (run_id, command, ano, mes, outcome, host, os_user, version)"
            + " values ('0badc0de', 'extrato', 2025, 9, 'running', 'host', 'user', '5')");

    JsonNode run = get("/api/runs/0badc0de").expect(200).json().path("data");
    assertThat(run.path("state").asText()).isEqualTo("ended");
    assertThat(run.path("outcome").asText()).isEqualTo("died");
  }

  /** Whoever was let in for one database must not be at work in another. */
  @Tag("slow")
  @Test
  void run_afterTheSettingsHaveChanged_isNotBegun() throws IOException {
    Path file = Files.writeString(home.resolve("its.env"), "EXTRATO_TZ=America/Sao_Paulo\n");
    served.close();
    served = Served.by(operator.with("EXTRATO_CONFIG", file.toString()));
    Files.writeString(file, "EXTRATO_TZ=Asia/Tokyo\n");

    assertThat(post(BACKUP, SEPTEMBER).expect(500).body()).contains("settings have changed");
    assertThat(studio.rows("select from extrato.runs where command = 'backup'")).isEmpty();
    Files.writeString(file, "# the same again\nEXTRATO_TZ=America/Sao_Paulo\n");
    post(BACKUP, SEPTEMBER).expect(200);
  }

  @Tag("slow")
  @Test
  void stop_isClean() {
    assertThat(served.stop()).isZero();
    assertThat(served.said()).doesNotContain("warning");
  }
}
