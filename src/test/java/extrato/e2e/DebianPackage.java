package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A program that a test wants for real; the output says whether it was there. */
record DebianPackage(String name, Path program) {
  static final DebianPackage CRON = new DebianPackage("cron", Path.of("/usr/sbin/cron"));
  static final DebianPackage LOGROTATE =
      new DebianPackage("logrotate", Path.of("/usr/sbin/logrotate"));
  static final DebianPackage SHELLCHECK =
      new DebianPackage("shellcheck", Path.of("/usr/bin/shellcheck"));

  /** Goes on only where the program is installed. */
  void assumeInstalled() {
    boolean installed = Files.isExecutable(program);
    say(installed ? "tested with " + program : "not tested: `apt-get install " + name + "` first");
    assumeThat(installed).as("%s is installed", program).isTrue();
  }

  void assumeRoot() {
    boolean root = System.getProperty("user.name").equals("root");
    if (!root) {
      say("not tested: only root may start it");
    }
    assumeThat(root).as("%s runs as root", program).isTrue();
  }

  private void say(String text) {
    System.out.println(name + ": " + text);
  }

  /** Runs it, and it must have nothing to complain about. */
  void succeed(List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new java.util.ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s, which says %s", command, said).isZero();
  }
}
