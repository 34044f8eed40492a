package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import extrato.support.failure.ExitCode;
import extrato.testing.AwkwardMonth;
import extrato.testing.Clerk;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Opening a file blocks, as on a network disk that is gone: another process holds a lease on it and
 * does not answer the kernel. A signal still ends the run, and with it the lock and the
 * transaction.
 */
@ExtendWith(StudioExtension.class)
final class StalledDisksIT {
  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final String LEASE =
      """
      import fcntl, os, signal, sys
      signal.signal(signal.SIGIO, signal.SIG_IGN)
      fcntl.fcntl(os.open(sys.argv[1], os.O_RDWR), fcntl.F_SETLEASE, fcntl.F_WRLCK)
      print('held', flush=True)
      sys.stdin.read()
      """;

  @TempDir Path home;

  @Test
  void aSignal_endsARunThatADiskHolds(StudioDatabase studio) {
    assumeTrue(Files.isExecutable(PYTHON), "python3 is not installed");
    AwkwardMonth.fillOrdinary(studio);
    Clerk clerk = Clerk.of(studio.url(), home);
    clerk.run("backup").expect(ExitCode.DONE);
    Attack attack = Attack.named("a signal to a run that a disk holds");
    for (String file : new String[] {"backup_2025_09.csv", "backup_2025_09.manifest.json"}) {
      attack.attempt(random -> ends(studio, clerk, file));
    }
    attack.check();
  }

  private String ends(StudioDatabase studio, Clerk clerk, String name) throws Exception {
    Map<String, String> before = studio.dumpBooks();
    Path file = home.resolve("backups/2025_09").resolve(name);
    Process holder = new ProcessBuilder(PYTHON.toString(), "-c", LEASE, file.toString()).start();
    try (BufferedReader said = holder.inputReader(StandardCharsets.US_ASCII)) {
      assertThat(said.readLine()).isEqualTo("held");
      Clerk.Started run = clerk.start("extrato");
      studio.await(
          "exists (select from pg_stat_activity where application_name like 'extrato%' and state ="
              + " 'idle in transaction')");
      run.signal(ExitCode.TERMINATED);
      run.join().expect(ExitCode.TERMINATED);
      assertThat(holder.isAlive()).isTrue();
    } finally {
      holder.destroyForcibly();
    }
    studio.checkNoSessionOfTheTool();
    assertThat(studio.dumpBooks()).isEqualTo(before);
    return "ended, held at " + name;
  }
}
