package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.WebServer;
import extrato.testing.WebServer.Answer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which runs people are told of, and what is in it. */
@ExtendWith(StudioExtension.class)
final class NoticesIT {
  private static final String LATE =
      "insert into gastos (data, valor, descricao, forma_pagamento, created_by)"
          + " select '2025-09-09', 10, 'Tinta', 'Pix', min(id) from users";

  @TempDir Path home;
  private final WebServer web = WebServer.start();
  private Operator operator;

  @BeforeEach
  void listen(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.of(studio, home).with("EXTRATO_NOTIFY_WEBHOOK", web.address("/hook"));
  }

  @AfterEach
  void close() {
    web.close();
  }

  @Test
  void aFailure_ringsOnce_andWhatComesAfterItIsSilent() throws IOException {
    Files.writeString(home.resolve("backups"), "");
    Ended failed = operator.run("monthly").expect(9);
    Files.delete(home.resolve("backups"));
    operator.succeed("monthly");
    operator.succeed("monthly");

    JsonNode told = told();
    assertThat(told.path("command").asText()).isEqualTo("monthly");
    assertThat(told.path("month").asText()).isEqualTo("2025-09");
    assertThat(told.path("exit_code").asInt()).isEqualTo(9);
    assertThat(failed.err()).contains(told.at("/error/message").asText());
    assertThat(told.at("/result/event").asText()).isEqualTo("failure");
    assertThat(told.at("/result/host").asText()).isNotEmpty();
    assertThat(told.at("/result/environment").asText()).isEqualTo("production");
    assertThat(told.path("sums")).isEmpty();
  }

  @Test
  void lateRecords_ringOnce_untilThereAreMore(StudioDatabase studio) {
    operator.closeSeptember();
    studio.execute(LATE);
    operator.succeed("monthly");
    operator.succeed("monthly");
    assertThat(told().at("/counts/gastos/late").asInt()).isEqualTo(1);
    assertThat(told().at("/result/event").asText()).isEqualTo("late");

    studio.execute(LATE);
    operator.succeed("monthly");
    assertThat(web.requests()).hasSize(2);

    operator.succeed("extrato", "--force");
    operator.succeed("monthly");
    assertThat(web.requests()).hasSize(2);
  }

  @Test
  void aTest_isDelivered_whateverPeopleWantToBeToldOf() {
    Operator quiet = operator.with("EXTRATO_NOTIFY_ON", "success");

    assertThat(quiet.runAtTerminal("notify", "--test").expect(0).out())
        .contains("  webhook  delivered\n")
        .endsWith("the test was delivered\n");

    assertThat(told().at("/result/event").asText()).isEqualTo("test");
    assertThat(told().path("command").asText()).isEqualTo("notify");
    assertThat(web.requests().get(0).body()).doesNotContain("postgres:postgres");
  }

  @Test
  void aTest_thatDoesNotArrive_isNamed() {
    operator.withoutSettings().run("notify", "--test").expect(8);
    operator.run("notify").expect(2);
    Operator wrong = operator.with("EXTRATO_NOTIFY_COMMAND", home.resolve("nothing").toString());

    Ended ended = wrong.run("notify", "--test").expect(12);

    assertThat(ended.out()).contains("webhook  delivered").contains("command  not delivered: ");
    assertThat(ended.err()).contains("not delivered: command; ");
  }

  /** The weekly rehearsal, which nobody watches. */
  @Test
  void aRehearsalOfEveryMonth_ringsWhenOneFails() throws IOException {
    operator.succeed("backup");
    operator.succeed("drill", "--all");
    assertThat(web.requests()).isEmpty();
    Files.writeString(operator.backup(AwkwardMonth.MONTH, 1), "x");

    operator.run("drill", "--all").expect(4);

    assertThat(told().path("command").asText()).isEqualTo("drill");
    assertThat(told().at("/result/event").asText()).isEqualTo("failure");
  }

  @Test
  void aSuccess_ringsWhereItIsWanted() {
    operator.with("EXTRATO_NOTIFY_ON", "success").succeed("monthly");

    assertThat(told().at("/result/event").asText()).isEqualTo("success");
    assertThat(told().path("outcome").asText()).isEqualTo("done");
  }

  @Test
  void answersToWhoAsks_ringForNobody() {
    operator.run("extrato", "--dry-run").expect(4);
    operator.run("extrato", "--year", "2025", "--month", "13").expect(2);
    operator.with("EXTRATO_MONTHLY_JOB", "false").succeed("monthly");
    operator.closeSeptember();
    operator.run("restore", "--year", "2025", "--month", "9").expect(11);
    operator.run("extrato").expect(3);
    operator.run("status", "--check");

    assertThat(web.lines()).isEmpty();
  }

  @Tag("slow")
  @Test
  void theDemo_isNoRunToTellOf() {
    Path metrics = home.resolve("extrato.prom");
    operator
        .with("EXTRATO_NOTIFY_ON", "success")
        .with("EXTRATO_METRICS_FILE", metrics.toString())
        .succeed("demo");

    assertThat(web.lines()).isEmpty();
    assertThat(metrics).doesNotExist();
  }

  @Tag("slow")
  @Test
  void aBusyRun_ringsForNobody(StudioDatabase studio) {
    operator.succeed("backup");
    Operator pinged = operator.with("EXTRATO_NOTIFY_PING", web.address("/uuid"));
    Operator patient = operator.with("EXTRATO_LOCK_TIMEOUT", "5min");
    try (HeldRecord held = HeldRecord.ofAnExpense(studio)) {
      Thread closing = new Thread(() -> patient.succeed("extrato"));
      closing.start();
      held.awaitARun();
      pinged.run("monthly").expect(7);
      held.close();
      join(closing);
    }
    assertThat(web.lines()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"backup", "verify", "extrato", "monthly", "restore", "drill"})
  void everyCommandOnRecord_tellsOfItsFailure(String command, StudioDatabase studio) {
    operator
        .with("DATABASE_URL", studio.url().replaceFirst("@[^/]+/", "@127.0.0.1:9/"))
        .run(command, "--year", "2025", "--month", "9")
        .expect(5);

    assertThat(told().path("command").asText()).isEqualTo(command);
    assertThat(told().path("exit_code").asInt()).isEqualTo(5);
  }

  @Tag("slow")
  @Test
  void wrongSettings_areToldOfByTheSoundOnes() {
    operator.with("EXTRATO_BATCH_SIZE", "many").run("monthly").expect(8);

    assertThat(told().at("/error/message").asText()).contains("EXTRATO_BATCH_SIZE=many");
  }

  @Tag("slow")
  @Test
  void aNotice_hasNoNameAndNoPassword(StudioDatabase studio) {
    operator.succeed("backup");
    studio.execute(
        """
        create function stop() returns trigger language plpgsql as
          $$ begin raise exception 'the payment of ''José da Silva'' stays'; end $$;
        create trigger stop before delete on pagamentos for each row execute function stop();
        """);
    operator.run("extrato").expect(6);
    studio.execute("update sessoes set observacoes = 'de José da Silva'");
    operator.run("verify").expect(4);

    String password = studio.url().replaceAll(".*:(.*)@.*", "$1");
    List<String> names =
        studio.column("select name from clients union select name from users").stream()
            .map(String::valueOf)
            .filter(name -> name.length() > 2)
            .toList();
    assertThat(names).hasSizeGreaterThan(3);
    assertThat(web.requests())
        .hasSize(2)
        .allSatisfy(
            request ->
                assertThat(request.body())
                    .doesNotContain("José da Silva", password)
                    .doesNotContain(names.toArray(String[]::new)));
    assertThat(web.requests().get(0).body()).contains("said in the function stop (SQLSTATE P0001)");
  }

  @Tag("slow")
  @Test
  void whatIsNotDelivered_isLoggedAndChangesNothing() throws IOException {
    web.answering(404);
    Ended run = operator.with("EXTRATO_NOTIFY_ON", "success").succeed("monthly", "--json");

    assertThat(JsonReports.check(run).path("outcome").asText()).isEqualTo("done");
    assertThat(run.err()).contains("warning: notice by webhook not delivered");
    assertThat(home.resolve("logs/atomic_extrato.log"))
        .content()
        .contains("WARNING", "notice by webhook not delivered: 127.0.0.1 answered 404");
  }

  @Tag("slow")
  @Test
  void monthly_pingsItsStartAndItsEnd() throws IOException {
    Operator pinged =
        operator
            .with("EXTRATO_NOTIFY_ON", "success")
            .with("EXTRATO_NOTIFY_WEBHOOK", "")
            .with("EXTRATO_NOTIFY_PING", web.address("/uuid"));
    pinged.succeed("backup");
    pinged.succeed("monthly");
    pinged.succeed("monthly");
    Files.delete(operator.backup(AwkwardMonth.MONTH, 1));
    pinged.run("monthly").expect(4);

    assertThat(web.lines())
        .extracting(line -> line.replaceAll("\\?rid=[0-9a-f-]{36}$", ""))
        .containsExactly(
            "POST /uuid/start",
            "POST /uuid",
            "POST /uuid/start",
            "POST /uuid",
            "POST /uuid/start",
            "POST /uuid/fail");
  }

  /** As GitHub keeps them: what is opened is found by the next run. */
  @Tag("slow")
  @Test
  void aMonth_hasOneIssueUntilItIsClosed() throws IOException {
    String[] issue = {"[]"};
    web.answering(
        request -> {
          if (request.line().equals("POST /repos/studio/books/issues")) {
            issue[0] = "[" + request.body().replaceFirst("\\{", "{\"number\":1,") + "]";
          }
          return new Answer(200, issue[0]);
        });
    Operator issues =
        operator
            .with("EXTRATO_NOTIFY_WEBHOOK", "")
            .with("EXTRATO_NOTIFY_ISSUES", "studio/books")
            .with("EXTRATO_NOTIFY_ISSUES_TOKEN", "ghp_x")
            .with("EXTRATO_NOTIFY_ISSUES_API", web.address(""));
    Files.writeString(home.resolve("backups"), "");
    issues.run("monthly").expect(9);
    issues.run("monthly").expect(9);
    Files.delete(home.resolve("backups"));
    issues.succeed("monthly");

    assertThat(web.lines())
        .filteredOn(line -> !line.startsWith("GET"))
        .containsExactly(
            "POST /repos/studio/books/issues",
            "POST /repos/studio/books/issues/1/comments",
            "POST /repos/studio/books/issues/1/comments",
            "PATCH /repos/studio/books/issues/1");
  }

  @Tag("slow")
  @Test
  void aRunThatAPersonWatches_isQuietUnlessWanted() {
    assertThat(watched(operator, "extrato")).isEqualTo(4);
    assertThat(web.lines()).isEmpty();

    assertThat(watched(operator.with("EXTRATO_NOTIFY_TERMINAL", "true"), "extrato")).isEqualTo(4);
    assertThat(web.lines()).containsExactly("POST /hook");
  }

  private static int watched(Operator operator, String command) {
    ProcessEnvironment terminal =
        new ProcessEnvironment(
            operator.environment(), operator.home(), operator.home(), Screen.of(80));
    return new Program(terminal, operator.clock(), new Interruption())
        .run(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), command);
  }

  /** The one notice there was, which must be as the schema of {@code --json} says. */
  private JsonNode told() {
    assertThat(web.lines()).containsExactly("POST /hook");
    String body = web.requests().get(0).body();
    int code = new Ended("", 0, body, "", body).json().path("exit_code").asInt();
    return JsonReports.check(new Ended("", code, body, "", body));
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
