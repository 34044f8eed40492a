package extrato.cli;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.commands.Program;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Machine;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(StudioExtension.class)
class DoctorIT {
  private static final ZoneId STUDIO = ZoneId.of("America/Sao_Paulo");
  private static final Clock NOW = Clock.systemUTC();

  @TempDir Path home;

  private final YearMonth previous = YearMonth.now(NOW.withZone(STUDIO)).minusMonths(1);
  private final Map<String, String> environment = new HashMap<>();

  /** What one run of the program printed. */
  private record Said(Operator.Ended ended) {
    int code() {
      return ended.exitCode();
    }

    String out() {
      return ended.out();
    }

    String err() {
      return ended.err();
    }

    /** {@code fail rights extrato: what it is => what to do}. */
    List<String> checks() {
      List<String> lines = new ArrayList<>();
      ended
          .json()
          .at("/result/checks")
          .forEach(
              check ->
                  lines.add(
                      String.format(
                          Locale.ROOT,
                          "%s %s: %s => %s",
                          check.get("state").asText(),
                          check.get("name").asText(),
                          check.get("message").asText(),
                          check.get("cure").asText())));
      return lines;
    }

    List<String> checks(String stateAndName) {
      return checks().stream().filter(line -> line.startsWith(stateAndName + ":")).toList();
    }

    List<String> failed() {
      return checks().stream().filter(line -> line.startsWith("fail")).toList();
    }
  }

  private Said run(Clock clock, String... args) {
    Operator.Ended ended = new Operator(environment, home, clock).run(args);
    return new Said(ended);
  }

  private Said doctor(StudioDatabase studio) {
    return doctor(studio, NOW);
  }

  private Said doctor(StudioDatabase studio, Clock clock) {
    environment.put("DATABASE_URL", studio.url());
    return run(clock, "doctor", "--json");
  }

  private void ok(String... args) {
    new Operator(environment, home, NOW).succeed(args);
  }

  private static void book(StudioDatabase studio, YearMonth month) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            insert into users (id, name, role) values (1, 'Ana Tigre', 'artist') on conflict do nothing;
            insert into clients (id, name) values (1, 'Maria Cliente') on conflict do nothing;
            insert into pagamentos (data, valor, forma_pagamento, observacoes, cliente_id, artista_id)
            values (date '%s', 100, 'Pix', 'para Maria Cliente', 1, 1)\
            """,
            month.atDay(10)));
  }

  /** The studio as it is after a month with the tool. */
  private void closeMonth(StudioDatabase studio, YearMonth month) {
    environment.put("DATABASE_URL", studio.url());
    book(studio, month);
    ok(
        "monthly",
        "--year",
        String.valueOf(month.getYear()),
        "--month",
        String.valueOf(month.getMonthValue()));
  }

  private String text(String... args) {
    return run(NOW, args).out();
  }

  @Test
  void doctor_healthyStudio_isWell(StudioDatabase studio) {
    closeMonth(studio, previous);
    Said said = doctor(studio);

    assertThat(said.failed()).isEmpty();
    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.ended().json().get("outcome").asText()).isEqualTo("done");
    assertThat(text("doctor").lines().toList())
        .first()
        .asString()
        .startsWith("doctor · production · run ");
    assertThat(text("doctor")).containsPattern("all is well[^\n]*\n$");
  }

  @Test
  void doctor_oneLineACheck_whenPiped(StudioDatabase studio) {
    Said said = doctor(studio);
    long cures = said.checks().stream().filter(check -> !check.endsWith("=> ")).count();

    assertThat(text("doctor", "--verbose").lines().filter(line -> line.startsWith("  ")))
        .hasSize((int) (said.checks().size() + cures))
        .noneMatch(line -> line.contains("\u001b"));
  }

  @Test
  void whatIsWrong_comesFirst_andNothingIsSaidTwice(StudioDatabase studio) {
    book(studio, previous.minusMonths(2));
    StudioRole role = studio.role("usage on schema public", "select on pagamentos, sessoes");
    environment.put("DATABASE_URL", role.url());
    ok("--version");
    List<String> words =
        text("doctor")
            .lines()
            .filter(line -> line.matches("  (FAIL|warning|ok) .*"))
            .map(line -> line.strip().replaceFirst(" .*", ""))
            .distinct()
            .toList();

    assertThat(words).containsExactly("FAIL", "warning", "ok");
    assertThat(text("doctor")).containsOnlyOnce("grant select on public.comissoes to ");
  }

  /** It answered who asked, and nobody else has to look. */
  @Test
  void aLastRunThatWasRefused_isNoWarning(StudioDatabase studio) {
    environment.put("DATABASE_URL", studio.url());
    book(studio, previous);
    ok("backup");
    String current = previous.plusMonths(1).toString();
    assertThat(run(NOW, "extrato", "--month", current).code()).isEqualTo(11);

    assertThat(doctor(studio).checks("ok last run"))
        .singleElement()
        .asString()
        .contains("refused: month ");
  }

  @Test
  void nobodyIsToldOfARun_isAWarningInProductionOnly(StudioDatabase studio) {
    assertThat(doctor(studio).checks("warning notices"))
        .singleElement()
        .asString()
        .contains("nobody is told of a run", "`extrato notify --test` tries it");
    environment.put("EXTRATO_ENV", "local");
    assertThat(doctor(studio).checks("ok notices")).hasSize(1);
  }

  @Test
  void doctor_terminalOf80Columns_breaksLinesAndHasColours(StudioDatabase studio) {
    Machine.pretend();
    environment.put("DATABASE_URL", studio.url());
    StringWriter out = new StringWriter();
    new Program(
            new ProcessEnvironment(
                environment, home, home, new Screen(Set.of(Screen.Output.RESULTS), 80, true)),
            NOW,
            new Interruption())
        .run(new PrintWriter(out, true), new PrintWriter(new StringWriter()), "doctor");

    assertThat(out.toString()).contains("\u001b[32m  ok      \u001b[0m");
    assertThat(out.toString().replaceAll("\u001b\\[\\d+m", "").lines())
        .filteredOn(line -> line.strip().contains(" ") && !line.contains("/"))
        .allMatch(line -> line.length() <= 80);
  }

  @Test
  void doctor_freshDatabase_saysThatInitIsMissingAndNeedsNobody(StudioDatabase studio) {
    Said said = doctor(studio);

    assertThat(said.code()).isZero();
    assertThat(said.checks("warning own tables"))
        .singleElement()
        .asString()
        .contains("schema extrato, migrations 1 to ")
        .contains("`extrato init`");
    assertThat(studio.value("select to_regnamespace('extrato')")).isNull();
  }

  @Test
  void doctor_changesNothing(StudioDatabase studio) {
    closeMonth(studio, previous);
    Map<String, String> before = studio.dump();
    doctor(studio);

    assertThat(studio.dump()).isEqualTo(before);
  }

  @Tag("slow")
  @Test
  void doctor_serverGone_checksWhatIsHere() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    environment.put("DATABASE_URL", "postgresql://ana:senha-secreta@127.0.0.1:" + port + "/studio");
    Said said = run(NOW, "doctor", "--json");

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail database"))
        .singleElement()
        .asString()
        .contains("cannot be reached")
        .contains("127.0.0.1:" + port);
    assertThat(said.checks("ok backup folder")).hasSize(1);
    assertThat(said.checks("ok zone")).hasSize(1);
    assertThat(said.out() + said.err()).doesNotContain("senha-secreta");
  }

  @Tag("slow")
  @Test
  void doctor_connectionLostOnTheWay_saysWhatItCouldNotCheck(StudioDatabase studio) {
    try (TcpProxy proxy = studio.proxy()) {
      environment.put("DATABASE_URL", proxy.url(studio.url()));
      proxy.at("has_column_privilege", TcpProxy.Fault.CUT_BEFORE);
      Said said = run(NOW, "doctor", "--json");

      assertThat(said.code()).isEqualTo(12);
      assertThat(said.checks("fail rights"))
          .singleElement()
          .asString()
          .contains("cannot be checked");
      assertThat(said.checks("warning not checked"))
          .singleElement()
          .asString()
          .contains("foreign keys, sequences, triggers, wallet, last run, months");
      assertThat(said.checks("ok backups")).hasSize(1);
    }
  }

  @Tag("slow")
  @Test
  void doctor_tableLockedBySomebody_goesOnWithTheRest(StudioDatabase studio) throws SQLException {
    environment.put("EXTRATO_LOCK_TIMEOUT", "100ms");
    try (Connection holder = studio.connect();
        Statement statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("lock table pagamentos in access exclusive mode");
      Said said = doctor(studio);

      assertThat(said.code()).isEqualTo(12);
      assertThat(said.checks("fail months")).singleElement().asString().contains("lock timeout");
      assertThat(said.checks("ok triggers")).hasSize(1);
      assertThat(said.checks("ok backups")).hasSize(1);
      holder.rollback();
    }
  }

  @Tag("slow")
  @Test
  void doctor_interrupted_ends(StudioDatabase studio) {
    environment.put("DATABASE_URL", studio.url());
    Interruption interruption = new Interruption();
    interruption.request(ExitCode.INTERRUPTED);
    StringWriter err = new StringWriter();
    int code =
        new Program(new ProcessEnvironment(environment, home, home, Screen.NONE), NOW, interruption)
            .run(new PrintWriter(new StringWriter()), new PrintWriter(err), "doctor");

    assertThat(code).isEqualTo(130);
    assertThat(err.toString()).contains("interrupted");
  }

  @Tag("slow")
  @Test
  void doctor_noDatabaseConfigured_checksWhatIsHere() {
    Said said = run(NOW, "doctor", "--json");

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail database"))
        .singleElement()
        .asString()
        .contains("DATABASE_URL is not set");
  }

  @Tag("slow")
  @Test
  void doctor_wrongSettings_namesEachAndGoesOn(StudioDatabase studio) {
    environment.put("EXTRATO_BATCH_SIZE", "none");
    environment.put("EXTRATO_TZ", "Mars/Olympus");
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail settings"))
        .hasSize(2)
        .anyMatch(check -> check.contains("EXTRATO_BATCH_SIZE=none (environment)"))
        .anyMatch(check -> check.contains("EXTRATO_TZ=Mars/Olympus (environment)"));
    assertThat(said.checks("ok server")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void doctor_badArguments_exit2() {
    assertThat(run(NOW, "doctor", "--nonsense").code()).isEqualTo(2);
    assertThat(run(NOW, "doctor", "--json", "--bundle").code()).isEqualTo(2);
  }

  @Tag("slow")
  @Test
  void doctor_settings_saysWhereEachComesFromAndMasksSecrets(StudioDatabase studio)
      throws IOException {
    Files.writeString(home.resolve("extrato.env"), "EXTRATO_BATCH_SIZE=77\nEXTRATO_ATTEMPTS=3\n");
    environment.put("EXTRATO_REQUIRE_BACKUP", "false");
    environment.put("EXTRATO_BAKCUP_DIR", "x");
    Said said = doctor(studio);

    assertThat(said.checks("ok settings"))
        .anyMatch(
            check -> check.contains("from file " + home + "/extrato.env: EXTRATO_BATCH_SIZE=77"))
        .anyMatch(check -> check.contains("from environment:") && check.contains(":***@"))
        .noneMatch(check -> check.contains("EXTRATO_TZ") || check.contains("EXTRATO_ATTEMPTS"));
    assertThat(said.checks("ok defaults"))
        .anyMatch(check -> check.contains("from default:") && check.contains("EXTRATO_TZ=America"));
    assertThat(text("doctor")).doesNotContain("EXTRATO_TZ=America");
    assertThat(text("doctor", "--verbose")).contains("EXTRATO_TZ=America");
    assertThat(said.checks("warning settings"))
        .anyMatch(check -> check.contains("did you mean EXTRATO_BACKUP_DIR"))
        .anyMatch(check -> check.contains("EXTRATO_REQUIRE_BACKUP=true"));
  }

  @Tag("slow")
  @Test
  void doctor_notices_saysWhoIsToldAndShowsNoSecret(StudioDatabase studio) {
    environment.put("EXTRATO_NOTIFY_MAIL_TO", "ana@example.org");
    environment.put("EXTRATO_NOTIFY_MAIL_VIA", "smtps://ana:segredo@mail.example.org");
    environment.put("EXTRATO_NOTIFY_WEBHOOK", "https://hooks.example.org/segredo");
    environment.put("EXTRATO_NOTIFY_WEBHOOK_SECRET", "segredo");
    environment.put("EXTRATO_NOTIFY_ISSUES", "studio/books");
    environment.put("EXTRATO_NOTIFY_ISSUES_TOKEN", "ghp_segredo");
    environment.put("EXTRATO_NOTIFY_PING", "https://hc.example.org/segredo");
    environment.put("EXTRATO_NOTIFY_COMMAND", "nowhere/tell");
    environment.put("EXTRATO_METRICS_FILE", "nowhere/extrato.prom");
    Said said = doctor(studio);

    assertThat(said.checks("ok notices"))
        .containsExactly(
            "ok notices: failure, late: mail to ana@example.org by"
                + " smtps://ana:***@mail.example.org:465; webhook https://hooks.example.org/***,"
                + " signed; issues in studio/books; command "
                + home.resolve("nowhere/tell")
                + "; monthly pings https://hc.example.org/*** => ");
    assertThat(said.checks("fail notices")).singleElement().asString().contains("nowhere/tell");
    assertThat(said.checks("fail metrics")).singleElement().asString().contains("nowhere");
    assertThat(said.out() + said.err()).doesNotContain("segredo");
  }

  @Tag("slow")
  @Test
  void doctor_folderInTheWayOrOpenToOthers_saysSo(StudioDatabase studio) throws IOException {
    Files.writeString(home.resolve("backups"), "a file");
    Path logs = Files.createDirectories(home.resolve("logs"));
    Files.setPosixFilePermissions(logs, PosixFilePermissions.fromString("rwxrwxrwx"));
    environment.put("EXTRATO_BACKUP_COPY", "copy");
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail backup folder"))
        .singleElement()
        .asString()
        .contains("is not a folder");
    assertThat(said.checks("warning log folder"))
        .singleElement()
        .asString()
        .endsWith("=> chmod o= " + logs);
    assertThat(said.checks("warning second copy"))
        .anyMatch(check -> check.contains("is not there yet"))
        .anyMatch(check -> check.contains("same disk"));
  }

  @Tag("slow")
  @Test
  void doctor_folderThatCannotBeMade_saysHowToMakeIt(StudioDatabase studio) throws IOException {
    Path file = Files.writeString(home.resolve("file"), "in the way");
    environment.put("EXTRATO_BACKUP_DIR", "file/backups");

    assertThat(doctor(studio).checks("fail backup folder"))
        .singleElement()
        .asString()
        .contains("this user may not make it in " + file)
        .contains("mkdir -p " + file.resolve("backups"));
  }

  @Tag("slow")
  @Test
  void doctor_backupTruncated_namesIt(StudioDatabase studio) throws IOException {
    closeMonth(studio, YearMonth.of(2025, 9));
    Path csv = home.resolve("backups/2025_09/backup_2025_09.csv");
    Files.writeString(csv, "short");
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail backups")).singleElement().asString().contains(csv.toString());
  }

  @Tag("slow")
  @Test
  void doctor_closedMonthWithoutItsBackup_saysHowToWriteOne(StudioDatabase studio)
      throws IOException {
    closeMonth(studio, YearMonth.of(2025, 9));
    Files.move(home.resolve("backups"), home.resolve("elsewhere"));
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail backups"))
        .singleElement()
        .asString()
        .contains("09/2025 is closed, and its backup is gone")
        .contains("`extrato backup --year 2025 --month 9`");
  }

  @Tag("slow")
  @Test
  void doctor_tablesMissing_othersAreStillChecked() {
    try (StudioDatabase studio = StudioDatabase.withoutTables()) {
      Said said = doctor(studio);

      assertThat(said.code()).isEqualTo(12);
      assertThat(said.checks("fail tables"))
          .singleElement()
          .asString()
          .contains("database " + studio.name() + " has none of the studio's tables");
      assertThat(said.checks("ok server")).hasSize(1);
      assertThat(said.checks("warning not checked")).singleElement().asString().contains("rights");
    }
  }

  @Tag("slow")
  @Test
  void doctor_columnsAndKindsThatDoNotFit_areNamed(StudioDatabase studio) {
    studio.execute(
        """
        alter table gastos alter column valor type double precision;
        alter table extratos alter column totais type text using totais::text;
        alter table clients drop column name cascade\
        """);
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail tables"))
        .singleElement()
        .asString()
        .contains("gastos.valor is double precision");
    assertThat(said.checks("fail other tables"))
        .anyMatch(check -> check.contains("extratos.totais is text, not json or jsonb"))
        .anyMatch(check -> check.contains("column clients.name is missing"));
    assertThat(said.checks("ok triggers")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void doctor_sqlAsciiDatabase_isRefused() {
    try (StudioDatabase studio = StudioDatabase.withEncoding("SQL_ASCII")) {
      assertThat(doctor(studio).checks("fail database"))
          .singleElement()
          .asString()
          .contains("SQL_ASCII");
    }
  }

  @Tag("slow")
  @Test
  void doctor_unknownKeys_areListedAndUnreadableOnesFail(StudioDatabase studio) {
    studio.execute(
        "create table anexos (id serial primary key, pagamento_id integer references pagamentos on"
            + " delete cascade)");
    assertThat(doctor(studio).checks("ok foreign keys"))
        .singleElement()
        .asString()
        .contains("public.anexos (pagamento_id) → pagamentos");

    StudioRole role = studio.role("select on pagamentos, sessoes, comissoes, gastos");
    environment.put("DATABASE_URL", role.url());
    Said said = run(NOW, "doctor", "--json");
    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail foreign keys"))
        .singleElement()
        .asString()
        .contains("grant select on \"public\".\"anexos\" to " + role.name());
  }

  @Tag("slow")
  @Test
  void doctor_triggersAndRules_areNamed(StudioDatabase studio) {
    studio.execute(
        """
        create function carimbo() returns trigger language plpgsql as 'begin return new; end';
        create trigger tempo before insert or update on sessoes for each row execute function carimbo();
        create trigger guarda before delete on gastos for each row execute function carimbo();
        create trigger depois after insert on gastos for each row execute function carimbo();
        create trigger desligado before insert on comissoes for each row execute function carimbo();
        alter table comissoes disable trigger desligado;
        create rule fica as on delete to comissoes do instead nothing\
        """);
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("warning triggers"))
        .hasSize(2)
        .anyMatch(check -> check.contains("trigger tempo on public.sessoes calls carimbo"))
        .anyMatch(check -> check.contains("trigger guarda") && check.contains("being deleted"));
    assertThat(said.checks("fail triggers")).singleElement().asString().contains("rule fica");
  }

  @Tag("slow")
  @Test
  void doctor_grantsThatItNames_letARoleWork(StudioDatabase studio) {
    environment.put("DATABASE_URL", studio.url());
    ok("init");
    AwkwardMonth.fillOrdinary(studio);
    StudioRole role = studio.role();
    environment.put("DATABASE_URL", role.url());
    List<String> grants = grants(run(NOW, "doctor", "--json"));
    assertThat(grants).isNotEmpty();
    assertThat(run(NOW, "backup", "--year", "2025", "--month", "9").code()).isEqualTo(8);

    grants.forEach(studio::execute);

    assertThat(run(NOW, "doctor", "--json").checks())
        .noneMatch(check -> check.matches("(fail|warning) rights.*"));
    ok("backup", "--year", "2025", "--month", "9");
    ok("verify", "--year", "2025", "--month", "9");
    ok("extrato", "--year", "2025", "--month", "9");
    ok("verify", "--year", "2025", "--month", "9");
    ok("drill", "--year", "2025", "--month", "9");
    book(studio, AwkwardMonth.MONTH);
    ok("extrato", "--year", "2025", "--month", "9", "--force");
    ok("restore", "--year", "2025", "--month", "9", "--force");
  }

  @Tag("slow")
  @Test
  void doctor_eachGrantTakenAway_isNamedAgain(StudioDatabase studio) {
    environment.put("DATABASE_URL", studio.url());
    ok("init");
    StudioRole role = studio.role();
    environment.put("DATABASE_URL", role.url());
    List<String> grants = grants(run(NOW, "doctor", "--json"));
    grants.forEach(studio::execute);

    studio.execute("revoke delete on gastos from " + role.name());
    // An import may change every column; this takes the rights on single ones, too.
    studio.execute("revoke update on sessoes from " + role.name());
    studio.execute("revoke usage on sequence extratos_id_seq from " + role.name());
    Said said = run(NOW, "doctor", "--json");

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail rights backup")).isEmpty();
    assertThat(said.checks("fail rights extrato"))
        .singleElement()
        .asString()
        .contains("grant delete on public.gastos to " + role.name() + ";")
        .contains("grant update (payment_id) on public.sessoes to " + role.name() + ";")
        .contains("grant usage on sequence public.extratos_id_seq to " + role.name() + ";");
  }

  @Tag("slow")
  @Test
  void doctor_roleWithoutRestore_isOnlyWarned(StudioDatabase studio) {
    closeMonth(studio, previous);
    StudioRole role = studio.role();
    environment.put("DATABASE_URL", role.url());
    run(NOW, "doctor", "--json").checks().stream()
        .filter(check -> check.matches("fail rights (backup|verify|extrato|init):.*"))
        .forEach(check -> studio.execute(check.substring(check.indexOf("=> ") + 3)));
    Said said = run(NOW, "doctor", "--json");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.checks("warning rights restore"))
        .singleElement()
        .asString()
        .contains("insert on public.pagamentos");
  }

  @Tag("slow")
  @Test
  void doctor_roleThatMayNotMakeTheOwnSchema_isTold(StudioDatabase studio) {
    StudioRole role = studio.role("select on pagamentos, sessoes, comissoes, gastos");
    environment.put("DATABASE_URL", role.url());

    assertThat(run(NOW, "doctor", "--json").checks("fail rights init"))
        .singleElement()
        .asString()
        .contains("grant create on database " + studio.name() + " to " + role.name());
  }

  private static List<String> grants(Said said) {
    return said.checks().stream()
        .filter(check -> check.matches("(fail|warning) rights.*"))
        .map(check -> check.substring(check.indexOf("=> ") + 3))
        .toList();
  }

  @Tag("slow")
  @Test
  void doctor_day1InUtc_isTheLastDayInTheStudio(StudioDatabase studio) {
    Clock clock = Clock.fixed(Instant.parse("2025-10-01T02:00:00Z"), ZoneOffset.UTC);
    Said said = doctor(studio, clock);

    assertThat(said.checks("ok zone"))
        .singleElement()
        .asString()
        .contains("30/09/2025 23:00 (America/Sao_Paulo)")
        .contains("01/10/2025 02:00 (Z)");
    assertThat(said.checks("warning cron"))
        .singleElement()
        .asString()
        .contains("30/09/2025 23:00 (America/Sao_Paulo) in the studio, and closes 08/2025")
        .contains("the run on day 2 closes 09/2025");
  }

  @Tag("slow")
  @Test
  void doctor_clocksApart_needsSomebody(StudioDatabase studio) {
    Clock clock = Clock.fixed(Instant.parse("2025-10-01T02:00:00Z"), ZoneOffset.UTC);

    assertThat(doctor(studio, clock).checks("fail clock"))
        .singleElement()
        .asString()
        .contains("ahead of this machine's");
  }

  @Tag("slow")
  @Test
  void doctor_monthsLeftOpen_areNamed(StudioDatabase studio) {
    book(studio, previous.minusMonths(3));
    book(studio, previous.minusMonths(2));
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail open months"))
        .singleElement()
        .asString()
        .contains(
            "2 months are still open, from "
                + slashed(previous.minusMonths(3))
                + " to "
                + slashed(previous.minusMonths(2)),
            "`extrato monthly --catch-up`");
  }

  @Tag("slow")
  @Test
  void doctor_lastMonthOpen_isLateFromDay6On(StudioDatabase studio) {
    book(studio, YearMonth.of(2025, 9));
    Clock day5 = Clock.fixed(Instant.parse("2025-10-05T12:00:00Z"), STUDIO);
    Clock day6 = Clock.fixed(Instant.parse("2025-10-06T12:00:00Z"), STUDIO);

    assertThat(doctor(studio, day5).checks("warning open months")).hasSize(1);
    assertThat(doctor(studio, day6).checks("fail open months"))
        .singleElement()
        .asString()
        .contains("09/2025 is not closed after day 5");
  }

  @Test
  void doctor_sequenceBehindTheArchive_saysHowToRaiseIt(StudioDatabase studio) {
    closeMonth(studio, previous);
    studio.execute("select setval('pagamentos_id_seq', 1, false)");

    String fail = doctor(studio).checks("fail sequences").get(0);
    assertThat(fail).contains("is at 0, and the archive holds pagamentos up to id 1");
    studio.execute(fail.substring(fail.indexOf("=> ") + 3));
    assertThat(doctor(studio).checks("ok sequences")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void doctor_lateRecords_areCounted(StudioDatabase studio) {
    closeMonth(studio, YearMonth.of(2025, 9));
    book(studio, YearMonth.of(2025, 9));
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail late records"))
        .singleElement()
        .asString()
        .contains("09/2025 is closed and has 1 record in the live tables")
        .contains("`extrato extrato --year 2025 --month 9 --force`");
  }

  @Tag("slow")
  @Test
  void doctor_legacyMonthFromBefore_isNoTrouble(StudioDatabase studio) {
    legacy(studio, 2024, 12);
    closeMonth(studio, previous);
    studio.execute(
        "update extratos set created_at = now() - interval '1 year' where ano = 2024;"
            + " update extrato_run_logs set run_at = now() - interval '1 year' where ano = 2024");
    Said said = doctor(studio);

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.checks("ok legacy months")).singleElement().asString().contains("12/2024");
    assertThat(said.checks("ok old generator")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void doctor_oldGeneratorClosedAMonthMeanwhile_isStillAtWork(StudioDatabase studio) {
    closeMonth(studio, YearMonth.of(2025, 9));
    legacy(studio, 2025, 10);
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("fail old generator"))
        .singleElement()
        .asString()
        .contains("10/2025")
        .contains("switch the old generator off");
  }

  /** By what each notes, also of a month that it could not close. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          success | Monthly atomic generation completed | its scheduler or workflow | closed the month | ENABLE_MONTHLY_EXTRATO_JOB=false
          error   | Monthly atomic generation failed    | its scheduler or workflow | tried and failed | ENABLE_MONTHLY_EXTRATO_JOB=false
          success | Monthly automation completed        | the run behind its pages  | closed the month | DISABLE_EXTRATO_BACKGROUND=true
          success | Manual generation completed         | a call by hand            | closed the month | extrato monthly
          error   | Exception: Maria Cliente            | a closer of its own       | tried and failed | docs/migrating.md
          """)
  void doctor_closerOfTheWebApplication_isToldWithItsSwitch(
      String status, String message, String who, String what, String cure, StudioDatabase studio) {
    closeMonth(studio, YearMonth.of(2025, 9));
    assertThat(doctor(studio).checks("ok web application")).hasSize(1);
    studio.execute(
        String.format(
            Locale.ROOT,
            "insert into extrato_run_logs (mes, ano, status, message, run_at)"
                + " values (10, 2025, '%s', '%s', now())",
            status,
            message));

    assertThat(doctor(studio).checks("warning web application"))
        .singleElement()
        .asString()
        .contains(who + " is alive: for 10/2025 on ", what, cure)
        .doesNotContain("Maria");
    Clock later = Clock.offset(Clock.systemUTC(), java.time.Duration.ofDays(36));
    assertThat(doctor(studio, later).checks("ok web application")).hasSize(1);
  }

  @Tag("slow")
  @Test
  void doctor_statementOverwrittenByTheOldGenerator_isFound(StudioDatabase studio) {
    closeMonth(studio, YearMonth.of(2025, 9));
    studio.execute("delete from extratos where ano = 2025 and mes = 9");
    assertThat(doctor(studio).checks("fail statements"))
        .singleElement()
        .asString()
        .contains("its statement in extratos is gone");

    legacy(studio, 2025, 9);
    assertThat(doctor(studio).checks("fail statements"))
        .singleElement()
        .asString()
        .contains("09/2025 has a statement that is not the one this tool wrote");
  }

  @Tag("slow")
  @Test
  void doctor_statementsTotalsChanged_isFound(StudioDatabase studio) {
    closeMonth(studio, YearMonth.of(2025, 9));
    studio.execute(
        "update extratos set totais ="
            + " to_jsonb(jsonb_set((totais #>> '{}')::jsonb, '{receita_total}', '1')::text)");

    assertThat(doctor(studio).checks("fail statements")).hasSize(1);
  }

  private static void legacy(StudioDatabase studio, int year, int month) {
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            insert into extratos (mes, ano, pagamentos, sessoes, comissoes, gastos, totais)
            values (%d, %d, '"[]"', '"[]"', '"[]"', '"[]"', '"{\\"receita_total\\": 0.0}"');
            insert into extrato_run_logs (mes, ano, status, message)
            values (%d, %d, 'success', 'Extrato gerado') on conflict do nothing\
            """,
            month,
            year,
            month,
            year));
  }

  @Tag("slow")
  @Test
  void doctor_runsThatFailedOrDied_areNamed(StudioDatabase studio) {
    closeMonth(studio, previous);
    studio.execute(
        """
        insert into extrato.runs (run_id, command, ano, mes, started, ended, outcome, exit_code, error, host, os_user, version)
        values
          ('dead0001', 'backup', 2025, 8, now() - interval '1 day', null, 'running', null, null, 'h', 'u', 'v'),
          ('dead0002', 'backup', 2025, 7, now() - interval '2 days', null, 'running', null, null, 'h', 'u', 'v'),
          ('d0ne0002', 'backup', 2025, 7, now() - interval '1 day', now(), 'done', 0, null, 'h', 'u', 'v'),
          ('bad00003', 'extrato', 2025, 6, now() + interval '1 second', now(), 'rolled_back', 6, 'it broke', 'h', 'u', 'v')\
        """);
    Said said = doctor(studio);

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.checks("warning last run")).singleElement().asString().contains("it broke");
    assertThat(said.checks("fail runs"))
        .hasSize(2)
        .anyMatch(check -> check.contains("06/2025") && check.contains("bad00003"))
        .anyMatch(check -> check.contains("08/2025") && check.contains("dead0001"));
  }

  @Tag("slow")
  @Test
  void bundle_holdsWhatHelpsAndNoSecret(StudioDatabase studio) throws IOException {
    closeMonth(studio, YearMonth.of(2025, 9));
    book(studio, YearMonth.of(2025, 9));
    studio.execute("update extrato.runs set reason = 'Maria Cliente rang'");
    StudioRole role = studio.role("usage on schema extrato", "select on extrato.runs");
    environment.put("DATABASE_URL", role.url());
    environment.put("PGPASSWORD", "outra-senha");
    Files.writeString(
        home.resolve("logs/atomic_extrato_cron.log"),
        String.format(
            Locale.ROOT,
            """
            pagamentos 7 observacoes: backup 'para Maria Cliente', database 'de Maria Cliente'
            could not connect to postgresql://ana:senha-do-log@db/studio
            the password is %s
            """,
            role.password()));
    Path file = home.resolve("bundle.zip");
    Said said = run(NOW, "doctor", "--json", "--bundle", file.toString());

    assertThat(said.code()).isEqualTo(12);
    assertThat(said.ended().json().at("/result/bundle").asText()).isEqualTo(file.toString());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Map<String, String> bundle = unzipped(file);
    assertThat(bundle)
        .containsOnlyKeys(
            "doctor.txt",
            "versions.txt",
            "settings.txt",
            "runs.jsonl",
            "logs/atomic_extrato.log",
            "logs/backup_process.log",
            "logs/atomic_extrato_cron.log");
    assertThat(bundle.get("runs.jsonl")).contains("\"command\":\"monthly\"");
    assertThat(bundle.get("logs/atomic_extrato.log")).contains("Beginning atomic transaction");
    assertThat(bundle.get("logs/backup_process.log")).contains("backup of 09/2025 written");
    assertThat(bundle.get("doctor.txt")).contains("attention is needed");
    assertThat(bundle.get("settings.txt")).contains("DATABASE_URL=postgresql://");
    assertThat(String.join("\n", bundle.values()) + said.out() + said.err())
        .doesNotContain("Maria", "outra-senha", "senha-do-log", role.password());
  }

  @Tag("slow")
  @Test
  void bundle_fileThere_isNotReplaced(StudioDatabase studio) throws IOException {
    environment.put("DATABASE_URL", studio.url());
    Path file = Files.writeString(home.resolve("bundle.zip"), "mine");
    Said said = run(NOW, "doctor", "--bundle", file.toString());

    assertThat(said.code()).isEqualTo(9);
    assertThat(said.err()).contains("is not replaced");
    assertThat(file).hasContent("mine");
  }

  @Tag("slow")
  @Test
  void bundle_serverGone_isWrittenAllTheSame() throws IOException {
    environment.put("DATABASE_URL", "postgresql://ana@127.0.0.1:1/studio");
    Path file = home.resolve("bundle.zip");
    Said said = run(NOW, "doctor", "--bundle", file.toString());

    assertThat(said.code()).isEqualTo(12);
    assertThat(unzipped(file).get("runs.jsonl")).isEqualTo("no database\n");
    assertThat(unzipped(file).get("doctor.txt")).contains("cannot be reached");
  }

  private static Map<String, String> unzipped(Path file) throws IOException {
    Map<String, String> entries = new HashMap<>();
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    return entries;
  }

  private static String slashed(YearMonth month) {
    return String.format(Locale.ROOT, "%02d/%04d", month.getMonthValue(), month.getYear());
  }
}
