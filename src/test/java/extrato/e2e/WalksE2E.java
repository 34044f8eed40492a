package extrato.e2e;

import static extrato.e2e.InstalledPackage.CRON;
import static extrato.e2e.InstalledPackage.LOGS;
import static org.assertj.core.api.Assertions.assertThat;

import extrato.e2e.ConsoleBlocks.Typed;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import extrato.testing.TableCopy;
import extrato.testing.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two ways that an operator goes, typed as they stand in the documents, with the installed package:
 * the first day, up to a month that cron closed; and the day on which only the files are left.
 */
@ExtendWith(StudioExtension.class)
final class WalksE2E {
  private static final DebianPackage PSQL =
      new DebianPackage("postgresql-client", Path.of("/usr/bin/psql"));
  private static final Path DOCUMENTS =
      Path.of(System.getProperty("extrato.home", ".")).resolve("docs");
  private static final Path CRON_LOG = LOGS.resolve("atomic_extrato_cron.log");

  @TempDir Path temporary;

  @Test
  void fromABareMachine_toAMonthThatCronClosed(StudioDatabase studio) throws Exception {
    PSQL.assumeInstallable();
    DebianPackage.CRON.assumeInstallable();
    AwkwardMonth.fillOrdinary(studio);
    YearMonth previous = YearMonth.now(AwkwardMonth.ZONE).minusMonths(1);
    studio.execute("delete from comissoes; update sessoes set payment_id = null;");
    studio.execute(
        String.format(
            Locale.ROOT,
            "update pagamentos set data = '%s'; update gastos set data = '%s'",
            previous.atDay(7),
            previous.atDay(8)));
    Process cron = new ProcessBuilder(DebianPackage.CRON.program().toString(), "-f").start();
    try (InstalledPackage installed = InstalledPackage.install()) {
      List<Typed> steps =
          ConsoleBlocks.of(
              DOCUMENTS.resolve("install.md"),
              "From a bare machine to a month that closes by itself");
      assertThat(steps.get(0).command()).isEqualTo("sudo apt install ./target/extrato_*_all.deb");
      assertThat(steps).hasSizeGreaterThan(7);

      for (Typed step : steps.subList(1, steps.size())) {
        Ended ended = asRoot(installed, studio, step.command());
        if (step.command().endsWith(" doctor")) {
          assertThat(ended.out().lines().filter(line -> line.startsWith("  FAIL ")))
              .as("late in a month, only that the month before is open")
              .allMatch(line -> line.contains("is not closed after day 5"));
        } else {
          assertThat(ended.expect(0).err()).as(step.command()).doesNotContain("ERROR");
        }
      }
      letCronRunSoon();
      awaitTheEnd();

      assertThat(CRON_LOG).content().contains("backed up, proven and closed", "ended: exit 0");
      assertThat(studio.column("select make_date(ano, mes, 1) from extratos"))
          .containsExactly(previous.atDay(1).toString());
      assertThat(asRoot(installed, studio, "sudo extrato status").expect(0).out())
          .contains("closed", "nothing needs attention");
      // The one line that the test does not wait a week for.
      assertThat(asRoot(installed, studio, weekly()).expect(0))
          .satisfies(ended -> assertThat(ended.out() + ended.err()).isEmpty());
      assertThat(CRON_LOG).content().contains("started: drill --all", "restorable: 1 of 1 months");
    } finally {
      cron.destroy();
      cron.waitFor();
      studio.execute(
          "do $$ begin if exists (select from pg_roles where rolname = 'extrato') then drop owned"
              + " by extrato; drop role extrato; end if; end $$");
    }
  }

  /** Root's shell, in which another server than the usual one is the usual one. */
  private Ended asRoot(InstalledPackage installed, StudioDatabase studio, String command)
      throws IOException {
    TestServer server = TestServer.get();
    program("sudo", "[ \"$1\" != -u ] || shift 2\nexec \"$@\"\n");
    program(
        "psql",
        "PGHOST=localhost PGPORT="
            + server.port()
            + " PGUSER=postgres PGPASSWORD=postgres exec /usr/bin/psql \"$@\"\n");
    String here =
        command
            .replace("psql studio ", "psql " + studio.name() + " ")
            .replaceFirst(" studio$", " " + studio.name())
            .replace("localhost/studio", "localhost:" + server.port() + "/" + studio.name());
    return installed.run(
        "env",
        "PATH=" + temporary + ":/usr/sbin:/usr/bin:/sbin:/bin",
        "bash",
        "-euo",
        "pipefail",
        "-c",
        here);
  }

  private void program(String name, String script) throws IOException {
    Path file = temporary.resolve(name);
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static String weekly() throws IOException {
    return Files.readAllLines(CRON).stream()
        .filter(line -> line.startsWith("30 4 * * 0 extrato "))
        .map(line -> line.replace("30 4 * * 0 extrato ", ""))
        .findFirst()
        .orElseThrow();
  }

  /** The shipped line, with its time set to a minute that comes soon. */
  private static void letCronRunSoon() throws IOException {
    LocalDateTime now = LocalDateTime.now(ZoneId.systemDefault());
    LocalDateTime soon = now.plusMinutes(now.getSecond() < 50 ? 1 : 2);
    StringBuilder java = new StringBuilder();
    InstalledPackage.java().forEach((name, value) -> java.append(name + "=" + value + "\n"));
    String file = Files.readString(CRON);
    assertThat(file).contains("\n0 2 1-5 * * extrato ");
    Files.writeString(
        CRON,
        java
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
  void theDatabaseIsGone_andTheFilesAreLeft(StudioDatabase studio) throws Exception {
    AwkwardMonth.fillOrdinary(studio);
    try (InstalledPackage installed = InstalledPackage.install();
        StudioDatabase fresh = StudioDatabase.create()) {
      installed.set("DATABASE_URL", studio.url());
      installed.extrato("monthly", "--month", "2025-09").expect(0);
      installed.extrato("monthly", "--month", "2025-10").expect(0);
      fresh.execute("alter table gastos add column categoria varchar(100)");
      TableCopy.rows(studio, fresh, "clients", "true");
      TableCopy.rows(studio, fresh, "users", "id <> 3");
      installed.set("DATABASE_URL", fresh.url());

      Ended last = installed.extrato("--version");
      for (Typed step :
          ConsoleBlocks.of(
              DOCUMENTS.resolve("recovery.md"),
              "The database server is gone and only the files are left")) {
        List<String> words = words(step.command());
        if (step.command().equals("echo $?")) {
          assertThat(String.valueOf(last.exitCode())).isEqualTo(step.shown().get(0));
        } else if (words.get(0).equals("psql")) {
          fresh.execute(words.get(words.size() - 1));
        } else {
          assertThat(words.get(0)).isEqualTo("extrato");
          last = installed.extrato(words.subList(1, words.size()).toArray(String[]::new));
        }
      }

      last.expect(0);
      assertThat(fresh.column("select mes from extratos order by mes")).contains("9", "10");
      assertThat(
              fresh.value(
                  "select count(distinct registro ->> 'id') from extrato.arquivo"
                      + " where tabela = 'pagamentos' and mes = 9"))
          .isEqualTo(String.valueOf(AwkwardMonth.expected().pagamentos().size()));
    }
  }

  private static List<String> words(String command) {
    List<String> words = new ArrayList<>();
    Matcher word = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
    while (word.find()) {
      words.add(word.group(1) != null ? word.group(1) : word.group(2));
    }
    return words;
  }
}
