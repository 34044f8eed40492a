package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The shipped lines in the hands of the programs that they are written for. */
@ExtendWith(StudioExtension.class)
final class ShellE2E {
  private static final Path CHECKOUT = Path.of(System.getProperty("extrato.home", "."));
  private static final String SHIPPED_HOME = "/opt/extrato";
  private static final Pattern BATCH = Pattern.compile("batch \\d+ of \\d+ of \\w+: ");
  private static final List<String> LOGS =
      List.of("atomic_extrato.log", "backup_process.log", "atomic_extrato_cron.log");

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install() {
    program = PackagedProgram.installedIn(temporary.resolve("extrato"));
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private static String shipped(String file) throws IOException {
    return Files.readString(CHECKOUT.resolve(file));
  }

  private static void settle(PackagedProgram program, StudioDatabase studio) throws IOException {
    Path settings = program.home().resolve("extrato.env");
    Files.writeString(settings, "DATABASE_URL=" + studio.url() + "\n");
    Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r-----"));
  }

  @Test
  void shellcheck_hasNothingToSayAboutTheScripts() throws Exception {
    DebianPackage.SHELLCHECK.assumeInstalled();

    try (Stream<Path> scripts = Files.list(CHECKOUT.resolve("scripts"))) {
      DebianPackage.SHELLCHECK.succeed(
          Stream.concat(scripts, Stream.of(CHECKOUT.resolve(".ci/run")))
              .map(Path::toString)
              .toList());
    }
  }

  /** Cron's own environment, and its own idea of when a minute begins. */
  @Tag("slow")
  @Test
  void cron_runsTheShippedLine_andTheMonthIsClosed(StudioDatabase studio) throws Exception {
    DebianPackage.CRON.assumeInstalled();
    DebianPackage.CRON.assumeRoot();
    AwkwardMonth.fillOrdinary(studio);
    YearMonth previous = YearMonth.now(AwkwardMonth.ZONE).minusMonths(1);
    studio.execute(
        String.format(
            Locale.ROOT,
            "insert into gastos (data, valor, forma_pagamento, created_by) values ('%s', 10.50,"
                + " 'Pix', 1)",
            previous.atDay(7)));
    settle(program, studio);
    Path line = Path.of("/etc/cron.d", "extrato-test-" + ProcessHandle.current().pid());

    Files.writeString(line, cronLine());
    Process cron = new ProcessBuilder(DebianPackage.CRON.program().toString(), "-f").start();
    try {
      awaitTheEndOf(program.home().resolve("logs/atomic_extrato_cron.log"));
    } finally {
      Files.delete(line);
      cron.destroy();
      cron.waitFor();
    }

    assertThat(Files.readString(program.home().resolve("logs/atomic_extrato_cron.log")))
        .contains(
            "INFO - started: monthly\n", "backed up, proven and closed", "INFO - ended: exit 0");
    assertThat(studio.column("select make_date(ano, mes, 1) from extratos"))
        .containsExactly(previous.atDay(1).toString());
    assertThat(studio.ids("gastos", String.format(Locale.ROOT, "data = '%s'", previous.atDay(7))))
        .isEmpty();
  }

  /** The shipped file with this machine's path, and its time set to a minute that comes soon. */
  private String cronLine() throws IOException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    LocalDateTime soon = now.plusMinutes(now.getSecond() < 50 ? 1 : 2);
    String file =
        shipped("cron/extrato")
            .replace(
                "0 2 1-5 * * ",
                String.format(Locale.ROOT, "%d %d * * * ", soon.getMinute(), soon.getHour()))
            .replace(SHIPPED_HOME, program.home().toString());
    assertThat(file)
        .contains(program.script("run_atomic_extrato.sh") + "\n")
        .contains("* * * root");
    // A machine whose only Java is not where Debian's is.
    return Files.isExecutable(Path.of("/usr/bin/java"))
        ? file
        : "JAVA_HOME=" + System.getProperty("java.home") + "\n" + file;
  }

  private static void awaitTheEndOf(Path log) throws IOException {
    long deadline = System.nanoTime() + 180_000_000_000L;
    while (!Files.exists(log) || !Files.readString(log).contains("ended: exit")) {
      assertThat(System.nanoTime()).as("cron has run the line").isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  @Tag("slow")
  @Test
  void logrotate_twiceWhileARunWrites_losesNoLine(StudioDatabase studio) throws Exception {
    DebianPackage.LOGROTATE.assumeInstalled();
    AwkwardMonth.fillOrdinary(studio);
    settle(program, studio);
    PackagedProgram patient = program.with("BATCH_SIZE", "1").with("EXTRATO_LOCK_TIMEOUT", "5min");
    List<String> wrapper =
        List.of(
            program.script("run_atomic_extrato.sh").toString(), "--year", "2025", "--month", "9");

    try (HeldRecord held = HeldRecord.ofAnExpense(studio);
        Running run = patient.start(wrapper)) {
      held.awaitARun();
      rotate();
      patient.succeed("verify", "--year", "2025", "--month", "9");
      rotate();
      held.close();
      assertThat(run.await().expect(0).err()).isEmpty();
    }

    Path logs = program.home().resolve("logs");
    try (Stream<Path> files = Files.list(logs)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("moved away twice, the older one compressed")
          .contains("atomic_extrato.log")
          .anyMatch(name -> name.matches("atomic_extrato\\.log-\\d{8}-\\d+\\.gz"))
          .anyMatch(name -> name.matches("atomic_extrato\\.log-\\d{8}-\\d+"))
          .anyMatch(name -> name.matches("backup_process\\.log-\\d{8}-\\d+(\\.gz)?"))
          .anyMatch(name -> name.matches("atomic_extrato_cron\\.log-\\d{8}-\\d+(\\.gz)?"));
    }
    String all = everythingIn(logs);
    assertThat(BATCH.matcher(all).results().map(MatchResult::group).distinct())
        .hasSize(studio.count("extrato.lotes"));
    assertThat(all)
        .contains(
            "Starting atomic extrato generation for 09/2025",
            "Beginning atomic transaction",
            "✓ Atomic extrato generation completed",
            "started: monthly --year 2025 --month 9",
            "ended: exit 0")
        .containsSubsequence(
            "✓ Backup verification successful",
            "✓ Backup verification successful",
            "✓ Backup verification successful");
  }

  private void rotate() throws IOException, InterruptedException {
    Path config = temporary.resolve("logrotate.conf");
    Files.writeString(
        config, shipped("logrotate/extrato").replace(SHIPPED_HOME, program.home().toString()));
    Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rw-r--r--"));
    awaitAnotherSecond();
    DebianPackage.LOGROTATE.succeed(
        List.of("-f", "-s", temporary.resolve("state").toString(), config.toString()));
  }

  /**
   * The files that are moved away have the second in their names, by a clock that is a few
   * milliseconds behind this one.
   */
  private static void awaitAnotherSecond() {
    long second = System.currentTimeMillis() / 1000;
    while ((System.currentTimeMillis() - 100) / 1000 <= second) {
      LockSupport.parkNanos(10_000_000);
    }
  }

  private static String everythingIn(Path logs) throws IOException {
    List<String> lines = new ArrayList<>();
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.filter(f -> isLog(f.getFileName().toString())).sorted().toList()) {
        try (InputStream in = Files.newInputStream(file);
            BufferedReader text =
                new BufferedReader(
                    new InputStreamReader(
                        file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in,
                        StandardCharsets.UTF_8))) {
          text.lines().forEach(lines::add);
        }
      }
    }
    return String.join("\n", lines);
  }

  private static boolean isLog(String name) {
    return LOGS.stream().anyMatch(name::startsWith);
  }
}
