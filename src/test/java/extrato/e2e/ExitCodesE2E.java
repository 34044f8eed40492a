package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import extrato.testing.Trap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every exit code of every command, with nothing changed behind any but 0; most of them without a
 * process for each run.
 */
@ExtendWith(StudioExtension.class)
final class ExitCodesE2E {
  private static final String[] SEPTEMBER = {"--year", "2025", "--month", "9"};

  @TempDir Path temporary;
  private PackagedProgram program;
  private Operator operator;
  private Refusals refusals;

  @BeforeEach
  void install(StudioDatabase studio) {
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    operator = Operator.of(studio, program.home());
    refusals = new Refusals(operator, studio);
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private static String[] september(String command, String... more) {
    String[] args = new String[1 + SEPTEMBER.length + more.length];
    args[0] = command;
    System.arraycopy(SEPTEMBER, 0, args, 1, SEPTEMBER.length);
    System.arraycopy(more, 0, args, 1 + SEPTEMBER.length, more.length);
    return args;
  }

  /** Marks a folder there, and makes none here. */
  private void initFromAnotherMachine() {
    operator.with("EXTRATO_BACKUP_DIR", temporary.resolve("there").toString()).succeed("init");
  }

  /** What the process ends with, once for each way. */
  @Test
  void process_endsWithTheCodeOfItsRun(StudioDatabase studio) throws IOException {
    Refusals shipped = new Refusals(program, studio);
    shipped.expect(2, "--month", "extrato", "--year", "2025");
    shipped.expect(4, "month 09/2025 has no backup", september("verify"));
    new Refusals(program.with("DATABASE_URL", studio.url().replaceFirst(":\\d+/", ":9/")), studio)
        .expect(5, "check that the server runs", september("backup"));
    operator.succeed("backup");
    studio.execute("create table recibos (gasto int references gastos)");
    studio.execute("insert into recibos select id from gastos");
    shipped.expect(6, "public.recibos", september("extrato"));
    studio.execute("drop table recibos");
    operator.succeed("extrato");
    shipped.expect(3, "is already closed", september("extrato"));
    shipped.expect(11, "add --force", september("restore"));
    Files.delete(operator.manifest(AwkwardMonth.MONTH, 1));
    Files.createDirectory(operator.manifest(AwkwardMonth.MONTH, 1));
    shipped.expect(9, "manifest", september("verify"));
    studio.execute("alter table gastos rename to despesas");
    shipped.expect(8, "gastos", september("verify"));
  }

  @Test
  void extrato_ofAClosedMonth_exits3() {
    operator.closeSeptember();

    JsonNode report =
        refusals.expect(3, "month 09/2025 is already closed; add --force", september("extrato"));

    assertThat(report.path("outcome").asText()).isEqualTo("already_closed");
  }

  @Test
  void monthly_ofAClosedMonth_exits0(StudioDatabase studio) {
    operator.closeSeptember();
    Map<String, String> before = studio.dumpExceptRuns();

    Ended again = operator.succeed(september("monthly", "--json"));

    assertThat(JsonReports.check(again).path("outcome").asText()).isEqualTo("already_closed");
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"verify", "extrato", "drill"})
  void anyCommand_thatNeedsABackup_withoutOne_exits4(String command) {
    operator.succeed("init");

    refusals.expect(4, "month 09/2025 has no backup", september(command));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"verify", "extrato", "drill"})
  void anyCommand_thatNeedsABackup_withADamagedOne_exits4(String command) throws IOException {
    operator.succeed("backup");
    Files.writeString(
        operator.backup(AwkwardMonth.MONTH, 1), "\n", java.nio.file.StandardOpenOption.APPEND);

    refusals.expect(4, "backup_2025_09.csv", september(command));
  }

  @Test
  void monthly_ofAClosedMonthWithADamagedBackup_exits4() throws IOException {
    operator.closeSeptember();
    Files.writeString(operator.backup(AwkwardMonth.MONTH, 1), "");

    refusals.expect(4, "backup_2025_09.csv", september("monthly"));
  }

  @Tag("slow")
  @Test
  void extrato_withAStaleBackup_exits4AndNamesTheRow(StudioDatabase studio) {
    operator.succeed("backup");
    studio.execute("update pagamentos set valor = valor + 0.01 where id = 103");

    refusals.expect(4, "pagamentos id 103, column valor", september("extrato"));
  }

  /** The one command with a result although it fails: it shows where the two do not agree. */
  @Tag("slow")
  @Test
  void verify_ofAStaleBackup_exits4AndShowsBothValues(StudioDatabase studio) {
    operator.succeed("backup");
    studio.execute("update pagamentos set valor = -50.01 where id = 103");

    Ended words = operator.run(september("verify"));
    JsonNode report =
        Refusals.stoppedInJson(
            operator.run(september("verify", "--json")), 4, "pagamentos id 103, column valor");

    assertThat(words.expect(4).out()).contains("backup    '-50.00'", "database  '-50.01'");
    assertThat(words.err()).hasLineCount(1).contains("pagamentos id 103, column valor");
    assertThat(report.at("/result/differences/0/backup").asText()).isEqualTo("-50.00");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "verify", "extrato", "monthly", "restore", "drill"})
  void anyCommand_withoutAServer_exits5(String command, StudioDatabase studio) {
    Operator lost =
        operator.with("DATABASE_URL", studio.url().replaceFirst("@[^/]+/", "@127.0.0.1:9/"));
    String[] args = command.equals("init") ? new String[] {"init"} : september(command);

    new Refusals(lost, studio).expect(5, "check that the server runs and can be reached", args);
  }

  @Tag("slow")
  @Test
  void extrato_whoseConnectionIsCutInItsLastAttempt_exits5(StudioDatabase studio) {
    operator.succeed("backup");
    try (TcpProxy proxy = studio.proxy()) {
      Map<String, String> before = studio.dumpExceptRuns();
      Trap first = proxy.at("delete from", TcpProxy.Fault.CUT_BEFORE);
      proxy.at("delete from", 2, TcpProxy.Fault.CUT_BEFORE);

      Ended run =
          operator
              .with("DATABASE_URL", proxy.url(studio.url()))
              .with("EXTRATO_ATTEMPTS", "2")
              .run(september("extrato"));

      Refusals.stoppedInWords(run, 5, "transaction rolled back, database unchanged");
      assertThat(first.isSprung()).isTrue();
      studio.checkNoSessionOfTheTool();
      assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"extrato", "monthly"})
  void aClosing_ofRowsThatAnotherTableHolds_exits6(String command, StudioDatabase studio) {
    operator.succeed("backup");
    studio.execute(
        "create table recibos (id int primary key, gasto int references gastos on delete"
            + " cascade);insert into recibos select 7, min(id) from gastos where data >="
            + " '2025-09-01' and data < '2025-10-01'");

    JsonNode report = refusals.expect(6, "public.recibos (id) 7", september(command));

    assertThat(report.path("outcome").asText()).isEqualTo("rolled_back");
  }

  @Tag("slow")
  @Test
  void extrato_thatWaitsForARowForTooLong_exits6(StudioDatabase studio) {
    operator.succeed("backup");
    Operator hurried = operator.with("EXTRATO_LOCK_TIMEOUT", "100ms").with("EXTRATO_ATTEMPTS", "1");

    try (HeldRecord held = HeldRecord.ofAnExpense(studio)) {
      new Refusals(hurried, studio)
          .expect(6, "transaction rolled back, database unchanged", september("extrato"));
    }
  }

  @Tag("slow")
  @Test
  void everyWritingCommand_whileAnotherRunIsAtWork_exits7AndNamesIt(StudioDatabase studio) {
    operator.succeed("monthly", "--year", "2025", "--month", "8");
    operator.succeed("backup");
    PackagedProgram patient = program.with("EXTRATO_LOCK_TIMEOUT", "5min");
    try (HeldRecord held = HeldRecord.ofAnExpense(studio);
        PackagedProgram.Running parked = patient.start(september("extrato"))) {
      held.awaitARun();
      String run =
          String.valueOf(studio.value("select run_id from extrato.runs where outcome = 'running'"));

      for (String command : new String[] {"backup", "extrato", "monthly"}) {
        refusals.expect(7, "extrato " + run + " extrato 2025-09", september(command));
      }
      refusals.expect(7, run, "restore", "--year", "2025", "--month", "8", "--force");
      refusals.expect(7, run, september("drill"));
      held.close();
      parked.await().expect(0);
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "verify", "extrato", "monthly"})
  void anyCommand_withAWrongPassword_exits8(String command, StudioDatabase studio) {
    StudioRole role = studio.role();
    Operator stranger =
        operator.with("DATABASE_URL", role.url().replace(role.password(), "senha-errada"));
    String[] args = command.equals("init") ? new String[] {"init"} : september(command);

    new Refusals(stranger, studio).expect(8, "check user, password and database name", args);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "verify", "extrato", "monthly", "status"})
  void anyCommand_withoutAPassword_exits8AndSaysWhereItBelongs(
      String command, StudioDatabase studio) {
    StudioRole role = studio.role();
    Operator silent =
        operator.with("DATABASE_URL", role.url().replace(":" + role.password() + "@", "@"));

    new Refusals(silent, studio)
        .expect(8, "no password was given: it belongs in DATABASE_URL, PGPASSWORD", command);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "verify", "extrato", "monthly", "status"})
  void anyCommand_whereTheServerHasNoTls_exits8(String command, StudioDatabase studio) {
    String url = studio.url().replaceFirst("[?].*$", "") + "?sslmode=require";

    new Refusals(operator.with("DATABASE_URL", url), studio)
        .expect(8, "sslmode=require in DATABASE_URL wants TLS", command);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"init", "backup", "monthly"})
  void anyCommand_thatMayNotMakeTheToolsTables_exits8(String command, StudioDatabase studio) {
    StudioRole role = studio.role("select on all tables in schema public");
    String[] args = command.equals("init") ? new String[] {"init"} : september(command);

    new Refusals(operator.with("DATABASE_URL", role.url()), studio)
        .expect(8, "let an administrator run what `extrato init --print` prints", args);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"backup", "verify", "extrato", "monthly"})
  void anyCommand_whereATableIsAView_exits8(String command, StudioDatabase studio) {
    studio.execute(
        "alter table gastos rename to gastos_de_verdade;"
            + "create view gastos as select * from gastos_de_verdade");

    refusals.expect(8, "gastos", september(command));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"backup", "monthly"})
  void anyCommand_whoseBackupFolderIsAFile_exits9(String command) throws IOException {
    initFromAnotherMachine();
    Files.writeString(program.home().resolve("backups"), "");

    refusals.expect(9, program.home().resolve("backups").toString(), september(command));
  }

  /** What no user can read, root included. */
  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"verify", "extrato"})
  void anyCommand_whoseBackupCannotBeRead_exits9(String command) throws IOException {
    operator.succeed("backup");
    Path manifest = operator.manifest(AwkwardMonth.MONTH, 1);
    Files.delete(manifest);
    Files.createDirectory(manifest);

    refusals.expect(9, manifest.toString(), september(command));
  }

  @Tag("slow")
  @Test
  void monthly_withoutALogFolder_warnsAndClosesTheMonth(StudioDatabase studio) throws IOException {
    Files.writeString(program.home().resolve("logs"), "");

    Ended run = operator.succeed(september("monthly"));

    assertThat(run.err())
        .contains(
            "extrato: warning: the log file " + program.home().resolve("logs/atomic_extrato.log"));
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"extrato", "monthly"})
  void aClosing_ofAMonthThatIsNotOver_exits11(String command) {
    initFromAnotherMachine();

    refusals.expect(11, "is not over", command, "--year", "2100", "--month", "12");
    assertThat(program.home().resolve("backups")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void restore_inProduction_exits11() {
    operator.closeSeptember();

    refusals.expect(11, "add --force", september("restore"));
  }

  /** A program without one of its parts stands for whatever nobody foresaw. */
  @Tag("slow")
  @Test
  void aProgramThatIsBroken_exits1(StudioDatabase studio) throws IOException {
    operator.succeed("init");
    Path broken = Files.createDirectories(temporary.resolve("broken").resolve("lib"));
    Path target = program.home().resolve("target");
    Path whole = target.toRealPath();
    Files.copy(whole.resolve("extrato.jar"), broken.resolveSibling("extrato.jar"));
    try (var libraries = Files.list(whole.resolve("lib"))) {
      for (Path library : libraries.toList()) {
        if (!library.getFileName().toString().startsWith("failsafe")) {
          Files.createSymbolicLink(broken.resolve(library.getFileName()), library);
        }
      }
    }
    Files.delete(target);
    Files.createSymbolicLink(target, broken.getParent());

    new Refusals(program, studio)
        .expect(1, "unexpected failure: NoClassDefFoundError; this is a bug", september("monthly"));

    assertThat(program.home().resolve("logs/atomic_extrato.log"))
        .content()
        .contains("ERROR", "    at extrato.cli.");
    assertThat(
            studio.column(
                "select distinct outcome || exit_code from extrato.runs where command = 'monthly'"))
        .containsExactly("failed1");
  }

  @Test
  @Tag("slow")
  void extrato_whoseCommitIsNeverAnswered_exits10AndNeverSaysThatItIsDone(StudioDatabase studio)
      throws InterruptedException {
    operator.succeed("backup");
    try (TcpProxy proxy = studio.proxy();
        PackagedProgram.Running run =
            startUpToTheCommit(program.with("DATABASE_URL", proxy.url(studio.url())), proxy)) {
      Refusals.stoppedInJson(run.await(), 10, "extrato status");
    }
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  /** The server commits; the answer is lost, and so is the server. */
  private static PackagedProgram.Running startUpToTheCommit(PackagedProgram program, TcpProxy proxy)
      throws InterruptedException {
    Trap last = proxy.at("\"public\".extrato_run_logs", TcpProxy.Fault.HOLD_BEFORE);
    PackagedProgram.Running run = program.start(september("extrato", "--json"));
    last.await();
    Trap commit = proxy.at("COMMIT", TcpProxy.Fault.HOLD_ANSWER);
    last.release();
    commit.await();
    proxy.refuseNew();
    proxy.cutAll();
    return run;
  }
}
