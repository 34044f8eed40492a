package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A signal while a run waits for a record that somebody else holds. */
@ExtendWith(StudioExtension.class)
final class SignalsE2E {
  private static final String[] EXTRATO = {"extrato", "--year", "2025", "--month", "9", "--json"};

  @TempDir Path temporary;
  private PackagedProgram program;
  private Operator operator;

  @BeforeEach
  void install(StudioDatabase studio) {
    program =
        PackagedProgram.installedIn(temporary.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_LOCK_TIMEOUT", "5min");
    operator = Operator.of(studio, program.home());
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"TERM, 143, terminated", "INT, 130, interrupted"})
  void aSignal_amongTheDeletions_rollsBackAndIsOnRecord(
      String signal, int code, String word, StudioDatabase studio) {
    operator.succeed("backup");
    Map<String, String> before = studio.dumpExceptRuns();

    try (HeldRecord held = HeldRecord.ofAnExpense(studio);
        Running run = program.start(EXTRATO)) {
      held.awaitARun();
      run.signal(signal);
      JsonNode report =
          Refusals.stoppedInJson(
              run.await(), code, word + "; transaction rolled back, database unchanged");

      assertThat(report.path("outcome").asText()).isEqualTo("interrupted");
      assertThat(studio.dumpExceptRuns()).isEqualTo(before);
      assertThat(
              studio.column(
                  String.format(
                      Locale.ROOT,
                      "select outcome || ' ' || exit_code from extrato.runs where run_id = '%s'",
                      report.path("run_id").asText())))
          .containsExactly("interrupted " + code);
    }
    program.succeed("monthly", "--year", "2025", "--month", "9");
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource({"backup, TERM, 143", "verify, INT, 130", "drill, TERM, 143"})
  void aSignal_whileTheMonthIsRead_endsTheRun(
      String command, String signal, int code, StudioDatabase studio) {
    operator.succeed("backup");
    Map<String, String> before = studio.dumpExceptRuns();
    List<String> files = program.filesMade();

    try (HeldRecord held = HeldRecord.ofAllExpenses(studio);
        Running run = program.start(command, "--year", "2025", "--month", "9")) {
      held.awaitARun();
      run.signal(signal);
      Refusals.stoppedInWords(run.await(), code, "database unchanged");
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(program.filesMade()).isEqualTo(files);
  }

  /** Nobody writes what the check waits for: it must not wait for its end. */
  @Test
  void aSignal_whileFilesAreChecked_endsItAtOnce() throws Exception {
    Path pipe = temporary.resolve("pipe");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();
    Path left = Files.createDirectory(temporary.resolve("left"));
    String java = "-Djava.io.tmpdir=" + left;
    PackagedProgram alone = program.without("DATABASE_URL").with("EXTRATO_JAVA_OPTS", java);
    String check = "exec \"$0\" import --check --table gastos - < \"$1\"";
    String script = program.script("extrato").toString();
    try (Running run = alone.start(List.of("sh", "-c", check, script, pipe.toString()));
        OutputStream writer = Files.newOutputStream(pipe)) {
      writer.write("data,valor,forma_pagamento,created_by\n".getBytes(StandardCharsets.UTF_8));
      // More than a pipe and the program's buffer hold: it is reading.
      writer.write("2025-11-30,10,Pix,1\n".repeat(20_000).getBytes(StandardCharsets.UTF_8));
      run.signal("TERM");
      Refusals.stoppedInWords(run.await(), 143, "terminated");
    }
    assertThat(program.filesMade()).allMatch(name -> name.startsWith("logs"));
    assertThat(left).isEmptyDirectory();
  }

  @Test
  void aSignal_duringARestore_leavesTheMonthClosed(StudioDatabase studio) {
    operator.closeSeptember();
    Map<String, String> before = studio.dumpExceptRuns();

    try (HeldRecord held = HeldRecord.ofAllExpenses(studio);
        Running run = program.start("restore", "--year", "2025", "--month", "9", "--force")) {
      held.awaitARun();
      run.signal("TERM");
      Refusals.stoppedInWords(run.await(), 143, "database unchanged");
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
  }

  @Test
  void aKill_amongTheDeletions_isRolledBackAndTheNextRunNeedsNobody(StudioDatabase studio) {
    operator.succeed("backup");
    Map<String, String> before = studio.dumpExceptRuns();

    try (HeldRecord held = HeldRecord.ofAnExpense(studio);
        Running run = program.start(EXTRATO)) {
      held.awaitARun();
      run.signal("KILL");
      run.await().expect(137);
      // The server lets go of the dead client, although what it waits for is still held.
      studio.checkNoSessionOfTheTool();
    }
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(studio.value("select outcome from extrato.runs where command = 'extrato'"))
        .isEqualTo("running");
    assertThat(operator.succeed("history").out()).contains("died");

    JsonNode next =
        JsonReports.check(program.succeed("monthly", "--year", "2025", "--month", "9", "--json"));

    assertThat(next.path("outcome").asText()).isEqualTo("done");
  }

  @Test
  void aKill_whileTheBackupIsWritten_leavesNothingThatPassesForOne(StudioDatabase studio) {
    operator.succeed("init");

    try (HeldRecord held = HeldRecord.ofAllExpenses(studio);
        Running run = program.start("backup", "--year", "2025", "--month", "9")) {
      held.awaitARun();
      run.signal("KILL");
      run.await().expect(137);
    }
    assertThat(operator.manifest(AwkwardMonth.MONTH, 1)).doesNotExist();

    studio.checkNoSessionOfTheTool();
    program.succeed("monthly", "--year", "2025", "--month", "9");
    assertThat(operator.backup(AwkwardMonth.MONTH, 1)).exists();
    assertThat(operator.backup(AwkwardMonth.MONTH, 2)).doesNotExist();
  }
}
