package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What on a machine would start the closing. */
class SchedulingTest {
  private static final String LINE =
      "0 2 1-5 * * root /opt/extrato/scripts/run_atomic_extrato.sh\n";

  @TempDir Path root;

  private Scheduling machine() {
    return new Scheduling(root);
  }

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  @Test
  void aBareMachine_hasNothing() {
    assertThat(machine().hasTimer()).isFalse();
    assertThat(machine().cronFile()).isEmpty();
    assertThat(machine().hasCronDaemon()).isFalse();
  }

  @Test
  void aLine_isFoundWhicheverFileHasIt_butNotInAComment() throws IOException {
    write("etc/cron.d/backup", "0 3 * * * root tar -c /\n");
    write("etc/cron.d/off", "# " + LINE);
    assertThat(machine().cronFile()).isEmpty();

    write("etc/crontab", "0 2 1-5 * * ana extrato monthly\n");
    assertThat(machine().cronFile()).contains(root.resolve("etc/crontab"));
    write("etc/cron.d/studio", LINE);
    assertThat(machine().cronFile()).contains(root.resolve("etc/cron.d/studio"));
  }

  @Test
  void aDaemon_isOneThatRuns() throws IOException {
    write("usr/sbin/cron", "");
    write("proc/17/comm", "bash\n");
    write("proc/self/comm", "cron\n");
    assertThat(machine().hasCronDaemon()).isFalse();

    write("proc/42/comm", "cron\n");
    assertThat(machine().hasCronDaemon()).isTrue();
  }

  @Test
  void aTimer_isOneThatIsEnabled_whereSystemdIsAtWork() throws IOException {
    write("lib/systemd/system/extrato.timer", "");
    write("etc/systemd/system/timers.target.wants/extrato.timer", "");
    assertThat(machine().hasTimer()).isFalse();

    Files.createDirectories(root.resolve("run/systemd/system"));
    assertThat(machine().hasTimer()).isTrue();
  }
}
