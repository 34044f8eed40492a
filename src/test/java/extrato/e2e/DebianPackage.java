package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that a test wants for real; the output says whether it was there. */
record DebianPackage(String name, Path program) {
  static final DebianPackage CRON = new DebianPackage("cron", Path.of("/usr/sbin/cron"));
  static final DebianPackage LOGROTATE =
      new DebianPackage("logrotate", Path.of("/usr/sbin/logrotate"));
  static final DebianPackage SHELLCHECK =
      new DebianPackage("shellcheck", Path.of("/usr/bin/shellcheck"));

  static final DebianPackage JQ = new DebianPackage("jq", Path.of("/usr/bin/jq"));

  /** Prometheus brings the program that checks what is meant for it. */
  static final DebianPackage PROMETHEUS =
      new DebianPackage("prometheus", Path.of("/usr/bin/promtool"));

  static final DebianPackage ADDUSER = new DebianPackage("adduser", Path.of("/usr/sbin/adduser"));
  static final DebianPackage EXIM =
      new DebianPackage("exim4-daemon-light", Path.of("/usr/sbin/exim4"));
  static final DebianPackage DPKG = new DebianPackage("dpkg", Path.of("/usr/bin/dpkg"));
  static final DebianPackage LINTIAN = new DebianPackage("lintian", Path.of("/usr/bin/lintian"));
  static final DebianPackage MAN = new DebianPackage("man-db", Path.of("/usr/bin/man"));
  static final DebianPackage ZSH = new DebianPackage("zsh", Path.of("/usr/bin/zsh"));
  static final DebianPackage FISH = new DebianPackage("fish", Path.of("/usr/bin/fish"));
  static final DebianPackage SYSTEMD =
      new DebianPackage("systemd", Path.of("/usr/bin/systemd-analyze"));

  /** Goes on only where the program is installed, or can be. */
  void assumeInstallable() throws IOException, InterruptedException {
    Path apt = Path.of("/usr/bin/apt-get");
    if (!Files.isExecutable(program) && isRoot() && Files.isExecutable(apt)) {
      say("installing it with " + apt);
      apt(apt, "update");
      apt(apt, "install", "-y", "--no-install-recommends", name);
    }
    assumeInstalled();
  }

  /** What apt cannot do, the assumption that follows tells. */
  private static void apt(Path apt, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(apt.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Process process = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    if (!process.waitFor(5, TimeUnit.MINUTES)) {
      process.destroy();
      process.waitFor();
    }
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  /** Goes on only where the program is installed. */
  void assumeInstalled() {
    boolean installed = Files.isExecutable(program);
    say(installed ? "tested with " + program : "not tested: `apt-get install " + name + "` first");
    assumeThat(installed).as("%s is installed", program).isTrue();
  }

  void assumeRoot() {
    boolean root = isRoot();
    if (!root) {
      say("not tested: only root may start it");
    }
    assumeThat(root).as("%s runs as root", program).isTrue();
  }

  void say(String text) {
    System.out.println(name + ": " + text);
  }

  /** Runs it, and it must have nothing to complain about; returns what it said. */
  String succeed(List<String> arguments) throws IOException, InterruptedException {
    return succeed(Path.of("/dev/null"), arguments);
  }

  String succeed(Path input, List<String> arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command).redirectInput(input.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as("%s, which says %s", command, said).isZero();
    return said;
  }
}
