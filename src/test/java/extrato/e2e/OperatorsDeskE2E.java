package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioDatabase.StudioRole;
import extrato.testing.StudioExtension;
import extrato.testing.TcpProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An operator's questions and mistakes, each put to the packaged program. */
@ExtendWith(StudioExtension.class)
final class OperatorsDeskE2E {
  private static final String MONTH = " --month 2025-09";

  @TempDir Path temporary;
  private PackagedProgram program;
  private Operator operator;

  @BeforeEach
  void install(StudioDatabase studio) {
    program =
        PackagedProgram.installedIn(temporary.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_ENV", "test");
    operator = Operator.of(studio, program.home()).with("EXTRATO_ENV", "test");
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private Ended run(int code, String command) {
    return program.run(command.split(" ", -1)).expect(code);
  }

  private static void backlog(StudioDatabase studio) {
    studio.execute(
        "truncate pagamentos, sessoes, comissoes, gastos;"
            + "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " select '2025-09-30', 1, 'Pix', 1 from generate_series(1, 1234)");
  }

  /** As all other outputs do. */
  @Test
  void status_writesNumbersAndMonths_inOneForm(StudioDatabase studio) {
    backlog(studio);

    assertThat(run(0, "status").out())
        .contains(
            "! 09/2025 is still open, with 1.234 records\n", "09/2025  open", " 1.234  R$ 0,00");
  }

  @Tag("slow")
  @Test
  void doctor_beginsWithWhatIsWrong_inTheSameForm(StudioDatabase studio) {
    backlog(studio);

    String doctor = run(12, "doctor").out();

    assertThat(doctor)
        .contains("  FAIL    open months     09/2025 is still open, with 1.234 records\n")
        .containsSubsequence("  FAIL ", "  ok ");
    assertThat(doctor.lastIndexOf("  FAIL ")).isLessThan(doctor.indexOf("  ok "));
    assertThat(run(12, "doctor --verbose").out()).contains("EXTRATO_STATEMENT_LIMIT=50000");
    assertThat(doctor).doesNotContain("EXTRATO_STATEMENT_LIMIT");
  }

  @Tag("slow")
  @Test
  void mistakes_areAnswered_andNoMonitorRingsForThem() throws IOException {
    operator.closeSeptember();
    assertThat(run(2, "restore --from bakcup" + MONTH).err()).contains("did you mean backup?");
    assertThat(run(4, "drill --month 2025-03").err()).contains("month 03/2025 has no backup");
    String file = operator.backup(AwkwardMonth.MONTH, 1).toString();
    assertThat(run(4, "restore --month 2025-08 --from " + file).err())
        .contains("is a backup of 09/2025, not of 08/2025")
        .doesNotContain("damaged");
    assertThat(run(12, "status --check").err()).doesNotContain("failed");
    assertThat(run(0, "status").out()).doesNotContain("03/2025");

    Files.delete(operator.backup(AwkwardMonth.MONTH, 1));
    Files.delete(operator.manifest(AwkwardMonth.MONTH, 1));
    assertThat(run(4, "verify" + MONTH).err()).contains("the backup of 09/2025 is gone");
  }

  @Tag("slow")
  @Test
  void aWayIn_thatIsMissing_isNamed_andNoneThatCuresSomethingElse(StudioDatabase studio) {
    StudioRole role = studio.role();
    PackagedProgram silent =
        program.with("DATABASE_URL", role.url().replace(":" + role.password() + "@", "@"));
    assertThat(silent.run("backup").expect(8).err()).contains("no password was given");

    String url = studio.url().replaceFirst("[?].*$", "");
    assertThat(program.with("DATABASE_URL", url + "?sslmode=require").run("backup").expect(8).err())
        .contains("sslmode=require in DATABASE_URL wants TLS");
    assertThat(
            program
                .with("DATABASE_URL", url.replaceFirst("/" + studio.name(), "/postgres"))
                .run("backup")
                .expect(8)
                .err())
        .contains("database postgres has none of the studio's tables");
  }

  @Tag("slow")
  @Test
  void lateRecords_areListed_andWhatAMergeWouldDo_isShown(StudioDatabase studio) {
    operator.closeSeptember();
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by)"
            + " values (903, '2025-09-30', 12345.60, 'Pix', 1)");

    for (String command : List.of("status", "verify", "extrato --force --dry-run")) {
      assertThat(run(0, command + MONTH).out())
          .as(command)
          .containsPattern("903 +30/09/2025 +R\\$ 12\\.345,60");
    }
    assertThat(run(0, "monthly --force --dry-run" + MONTH).out())
        .endsWith(
            "dry run, nothing changed: late records of 09/2025 would be merged into its"
                + " statement\n");
    assertThat(studio.ids("gastos", "id = 903")).containsExactly(903);
  }

  @Tag("slow")
  @Test
  void oneRecord_oneRun_andTwoBackups_areLookedInto(StudioDatabase studio) {
    operator.run(AwkwardMonth.MONTH, "backup").expect(0);
    studio.execute("update pagamentos set valor = 9 where id = 101");
    operator.closeSeptember();

    assertThat(run(0, "diff" + MONTH).out())
        .contains("pagamentos id 101, column valor differs from backup 1", "backup 2  '9.00'");
    assertThat(run(0, "find pagamentos 101").out())
        .contains("archive of 09/2025, version 1", "backup 1 of 09/2025", "with 2 sets of values");
    String id =
        String.valueOf(studio.value("select run_id from extrato.runs where command = 'extrato'"));
    assertThat(run(0, "history --run " + id).out()).contains(id, "extrato", "09/2025");
  }

  @Tag("slow")
  @Test
  void everyMonth_comesBackInTheOrderThatWorks(StudioDatabase studio) {
    assertThat(run(0, "status").out())
        .containsOnlyOnce("still open")
        .contains(" months are still open, from 09/2024 to ", "    extrato monthly --catch-up\n");
    run(0, "monthly --catch-up" + MONTH);
    assertThat(studio.count("extratos")).isGreaterThan(1);

    assertThat(run(0, "restore --all --from backup").out()).contains("restored: ");

    assertThat(studio.count("extratos")).isZero();
    assertThat(run(0, "drill --all").out()).contains("restorable: ");
  }

  @Tag("slow")
  @Test
  void aTest_isSentByEveryWay_andTellsWhichArrived() throws IOException {
    Path told = temporary.resolve("told");
    Path tell = Files.writeString(temporary.resolve("tell"), "#!/bin/sh\ncat >>" + told + "\n");
    assertThat(tell.toFile().setExecutable(true)).isTrue();

    Ended test = program.with("EXTRATO_NOTIFY_COMMAND", tell.toString()).run("notify", "--test");

    assertThat(test.expect(0).out()).contains("command  delivered");
    assertThat(told).content().contains("This is a test");
    assertThat(
            program
                .with("EXTRATO_NOTIFY_COMMAND", "/nowhere")
                .run("notify", "--test")
                .expect(12)
                .out())
        .contains("command  not delivered: ");
  }

  @Tag("slow")
  @Test
  void whoeverWaits_isToldForWhom(StudioDatabase studio) throws IOException {
    operator.run(AwkwardMonth.MONTH, "backup").expect(0);
    Path log = program.home().resolve("logs/atomic_extrato.log");
    HeldRecord held = HeldRecord.ofAnExpense(studio);
    try (Running waiting =
        program.with("EXTRATO_LOCK_TIMEOUT", "2min").start("extrato", "--month", "2025-09")) {
      try (held) {
        held.awaitARun();
        assertThat(run(7, "backup" + MONTH).err())
            .containsPattern(
                "another run is at work .*: extrato \\w{8} extrato 2025-09 on .*process \\d+");
        awaitLine(log, "waiting for a lock that server process", waiting);
      }
      assertThat(waiting.await().expect(0).err())
          .containsPattern("waiting for a lock that server process \\d+ \\(user postgres");
    }
    try (TcpProxy proxy = studio.proxy()) {
      proxy.refuseNew();
      PackagedProgram early =
          program
              .with("DATABASE_URL", proxy.url(studio.url()))
              .with("EXTRATO_WAIT_FOR_DATABASE", "1min");
      try (Running starting = early.start("status")) {
        awaitLine(log, "waiting for it, at most 60 s", starting);
        proxy.acceptNew();
        starting.await().expect(0);
      }
    }
  }

  private static void awaitLine(Path log, String text, Running run) throws IOException {
    while (!Files.readString(log).contains(text)) {
      assertThat(run.process().isAlive()).isTrue();
      LockSupport.parkNanos(20_000_000);
    }
  }
}
