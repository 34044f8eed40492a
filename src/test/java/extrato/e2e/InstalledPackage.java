package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The Debian package on this very machine. It is only put where there is none, and when it is
 * closed nothing of it is left.
 */
final class InstalledPackage implements AutoCloseable {
  static final Path BUILT = built(Path.of(System.getProperty("extrato.home", "."), "target"));
  static final Path PROGRAM = Path.of("/usr/bin/extrato");
  static final Path SHARE = Path.of("/usr/share/extrato");
  static final Path SETTINGS = Path.of("/etc/extrato/extrato.env");
  static final Path CRON = Path.of("/etc/cron.d/extrato");
  static final Path LOGROTATE = Path.of("/etc/logrotate.d/extrato");
  static final Path HOME = Path.of("/var/lib/extrato");
  static final Path BACKUPS = HOME.resolve("backups");
  static final Path LOGS = Path.of("/var/log/extrato");

  private static final List<Path> ITS_OWN =
      List.of(PROGRAM, SHARE, SETTINGS.getParent(), CRON, LOGROTATE, HOME, LOGS);

  private final PackagedProgram shell;
  private final boolean newUser;

  private InstalledPackage(PackagedProgram shell, boolean newUser) {
    this.shell = shell;
    this.newUser = newUser;
  }

  /** Under the name that Debian has for it, with its version. */
  private static Path built(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches("extrato_[0-9].*_all\\.deb"))
          .findFirst()
          .orElse(folder.resolve("extrato_VERSION_all.deb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Goes on only where the package can be installed and nobody's installation is in danger. */
  static InstalledPackage install() throws IOException, InterruptedException {
    DebianPackage.DPKG.assumeInstalled();
    DebianPackage.DPKG.assumeRoot();
    DebianPackage.ADDUSER.assumeInstallable();
    assertThat(BUILT).as("the package, which -Pdeb builds").exists();
    List<Path> inTheWay = ITS_OWN.stream().filter(Files::exists).toList();
    if (!inTheWay.isEmpty()) {
      DebianPackage.DPKG.say("not tested: somebody's Extrato is installed here, see " + inTheWay);
    }
    assumeThat(inTheWay).as("of another installation").isEmpty();

    PackagedProgram shell =
        new PackagedProgram(
            Path.of("/"),
            Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND", "noninteractive"));
    InstalledPackage installed =
        new InstalledPackage(shell, run(shell, "id", "-u", "extrato").exitCode() != 0);
    installed.dpkg("-i", BUILT.toAbsolutePath().toString());
    return installed;
  }

  /** A Java that dpkg does not know of is no reason to say no; anything else that is missing is. */
  void dpkg(String... arguments) {
    List<String> command =
        List.of(arguments).contains("-i") ? withJava(arguments) : with(List.of("dpkg"), arguments);
    shell.start(command).await().expect(0);
  }

  private List<String> withJava(String... arguments) {
    boolean known =
        !run("sh", "-c", "dpkg-query -W -f '${Provides}\n' | grep java17-runtime-headless")
            .out()
            .isBlank();
    if (!known) {
      DebianPackage.DPKG.say("--force-depends, since dpkg has not installed this machine's Java");
    }
    return with(known ? List.of("dpkg") : List.of("dpkg", "--force-depends"), arguments);
  }

  private static List<String> with(List<String> first, String... more) {
    List<String> all = new ArrayList<>(first);
    all.addAll(List.of(more));
    return all;
  }

  /** Where Debian's Java is not the only one, or is not there. */
  static Map<String, String> java() {
    return Files.isExecutable(Path.of("/usr/bin/java"))
        ? Map.of()
        : Map.of("JAVA_HOME", System.getProperty("java.home"));
  }

  /** Runs the program as an administrator does. */
  Ended extrato(String... arguments) {
    return run(with(List.of(PROGRAM.toString()), arguments));
  }

  Ended run(String... command) {
    return run(List.of(command));
  }

  private Ended run(List<String> command) {
    PackagedProgram its = shell;
    for (Map.Entry<String, String> variable : java().entrySet()) {
      its = its.with(variable.getKey(), variable.getValue());
    }
    try (Running running = its.start(command)) {
      return running.await();
    }
  }

  private static Ended run(PackagedProgram shell, String... command) {
    try (Running running = shell.start(List.of(command))) {
      return running.await();
    }
  }

  /** Owner, group and mode, as {@code root:extrato 640}. */
  String rights(Path path) {
    return run("stat", "-c", "%U:%G %a", path.toString()).expect(0).out().strip();
  }

  void set(String setting, String value) {
    try {
      String settings = Files.readString(SETTINGS);
      assertThat(settings).contains("\n" + setting + "=");
      Files.writeString(
          SETTINGS, settings.replaceFirst("(?m)^" + setting + "=.*", setting + "=" + value));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program of a version that is still to come, with settings of its own. */
  Path laterVersion(Path folder) throws IOException {
    Path tree = folder.resolve("tree");
    run("dpkg-deb", "-R", BUILT.toAbsolutePath().toString(), tree.toString()).expect(0);
    Path control = tree.resolve("DEBIAN/control");
    Files.writeString(
        control, Files.readString(control).replaceFirst("(?m)^Version: .*", "Version: 99.0"));
    Path settings = tree.resolve("etc/extrato/extrato.env");
    Files.writeString(settings, Files.readString(settings) + "# New in 99.0\n");
    Path built = folder.resolve("later.deb");
    run("dpkg-deb", "--root-owner-group", "-b", tree.toString(), built.toString()).expect(0);
    return built;
  }

  /** Takes away the package, then the backups that it leaves: there were none before the test. */
  @Override
  public void close() {
    run("dpkg", "-P", "extrato").expect(0);
    run("rm", "-rf", HOME.toString(), LOGS.toString()).expect(0);
    if (newUser) {
      run("deluser", "--quiet", "extrato").expect(0);
    }
    assertThat(ITS_OWN).noneMatch(Files::exists);
  }
}
