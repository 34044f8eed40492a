package extrato.faults;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * A disk that does not answer, as one by network may: the kernel is told to hold a call for an
 * hour. A signal ends the program all the same, and with it the lock and the transaction.
 */
@ExtendWith(StudioExtension.class)
final class StalledDisksE2E {
  private static final Path STRACE = Path.of("/usr/bin/strace");
  private static final String AN_HOUR_IN_MICROSECONDS = "3600000000";
  private static final String OPEN_RECORDS =
      "select outcome from extrato.runs where outcome = 'running'";

  @TempDir Path folder;
  private Path home = Path.of("");

  /** The command, the file, null for any, and the call that is not answered. */
  private record Stall(String command, String file, String call) {}

  @Test
  void aSignal_endsARunThatADiskHolds(StudioDatabase studio) throws IOException {
    assumeTrue(Files.isExecutable(STRACE), "strace is not installed");
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.inDecember(studio, folder.resolve("home"));
    operator.run(MONTH, "backup").expect(0);
    home = operator.home();
    Attack attack = Attack.named("SIGTERM to a run that a disk holds");
    for (Stall stall :
        List.of(
            new Stall("extrato", operator.backup(MONTH, 1).toString(), "read,pread64"),
            new Stall("extrato", operator.manifest(MONTH, 1).toString(), "openat"),
            new Stall("extrato", home.resolve("logs/atomic_extrato.log").toString(), "write"),
            new Stall("verify", operator.backup(MONTH, 1).toString(), "read,pread64"),
            new Stall("backup", "", "fsync,fdatasync"),
            new Stall("status", operator.manifest(MONTH, 1).toString(), "openat"))) {
      attack.attempt(random -> ends(stall, studio));
    }
    attack.check();
  }

  private String ends(Stall stall, StudioDatabase studio) throws Exception {
    Map<String, String> before = studio.dumpExceptRuns();
    PackagedProgram program =
        PackagedProgram.installedIn(Files.createTempDirectory(folder, "program"))
            .on(studio)
            .with("EXTRATO_ENV", "test")
            .with("EXTRATO_BACKUP_DIR", home.resolve("backups").toString())
            .with("EXTRATO_LOG_DIR", home.resolve("logs").toString());
    Path trace = Files.createTempFile(folder, "calls", ".txt");
    List<String> line = new ArrayList<>(List.of(STRACE.toString(), "-f", "-qq", "-o"));
    line.add(trace.toString());
    if (!stall.file().isEmpty()) {
      line.addAll(List.of("-P", stall.file()));
    }
    line.addAll(
        List.of(
            "-e",
            "trace=" + stall.call(),
            "-e",
            "inject=" + stall.call() + ":delay_enter=" + AN_HOUR_IN_MICROSECONDS,
            program.script("extrato").toString(),
            stall.command()));
    if (!stall.command().equals("status")) {
      line.addAll(List.of("--year", "2025", "--month", "9"));
    }
    try (Running running = program.start(line)) {
      while (Files.size(trace) == 0) {
        assertThat(running.process().waitFor(20, TimeUnit.MILLISECONDS)).as("it ended").isFalse();
      }
      ProcessHandle java =
          running
              .process()
              .descendants()
              .filter(child -> child.info().command().orElse("").endsWith("/java"))
              .findFirst()
              .orElseThrow();
      java.destroy();
      running.await().expect(ExitCode.TERMINATED.number());
    } finally {
      program.uninstall();
    }
    studio.checkNoSessionOfTheTool();
    assertThat(studio.dumpExceptRuns()).isEqualTo(before);
    assertThat(studio.column(OPEN_RECORDS)).as("records that nobody finished").isEmpty();
    return stall.command() + " ended, held at " + stall.call();
  }
}
