package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.support.settings.SettingsReader;
import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.PackagedProgram.Running;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cron calls, with the real program where it matters, else with one that does as told. */
@ExtendWith(StudioExtension.class)
final class WrapperE2E {
  private static final String WRAPPER = "run_atomic_extrato.sh";
  private static final String SAYS_AND_ENDS =
      """
      #!/bin/sh
      echo "called with $#: $*"
      echo "extrato: warning: it rains" >&2
      echo "extrato: what happened; what to do" >&2
      exit %d
      """;
  private static final String WAITS_FOR_A_SIGNAL =
      """
      #!/bin/bash
      trap 'echo "extrato: terminated"; exit 143' TERM
      trap 'echo "extrato: interrupted"; exit 130' INT
      echo waiting
      while :; do sleep 0.05; done
      """;

  /**
   * Says more than a pipe holds once nobody reads it, and does not end of that, as Java does not.
   */
  private static final String OUTLIVES_THE_WRAPPER =
      """
      #!/bin/bash
      trap '' PIPE
      echo waiting
      while kill -s 0 "$PPID" 2>/dev/null; do sleep 0.05; done
      head -c 200000 /dev/zero
      touch "${0%/*}/ended"
      """;

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install() {
    program = PackagedProgram.installedIn(temporary.resolve("o estudio & co=1"));
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private Running start(PackagedProgram program, String... args) {
    List<String> command = new ArrayList<>(List.of(program.script(WRAPPER).toString()));
    command.addAll(List.of(args));
    return program.startIn(temporary, command);
  }

  private Ended run(PackagedProgram program, String... args) {
    try (Running running = start(program, args)) {
      return running.await();
    }
  }

  private void programIs(String script) throws IOException {
    Files.writeString(program.script("extrato"), script);
  }

  private Path log() {
    return program.home().resolve("logs/atomic_extrato_cron.log");
  }

  private void awaitInLog(String text) {
    await(() -> Files.exists(log()) && Files.readString(log()).contains(text), text);
  }

  private static void await(Callable<Boolean> what, String words) {
    long deadline = System.nanoTime() + 30_000_000_000L;
    while (!happened(what)) {
      assertThat(System.nanoTime()).as("%s in time", words).isLessThan(deadline);
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static boolean happened(Callable<Boolean> what) {
    try {
      return what.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aMonthThatIsClosed_isNothingToTalkAbout(StudioDatabase studio) throws IOException {
    AwkwardMonth.fillOrdinary(studio);
    Files.writeString(program.home().resolve("extrato.env"), "DATABASE_URL=" + studio.url() + "\n");

    Ended run = run(program, "--year", "2025", "--month", "9");

    assertThat(run.expect(0).out() + run.err()).isEmpty();
    assertThat(studio.count("extratos")).isEqualTo(1);
    assertThat(Files.readString(log()))
        .contains(
            " - extrato.cron - INFO - started: monthly --year 2025 --month 9\n",
            " - extrato.cron - INFO - month 09/2025 backed up, proven and closed\n",
            " - extrato.cron - INFO - ended: exit 0\n");
  }

  @Test
  void aMonthThatIsNot_isReportedToWhoeverReadsCronsMail() {
    Ended run = run(program.with("DATABASE_URL", "mysql://x"));

    assertThat(run.expect(8).out()).isEmpty();
    assertThat(run.err().lines())
        .satisfiesExactly(
            said -> assertThat(said).startsWith("extrato: wrong settings: DATABASE_URL"),
            where ->
                assertThat(where)
                    .isEqualTo(
                        "run_atomic_extrato.sh: the month may not be closed (exit 8); the log is "
                            + log()));
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 4, 7, 10, 12, 143, 137})
  void anyExitCode_isPassedOnAndLogged(int code) throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, code));

    Ended run = run(program, "--catch-up", "two words").expect(code);

    assertThat(run.out()).isEmpty();
    assertThat(run.err().isEmpty()).isEqualTo(code == 0);
    assertThat(Files.readAllLines(log()))
        .allMatch(
            line -> line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3}-03:00 - .*"))
        .map(line -> line.substring("2025-09-11 20:02:03,612-03:00 - ".length()))
        .containsExactly(
            "extrato.cron - INFO - started: monthly --catch-up two words",
            "extrato.cron - INFO - called with 3: monthly --catch-up two words",
            "extrato.cron - WARNING - extrato: warning: it rains",
            "extrato.cron - INFO - extrato: what happened; what to do",
            "extrato.cron - " + (code == 0 ? "INFO" : "ERROR") + " - ended: exit " + code);
  }

  @Test
  void onceConfigured_withoutADatabase_tellsOnlyTheLog() throws IOException {
    Path settings = program.home().resolve("extrato.env");
    Files.writeString(settings, "DATABASE_URL=\n");

    Ended run = run(program, "--once-configured").expect(0);

    assertThat(run.out() + run.err()).isEmpty();
    assertThat(Files.readString(log()))
        .hasLineCount(1)
        .contains("no database is configured: nothing to do", settings.toString());
  }

  @Test
  void onceConfigured_withADatabase_isNoArgumentOfTheProgram() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Files.writeString(program.home().resolve("extrato.env"), "DATABASE_URL=postgresql://x/y\n");

    run(program, "--once-configured", "--catch-up").expect(0);

    assertThat(Files.readString(log())).contains("called with 2: monthly --catch-up\n");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"the setting", "the file"})
  void onceConfigured_afterSettingsWereLost_isNoExcuse(String lost) throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 8));
    if (lost.equals("the setting")) {
      Files.writeString(program.home().resolve("extrato.env"), "DATABASE_URL=\n");
      Files.createDirectories(program.home().resolve("backups/2025_09"));
    } else {
      program = program.with("EXTRATO_CONFIG", "not-there.env");
    }

    assertThat(run(program, "--once-configured").expect(8).err()).contains("may not be closed");
  }

  /** Who meant to name a database must not wait for a month that nobody closes. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "DATABASE_URL = postgresql://x/y",
        "database_url=postgresql://x/y",
        "DATABASE_URL: x=y"
      })
  void onceConfigured_withADatabaseThatIsMistyped_isNoExcuse(String line) throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 8));
    Files.writeString(program.home().resolve("extrato.env"), "#DATABASE_URL=x\n" + line + "\n");

    assertThat(run(program, "--once-configured").expect(8).err()).contains("may not be closed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void help_isPrinted_andNothingIsRun(String option) throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 4));

    Ended run = run(program, option).expect(0);

    assertThat(run.out()).startsWith("Usage: run_atomic_extrato.sh").contains("--drill", "monthly");
    assertThat(program.filesMade()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"TERM 143 terminated", "INT 130 interrupted"})
  void aSignal_reachesTheProgram(String given) throws IOException {
    String[] parts = given.split(" ", -1);
    programIs(WAITS_FOR_A_SIGNAL);

    try (Running running = start(program)) {
      awaitInLog("waiting");
      running.signal(parts[0]);

      assertThat(running.await().expect(Integer.parseInt(parts[1])).err())
          .contains("extrato: " + parts[2]);
    }
  }

  @Tag("slow")
  @Test
  void aWrapperThatIsKilled_leavesNoProgramThatWaitsToBeRead() throws IOException {
    programIs(OUTLIVES_THE_WRAPPER);

    try (Running running = start(program)) {
      awaitInLog("waiting");
      running.signal("KILL");

      await(() -> Files.exists(program.script("ended")), "the program's end");
    }
  }

  @Tag("slow")
  @Test
  void aShellThatKeepsToPosix_isNoOther() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 4));

    assertThat(run(program.with("POSIXLY_CORRECT", "1")).expect(4).err()).contains("(exit 4)");
    try (Running plain =
        program.startIn(temporary, List.of("sh", program.script(WRAPPER).toString()))) {
      assertThat(plain.await().expect(4).err()).contains("(exit 4)");
    }
  }

  @Tag("slow")
  @Test
  void twoAtOnce_theSecondIsBusyAndCallsNothing() throws IOException {
    programIs(WAITS_FOR_A_SIGNAL);

    try (Running first = start(program)) {
      awaitInLog("waiting");

      Ended second = run(program).expect(7);

      assertThat(second.out()).isEmpty();
      assertThat(second.err())
          .matches(
              "run_atomic_extrato\\.sh: another run is at work \\(process \\d+ on [^ )]+\\);"
                  + " nothing was done\n");
      first.signal("TERM");
      first.await().expect(143);
    }
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    run(program).expect(0);
  }

  /** What cron does on Sundays. */
  @Tag("slow")
  @Test
  void aRehearsal_isRunInThePlaceOfTheClosing() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 4));

    Ended failed = run(program, "--drill", "--quiet").expect(4);

    assertThat(failed.err())
        .contains("called with 3: drill --all --quiet")
        .contains("a month may not be restorable from its backup (exit 4); the log is ")
        .doesNotContain("may not be closed");
    awaitInLog("started: drill --all --quiet");
  }

  @Tag("slow")
  @Test
  void aSettingsFile_isReadAndNeverRun() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Files.writeString(
        program.home().resolve("extrato.env"),
        """
        touch "$HOME/ran"
        DATABASE_URL=$(touch "$HOME/ran")
        EXTRATO_LOG_DIR=`touch "$HOME/ran"`;touch ran
        EXTRATO_TZ=$(touch ran)
        """);

    run(program).expect(0);

    assertThat(program.home().resolve("ran")).doesNotExist();
    assertThat(temporary.resolve("ran")).doesNotExist();
    assertThat(program.home().resolve("`touch \"$HOME/ran\"`;touch ran")).isDirectory();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "EXTRATO_LOG_DIR=here",
        "EXTRATO_LOG_DIR=here # said the operator",
        "  export EXTRATO_LOG_DIR=  two words  \r\n",
        "EXTRATO_LOG_DIR=\"in quotes #1\" # yes",
        "EXTRATO_LOG_DIR='in single quotes'\r\n# EXTRATO_LOG_DIR=no",
        "EXTRATO_LOG_DIR=first\nEXTRATO_LOG_DIR=second",
        "EXTRATO_LOG_DIR=hash#tag",
        "EXTRATO_LOG_DIR=",
        "\uFEFFEXTRATO_LOG_DIR=marked",
        "LOG_DIR=nowhere\nXEXTRATO_LOG_DIR=nowhere"
      })
  void theLogFolder_isWhereTheProgramsIs(String settings) throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Files.writeString(program.home().resolve("extrato.env"), settings);
    Path expected =
        new SettingsReader()
            .read(Map.of(), Map.of(), program.home(), program.home())
            .monitoring()
            .log()
            .folder()
            .resolve("atomic_extrato_cron.log");

    run(program).expect(0);

    assertThat(expected).exists();
  }

  @Tag("slow")
  @Test
  void theEnvironment_winsOverTheFile_andNamesAnotherFile() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Files.writeString(program.home().resolve("extrato.env"), "EXTRATO_LOG_DIR=not here");
    Files.writeString(program.home().resolve("other.env"), "EXTRATO_LOG_DIR=from other");

    run(program.with("EXTRATO_LOG_DIR", temporary.resolve("absolute").toString())).expect(0);
    run(program.with("EXTRATO_CONFIG", "other.env")).expect(0);

    assertThat(temporary.resolve("absolute/atomic_extrato_cron.log")).exists();
    assertThat(program.home().resolve("from other/atomic_extrato_cron.log")).exists();
    assertThat(program.home().resolve("not here")).doesNotExist();
  }

  @Tag("slow")
  @Test
  void aLinkFromElsewhere_findsTheProgram() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Path link = Files.createDirectory(temporary.resolve("bin")).resolve("close the month");
    Files.createSymbolicLink(
        link,
        java.util.Objects.requireNonNull(link.getParent()).relativize(program.script(WRAPPER)));

    try (Running running = program.startIn(temporary, List.of(link.toString()))) {
      running.await().expect(0);
    }

    assertThat(log()).exists();
  }

  @Tag("slow")
  @Test
  void aLogFolderThatCannotBeWritten_stopsIt() throws IOException {
    programIs(String.format(Locale.ROOT, SAYS_AND_ENDS, 0));
    Files.writeString(program.home().resolve("logs"), "");

    Ended run = run(program).expect(9);

    assertThat(run.out()).isEmpty();
    assertThat(run.err())
        .hasLineCount(1)
        .contains("cannot write to " + program.home().resolve("logs"), "EXTRATO_LOG_DIR");
  }

  @Tag("slow")
  @Test
  void aMissingProgram_stopsIt() throws IOException {
    Files.delete(program.script("extrato"));

    assertThat(run(program).expect(8).err())
        .hasLineCount(1)
        .contains("there is no program at " + program.script("extrato"));
  }
}
