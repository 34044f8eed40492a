package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.runs.RunCommand;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Under the environment of the web application beside it, every command of the program works. */
@ExtendWith(StudioExtension.class)
final class WebApplicationEnvironmentE2E {
  private static final String MONTH = " --year 2025 --month 9";

  /** By their names, what the application's example sets, and the worst that people set there. */
  private static final String ENVIRONMENT =
      """
      # for docker-compose
      POSTGRES_USER=postgres
      POSTGRES_PASSWORD=segredo
      POSTGRES_DB=test_db
      FLASK_ENV=production
      FLASK_DEBUG=0
      JWT_SECRET_KEY='segredo que não acaba aqui
      HOST=0.0.0.0
      PORT=5000
      OAUTHLIB_INSECURE_TRANSPORT=0  # só sem HTTPS
      flask run
      LOG_LEVEL=CRITICAL
      LOG_FORMAT=%(asctime)s - %(name)s - %(levelname)s - %(message)s
      LOG_MAX_BYTES=10485760
      TZ=UTC
      EXTRATO_REQUIRE_BACKUP=true
      ATOMIC_TRANSACTION_TIMEOUT=300
      BATCH_SIZE=0
      CRON_SCHEDULE="0 2 1 * *"
      ENABLE_MONTHLY_EXTRATO_JOB=false
      DISABLE_EXTRATO_BACKGROUND=true
      BACKUP_RETENTION_DAYS=30
      ALERT_SINK_SLACK_WEBHOOK=
      HEALTH_CHECK_TOKEN=
      AUTHORIZED_EMAILS=
      """;

  /** A month's life in which every command has its place. */
  private static final List<String> COMMANDS =
      List.of(
          "init",
          "doctor",
          "backup" + MONTH,
          "verify" + MONTH,
          "verify --file-only" + MONTH,
          "extrato --dry-run" + MONTH,
          "monthly" + MONTH,
          "verify --all",
          "show" + MONTH,
          "show --csv" + MONTH,
          "drill" + MONTH,
          "restore --force" + MONTH,
          "renumber gastos 401 --force",
          "backup" + MONTH,
          "extrato" + MONTH,
          "status",
          "history",
          "find pagamentos 101",
          "diff" + MONTH,
          "report --from 2025-08 --to 2025-09",
          "notify --test",
          "prune",
          "wallet credit client:1 --amount 150,00 --key in",
          "wallet check",
          "demo --quiet");

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato"));
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private static String asSqlAlchemyWritesIt(StudioDatabase studio) {
    return studio.url().replaceFirst("^postgresql:", "postgresql+psycopg2:");
  }

  @Tag("slow")
  @Test
  void everyCommand_inTheApplicationsEnvironment_works(StudioDatabase studio) {
    PackagedProgram beside = program.with("DATABASE_URL", asSqlAlchemyWritesIt(studio));
    for (String line : ENVIRONMENT.lines().filter(line -> line.matches("[A-Z_]+=.*")).toList()) {
      int equals = line.indexOf('=');
      beside = beside.with(line.substring(0, equals), line.substring(equals + 1));
    }

    everyCommandWorks(beside, studio);
  }

  @Tag("slow")
  @Test
  void everyCommand_withTheApplicationsDotEnvAsItsFile_works(StudioDatabase studio)
      throws IOException {
    Path file = program.home().resolve(".env");
    Files.writeString(file, ENVIRONMENT + "DATABASE_URL=" + asSqlAlchemyWritesIt(studio) + "\n");

    everyCommandWorks(program.with("EXTRATO_CONFIG", file.toString()), studio);
  }

  private static void everyCommandWorks(PackagedProgram beside, StudioDatabase studio) {
    Set<String> run = new TreeSet<>();
    for (String command : COMMANDS) {
      List<String> words = List.of(command.split(" ", -1));
      Ended ended = beside.run(words.toArray(String[]::new));
      int code =
          command.startsWith("notify")
              ? 8 // Nobody is to be told of anything.
              : command.equals("doctor") && ended.exitCode() == 12 ? 12 : 0;
      ended.expect(code);
      assertThat(ended.both()).as(command).doesNotContain("segredo");
      run.add(words.get(0));
      if (command.startsWith("monthly")) {
        assertThat(studio.count("extratos")).as("months that monthly closed").isEqualTo(1);
        assertThat(ended.err())
            .contains("ENABLE_MONTHLY_EXTRATO_JOB=false", "has no effect here")
            .contains("LOG_LEVEL=CRITICAL", "LOG_FORMAT=%(asctime)s", "BATCH_SIZE=0");
      }
    }
    assertThat(run)
        .isEqualTo(
            new TreeSet<>(Arrays.stream(RunCommand.values()).map(RunCommand::word).toList()));
  }

  /** A monitor takes a line on standard error for an alarm. */
  @Test
  void check_whereNothingIsWrong_saysNothingOfTheApplicationsValues(StudioDatabase studio) {
    PackagedProgram beside =
        program.on(studio).with("BATCH_SIZE", "0").with("LOG_LEVEL", "CRITICAL");
    studio.execute("truncate pagamentos, sessoes, comissoes, gastos");

    assertThat(beside.succeed("status", "--check").err()).isEmpty();
    assertThat(beside.succeed("status").err()).contains("BATCH_SIZE=0");
  }

  /** Who switches the tool off by the application's name reads that name. */
  @Test
  void monthly_thatIsSwitchedOff_saysByWhat(StudioDatabase studio) throws IOException {
    Path settings = program.home().resolve("extrato.env");
    Files.writeString(settings, "ENABLE_MONTHLY_EXTRATO_JOB=false\n");
    PackagedProgram off = program.on(studio);

    assertThat(off.succeed("monthly").out())
        .contains("switched off: ENABLE_MONTHLY_EXTRATO_JOB=false (file " + settings + ")");
    assertThat(off.with("EXTRATO_MONTHLY_JOB", "no").succeed("monthly").out())
        .contains("switched off: EXTRATO_MONTHLY_JOB=no (environment)");
    assertThat(off.run("doctor").out())
        .contains("`extrato monthly` is switched off: ENABLE_MONTHLY_EXTRATO_JOB=false");
    assertThat(studio.count("extratos")).isZero();
  }
}
