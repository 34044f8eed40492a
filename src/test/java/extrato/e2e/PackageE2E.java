package extrato.e2e;

import static extrato.e2e.InstalledPackage.BACKUPS;
import static extrato.e2e.InstalledPackage.CRON;
import static extrato.e2e.InstalledPackage.LOGROTATE;
import static extrato.e2e.InstalledPackage.LOGS;
import static extrato.e2e.InstalledPackage.PROGRAM;
import static extrato.e2e.InstalledPackage.SETTINGS;
import static extrato.e2e.InstalledPackage.SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import extrato.support.settings.Setting;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.WebServer;
import extrato.testing.WebServer.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Debian package, really installed; where that cannot be, the output says why. */
@ExtendWith(StudioExtension.class)
final class PackageE2E {
  private static final Path CRON_LOG = LOGS.resolve("atomic_extrato_cron.log");

  @TempDir Path temporary;

  @Test
  void lintian_findsNoErrors() throws Exception {
    DebianPackage.LINTIAN.assumeInstallable();

    DebianPackage.LINTIAN.succeed(
        List.of("--fail-on=error", "--allow-root", InstalledPackage.BUILT.toString()));
  }

  @Test
  void anInstallation_isThePackagesUsersWhereItIsWritten_andRootsElsewhere() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(installed.rights(PROGRAM)).isEqualTo("root:root 755");
      assertThat(installed.rights(SETTINGS)).isEqualTo("root:extrato 640");
      assertThat(installed.rights(BACKUPS)).isEqualTo("extrato:extrato 700");
      assertThat(installed.rights(LOGS)).isEqualTo("extrato:extrato 750");
      assertThat(installed.run("getent", "passwd", "extrato").out())
          .endsWith(":/var/lib/extrato:/usr/sbin/nologin\n");
      assertThat(installed.run("find", "/usr/share/extrato", "!", "-user", "root").out()).isEmpty();
    }
  }

  @Test
  void theProgram_findsItsSettingsAndFolders_andRootLeavesNoFilesOfRoots() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(installed.extrato("--version").expect(0).out()).startsWith("extrato ");
      assertThat(installed.extrato("doctor").expect(12).out())
          .contains(
              "in /var/lib/extrato\n",
              "from file /etc/extrato/extrato.env: EXTRATO_BACKUP_DIR=/var/lib/extrato/backups, "
                  + "EXTRATO_LOG_DIR=/var/log/extrato, "
                  + "EXTRATO_SERVE_KEY_FILE=/var/lib/extrato/serve.key\n",
              "(/etc/cron.d/extrato)",
              "no database is configured");
      assertThat(installed.run("find", LOGS.toString(), "-user", "root").out()).isEmpty();

      Files.writeString(SETTINGS, "LOG_LEVEL=debug\n");
      assertThat(installed.extrato("doctor").expect(12).out())
          .as("the defaults lead to the same folders")
          .contains("ok      backup folder   /var/lib/extrato/backups, rwx------")
          .contains("ok      log folder      /var/lib/extrato/logs, rwxr-x---");
    }
  }

  @Test
  void whatRootNames_isMadeWhereRootStands() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      Path folder = Files.createTempDirectory("of-root-alone");
      String at = "cd '" + folder + "' && extrato ";

      Ended bundle = installed.run("sh", "-c", at + "doctor --bundle b.zip");
      Ended again = installed.run("sh", "-c", at + "doctor --bundle=b.zip");

      assertThat(bundle.out()).contains(folder.resolve("b.zip").toString());
      try (ZipFile zip = new ZipFile(folder.resolve("b.zip").toFile())) {
        assertThat(zip.getEntry("doctor.txt")).isNotNull();
      }
      assertThat(again.expect(9).err()).contains("b.zip is there already and is not replaced");
      assertThat(installed.run("sh", "-c", at + "doctor --bundle no/b.zip").expect(9).err())
          .contains("the bundle no/b.zip could not be written");
      assertThat(installed.run("sh", "-c", at + "verify b.csv").err())
          .contains(folder.resolve("b.").toString());
      installed.run("rm", "-r", folder.toString()).expect(0);
    }
  }

  @Test
  void theDemo_saysWhereItIsToBeHad() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(installed.extrato("demo").expect(8).err())
          .hasLineCount(1)
          .contains("brings no PostgreSQL of its own", "./scripts/extrato demo");
    }
  }

  @Test
  void theClassArchive_isMadeForThisJava_andAnyOtherIsPassedOverInSilence() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      Path archive = SHARE.resolve("extrato.jsa");
      Path loaded = temporary.resolve("loaded");
      assertThat(archive).exists();
      installed
          .run(
              "sh",
              "-c",
              "EXTRATO_JAVA_OPTS=-Xlog:class+load exec /usr/bin/extrato --version > " + loaded)
          .expect(0);
      assertThat(Files.readString(loaded))
          .contains("picocli.CommandLine source: shared objects file");
      assertThat(SHARE.resolve("extrato-serve.jsa")).exists();
      installed
          .run(
              "sh",
              "-c",
              "EXTRATO_JAVA_OPTS=-Xlog:class+load exec /usr/bin/extrato serve --listen no > "
                  + loaded)
          .expect(2);
      assertThat(Files.readString(loaded))
          .contains("picocli.CommandLine source: shared objects file");

      installed.run("chmod", "u+w", archive.toString()).expect(0);
      Files.writeString(archive, "of another Java");
      assertThat(installed.extrato("--version").expect(0).err()).isEmpty();

      installed.dpkg("-r", "extrato");
      assertThat(SHARE).doesNotExist();
    }
  }

  @Test
  void manPagesAndCompletion_tellOfEveryCommand() throws Exception {
    DebianPackage.MAN.assumeInstallable();
    try (InstalledPackage installed = InstalledPackage.install()) {
      String help = installed.extrato("--help").out();
      List<String> commands =
          Pattern.compile("(?m)^ {2}(\\w+)")
              .matcher(help.substring(help.indexOf("\nCommands:")))
              .results()
              .map(found -> found.group(1))
              .toList();
      assertThat(commands).contains("backup", "monthly", "doctor");
      for (String command : commands) {
        assertThat(
                DebianPackage.MAN.succeed(
                    List.of("--local-file", manPage("extrato-" + command).toString())))
            .contains("extrato " + command, "--help")
            .contains("\nEXAMPLES\n", "\nEXIT STATUS\n", "\nFILES\n", "\nENVIRONMENT\n");
      }
      String settings =
          DebianPackage.MAN.succeed(
              List.of("--local-file", "/usr/share/man/man5/extrato.env.5.gz"));
      assertThat(Setting.values())
          .allSatisfy(
              setting ->
                  assertThat(settings)
                      .containsPattern("(?m)^ +" + setting.key() + "=.*\n +[A-Za-z]"));
      assertThat(
              installed
                  .run(
                      "bash",
                      "-c",
                      ". /usr/share/bash-completion/completions/extrato; complete -p extrato")
                  .expect(0)
                  .out())
          .contains("-F");
      assertThat(offers(installed, "''")).containsAll(commands).doesNotContain("--force");
      assertThat(offers(installed, "mon")).containsExactly("monthly");
      assertThat(offers(installed, "extrato --dr")).containsExactly("--dry-run");
      assertThat(offers(installed, "restore --"))
          .contains("--other-values")
          .doesNotContain("--early");
    }
  }

  @Test
  void completion_worksInZshAndFish() throws Exception {
    DebianPackage.ZSH.assumeInstallable();
    DebianPackage.FISH.assumeInstallable();
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(
              DebianPackage.ZSH.succeed(
                  List.of(
                      "-fc",
                      "autoload -U +X compinit && compinit -u -D; autoload -U bashcompinit &&"
                          + " bashcompinit; source /usr/share/zsh/vendor-completions/_extrato;"
                          + " print -r -- $_comps[extrato]")))
          .isNotBlank();
      assertThat(DebianPackage.FISH.succeed(List.of("-c", "complete -C 'extrato mon'")))
          .startsWith("monthly");
      assertThat(DebianPackage.FISH.succeed(List.of("-c", "complete -C 'extrato extrato --dry'")))
          .startsWith("--dry-run");
    }
  }

  @Test
  void whereNobodyClosesTheMonth_doctorFails_andThePackageBringsWhoDoes(StudioDatabase studio)
      throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(installed.run("dpkg-query", "-W", "-f", "${Recommends}", "extrato").out())
          .startsWith("cron");
      installed.set("DATABASE_URL", studio.url());
      installed.set("EXTRATO_ENV", "production");
      assertThat(installed.extrato("doctor").expect(12).out())
          .as("cron's line is there, and no cron runs")
          .containsPattern("FAIL +cron +nobody closes the month");
    }
  }

  /** What bash offers behind the program's name and these words. */
  private static List<String> offers(InstalledPackage installed, String words) {
    String script =
        ". /usr/share/bash-completion/completions/extrato; COMP_WORDS=(extrato "
            + words
            + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE=\"${COMP_WORDS[*]}\";"
            + " _complete_extrato; printf '%s\\n' \"${COMPREPLY[@]}\"";
    return installed.run("bash", "-c", script).expect(0).out().lines().toList();
  }

  private static Path manPage(String name) {
    return Path.of("/usr/share/man/man1", name + ".1.gz");
  }

  @Test
  void systemd_acceptsTheUnits() throws Exception {
    DebianPackage.SYSTEMD.assumeInstallable();
    try (InstalledPackage installed = InstalledPackage.install()) {
      String units = "/lib/systemd/system/extrato";
      assertThat(
              DebianPackage.SYSTEMD.succeed(
                  List.of(
                      "verify",
                      units + ".timer",
                      units + ".service",
                      units + "-drill.timer",
                      units + "-drill.service",
                      units + "-studios.timer",
                      units + "-studios.service",
                      units + "@lisboa.timer",
                      units + "@lisboa.service",
                      units + "-failure.service",
                      units + "-serve.service")))
          .doesNotContain("extrato");
      assertThat(Files.readString(Path.of(units + ".timer")))
          .contains("OnCalendar=*-*-01..05 02:00:00 America/Sao_Paulo\n", "Persistent=true\n");
      assertThat(Files.readString(Path.of(units + ".service")))
          .contains("OnFailure=extrato-failure.service\n");
      for (String when :
          List.of("*-*-01..05 02:00 America/Sao_Paulo", "Sun *-*-* 04:30:00 America/Sao_Paulo")) {
        assertThat(installed.run("systemd-analyze", "calendar", when))
            .matches(ended -> ended.exitCode() == 0);
      }
      assertThat(Files.readString(Path.of(units + "-drill.timer")))
          .contains("OnCalendar=Sun *-*-* 04:30:00 America/Sao_Paulo\n", "Persistent=true\n");
    }
  }

  @Test
  void upgradeRemoveReinstallAndPurge_keepWhatIsTheOperators() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      installed.set("EXTRATO_ENV", "homologation");
      Path backup = Files.createDirectory(BACKUPS.resolve("2025_09")).resolve("backup.csv");
      Files.writeString(backup, "a month\n");
      installed.extrato("doctor").expect(12);

      String later = installed.laterVersion(temporary).toString();
      installed.dpkg("--force-confold", "-i", later);
      assertThat(installed.run("dpkg-query", "-W", "-f", "${Version}", "extrato").out())
          .isEqualTo("99.0");
      assertKept(installed, backup);
      assertThat(SETTINGS.resolveSibling("extrato.env.dpkg-dist")).content().contains("99.0");
      assertThat(installed.extrato("doctor").expect(12).out()).startsWith("doctor · homologation");

      installed.dpkg("-r", "extrato");
      assertThat(PROGRAM).doesNotExist();
      assertThat(SHARE).doesNotExist();
      assertKept(installed, backup);
      assertThat(installed.run("sh", "-c", cronCommand()).expect(0).out())
          .as("cron's line, which is still there")
          .isEmpty();

      installed.dpkg("-i", later);
      assertKept(installed, backup);
      assertThat(installed.extrato("doctor").expect(12).out()).startsWith("doctor · homologation");

      installed.dpkg("-P", "extrato");
      assertThat(List.of(SETTINGS.getParent(), CRON, LOGROTATE, LOGS)).noneMatch(Files::exists);
      assertThat(backup).hasContent("a month");
    }
  }

  private static void assertKept(InstalledPackage installed, Path backup) throws IOException {
    assertThat(SETTINGS).content().contains("EXTRATO_ENV=homologation\n");
    assertThat(installed.rights(SETTINGS)).isEqualTo("root:extrato 640");
    assertThat(installed.rights(LOGS)).isEqualTo("extrato:extrato 750");
    assertThat(LOGS.resolve("atomic_extrato.log")).content().contains("doctor");
    assertThat(backup).hasContent("a month");
  }

  /** What cron's line runs. */
  private static String cronCommand() throws IOException {
    return Files.readAllLines(CRON).stream()
        .filter(line -> line.startsWith("0 2 1-5 * * extrato "))
        .map(line -> line.replace("0 2 1-5 * * extrato ", ""))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cronsLine_beforeThereIsADatabase_tellsOnlyTheLog() throws Exception {
    try (InstalledPackage installed = InstalledPackage.install()) {
      assertThat(installed.run("sh", "-c", cronCommand()).expect(0))
          .satisfies(ended -> assertThat(ended.out() + ended.err()).isEmpty());
      assertThat(CRON_LOG)
          .content()
          .hasLineCount(1)
          .contains("no database is configured: nothing to do", SETTINGS.toString());

      Files.createDirectory(BACKUPS.resolve("2025_09"));
      assertThat(installed.run("sh", "-c", cronCommand()).expect(8).err())
          .as("settings that were lost")
          .contains("no database is configured", CRON_LOG.toString());
    }
  }

  @Test
  void cron_closesTheMonth_onceADatabaseIsSet_withMetrics_andLogrotateRotates(StudioDatabase studio)
      throws Exception {
    DebianPackage.CRON.assumeInstallable();
    DebianPackage.LOGROTATE.assumeInstallable();
    DebianPackage.PROMETHEUS.assumeInstallable();
    AwkwardMonth.fillOrdinary(studio);
    YearMonth previous = YearMonth.now(AwkwardMonth.ZONE).minusMonths(1);
    studio.execute(
        String.format(
            Locale.ROOT,
            "insert into gastos (data, valor, forma_pagamento, created_by) values ('%s', 10.50,"
                + " 'Pix', 1)",
            previous.atDay(7)));
    try (InstalledPackage installed = InstalledPackage.install()) {
      installed.set("DATABASE_URL", studio.url());
      Path collected = InstalledPackage.HOME.resolve("node-exporter");
      installed.run("install", "-d", "-o", "extrato", collected.toString()).expect(0);
      Path metrics = collected.resolve("extrato.prom");
      installed.set("EXTRATO_METRICS_FILE", metrics.toString());
      letCronRunSoon();
      Process cron = new ProcessBuilder(DebianPackage.CRON.program().toString(), "-f").start();
      try {
        awaitTheEnd();
      } finally {
        cron.destroy();
        cron.waitFor();
      }

      assertThat(CRON_LOG)
          .content()
          .contains("backed up, proven and closed", "INFO - ended: exit 0");
      assertThat(studio.column("select make_date(ano, mes, 1) from extratos"))
          .containsExactly(previous.atDay(1).toString());
      assertThat(installed.run("find", BACKUPS.toString(), "-name", "backup_*.csv").out())
          .hasLineCount(1);
      assertThat(installed.run("find", BACKUPS.toString(), LOGS.toString(), "-user", "root").out())
          .isEmpty();

      assertThat(metrics)
          .content()
          .contains(
              String.format(
                  Locale.ROOT,
                  "extrato_last_run_exit_code{month=\"%s\",command=\"monthly\"} 0\n",
                  previous));
      DebianPackage.PROMETHEUS.succeed(metrics, List.of("check", "metrics"));

      DebianPackage.LOGROTATE.succeed(
          List.of("-f", "-s", temporary.resolve("state").toString(), LOGROTATE.toString()));
      try (Stream<Path> logs = Files.list(LOGS)) {
        assertThat(logs.map(Path::getFileName).map(Path::toString))
            .anyMatch(name -> name.startsWith("atomic_extrato.log-"))
            .anyMatch(name -> name.startsWith("backup_process.log-"))
            .anyMatch(name -> name.startsWith("atomic_extrato_cron.log-"))
            .doesNotContain("atomic_extrato.log");
      }
      installed.extrato("status").expect(0);
      assertThat(installed.rights(LOGS.resolve("atomic_extrato.log")))
          .isEqualTo("extrato:extrato 640");
    }
  }

  /** What a monitor of signs of life is sent is no alarm, and a settled issue is only closed. */
  @Test
  void aFailure_isSentByEveryChannelOnce_andNotAgainByTheSafetyNet(StudioDatabase studio)
      throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    YearMonth previous = YearMonth.now(AwkwardMonth.ZONE).minusMonths(1);
    studio.execute(
        String.format(
            Locale.ROOT,
            """
            insert into gastos (data, valor, forma_pagamento, created_by) values ('%s', 10.50, 'Pix', 1);
            create function stop() returns trigger language plpgsql as
              $$ begin raise exception 'nothing leaves today'; end $$;
            create trigger stop before delete on gastos for each row execute function stop();\
            """,
            previous.atDay(7)));
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try (WebServer web = asGitHub();
        InstalledPackage installed = InstalledPackage.install()) {
      Path told = LOGS.resolve("told");
      Path command = Files.writeString(BACKUPS.resolve("tell"), "#!/bin/sh\ncat >>" + told + "\n");
      installed.run("chmod", "755", command.toString()).expect(0);
      Map.of(
              "DATABASE_URL",
              studio.url(),
              "EXTRATO_NOTIFY_MAIL_TO",
              "ana@example.org",
              "EXTRATO_NOTIFY_MAIL_VIA",
              "smtp://127.0.0.1:" + mail.getSmtp().getPort(),
              "EXTRATO_NOTIFY_WEBHOOK",
              web.address("/hook"),
              "EXTRATO_NOTIFY_ISSUES",
              "studio/books",
              "EXTRATO_NOTIFY_ISSUES_TOKEN",
              "ghp_x",
              "EXTRATO_NOTIFY_ISSUES_API",
              web.address(""),
              "EXTRATO_NOTIFY_PING",
              web.address("/uuid"),
              "EXTRATO_NOTIFY_COMMAND",
              command.toString(),
              "EXTRATO_LANGUAGE",
              "en")
          .forEach(installed::set);

      installed.run("sh", "-c", cronCommand()).expect(6);

      String what =
          String.format(
              Locale.ROOT,
              "monthly of %02d/%d failed (exit 6)",
              previous.getMonthValue(),
              previous.getYear());
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(mail.getReceivedMessages()[0].getSubject())
          .isEqualTo("extrato production: " + what);
      assertThat(String.valueOf(mail.getReceivedMessages()[0].getContent()))
          .contains(what, "said in the function", "transaction rolled back, database unchanged");
      assertThat(Files.readString(told))
          .containsOnlyOnce(what)
          .doesNotContain("nothing leaves today");
      assertThat(alarms(web))
          .containsExactlyInAnyOrder(
              "POST /hook", "POST /uuid/fail", "POST /repos/studio/books/issues");
      assertThat(web.requests())
          .filteredOn(request -> alarms(web).contains(request.line().replaceAll("\\?.*", "")))
          .allSatisfy(request -> assertThat(request.body()).contains("said in the function"));

      studio.execute("drop trigger stop on gastos");
      installed.extrato("monthly").expect(0);
      int before = web.requests().size();
      installed.run("sh", "-c", cronCommand()).expect(0);

      assertThat(web.lines().subList(before, web.lines().size()))
          .extracting(line -> line.replaceAll("\\?.*", ""))
          .containsExactlyInAnyOrder(
              "POST /uuid/start", "GET /repos/studio/books/issues", "POST /uuid");
      assertThat(alarms(web)).hasSize(3);
      assertThat(mail.getReceivedMessages()).hasSize(1);
      assertThat(Files.readString(told)).containsOnlyOnce(what);
    } finally {
      mail.stop();
    }
  }

  /** What makes somebody come. */
  private static List<String> alarms(WebServer web) {
    return web.lines().stream()
        .map(line -> line.replaceAll("\\?.*", ""))
        .filter(line -> line.matches("POST (/hook|/uuid/fail|/repos/studio/books/issues)"))
        .toList();
  }

  /** Keeps the one issue, as the real one does. */
  private static WebServer asGitHub() {
    AtomicReference<String> issue = new AtomicReference<>("");
    return WebServer.start()
        .answering(
            request -> {
              if (request.line().equals("POST /repos/studio/books/issues")) {
                issue.set(request.body().replaceFirst("\\{", "{\"number\":1,"));
              } else if (request.method().equals("PATCH")) {
                issue.set("");
              }
              return new Answer(200, "[" + issue.get() + "]");
            });
  }

  /** The shipped line with its time set to a minute that comes soon. */
  private static void letCronRunSoon() throws IOException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    LocalDateTime soon = now.plusMinutes(now.getSecond() < 50 ? 1 : 2);
    String file = Files.readString(CRON);
    assertThat(file).contains("\n0 2 1-5 * * extrato ");
    StringBuilder its = new StringBuilder();
    InstalledPackage.java().forEach((name, value) -> its.append(name + "=" + value + "\n"));
    Files.writeString(
        CRON,
        its
            + file.replace(
                "\n0 2 1-5 * * ",
                String.format(Locale.ROOT, "\n%d %d * * * ", soon.getMinute(), soon.getHour())));
  }

  private static void awaitTheEnd() throws IOException {
    long deadline = System.nanoTime() + 180_000_000_000L;
    while (!Files.exists(CRON_LOG) || !Files.readString(CRON_LOG).contains("ended: exit")) {
      assertThat(System.nanoTime()).as("cron has run the line").isLessThan(deadline);
      LockSupport.parkNanos(100_000_000);
    }
  }

  @Test
  void theTarball_worksWhereverItIsUnpacked(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    Path home = Files.createDirectory(temporary.resolve("o estúdio & co"));
    Path tarball = InstalledPackage.BUILT.resolveSibling("extrato.tar.gz").toAbsolutePath();
    PackagedProgram unpacked =
        new PackagedProgram(
            home, Map.of("PATH", "/usr/bin:/bin", "JAVA_HOME", System.getProperty("java.home")));
    unpacked
        .start(List.of("tar", "-xzf", tarball.toString(), "--strip-components=1"))
        .await()
        .expect(0);
    Files.writeString(home.resolve("extrato.env"), "DATABASE_URL=" + studio.url() + "\n");

    assertThat(
            unpacked
                .start(List.of(home.resolve("bin/extrato").toString(), "--version"))
                .await()
                .expect(0)
                .out())
        .startsWith("extrato ");
    String wrapper = home.resolve("share/extrato/run_atomic_extrato.sh").toString();
    assertThat(unpacked.start(List.of(wrapper, "--year", "2025", "--month", "9")).await().expect(0))
        .satisfies(ended -> assertThat(ended.out() + ended.err()).isEmpty());
    assertThat(studio.count("extratos")).isEqualTo(1);
    assertThat(home.resolve("backups/2025_09/backup_2025_09.csv")).exists();
    assertThat(home.resolve("logs/atomic_extrato_cron.log")).content().contains("ended: exit 0");
    assertThat(home.resolve("etc/cron/extrato"))
        .content()
        .contains(" /opt/extrato/share/extrato/run_atomic_extrato.sh\n");
  }
}
