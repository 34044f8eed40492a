package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a person sees in a terminal of 80 columns. */
@ExtendWith(StudioExtension.class)
final class TerminalE2E {
  private static final int COLUMNS = 80;
  private static final Path SCRIPT = Path.of("/usr/bin/script");

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    assumeThat(SCRIPT).as("in Debian's package bsdutils").exists();
    assumeThat(Files.exists(Path.of("/etc/debian_version"))).as("script as Debian has it").isTrue();
    program =
        PackagedProgram.installedIn(temporary.resolve("extrato"))
            .on(studio)
            .with("EXTRATO_ENV", "test");
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  private static Ended inATerminal(PackagedProgram program, String command) {
    return inATerminal(COLUMNS, program, command);
  }

  private static Ended inATerminal(int columns, PackagedProgram program, String command) {
    String line =
        String.format(
            Locale.ROOT,
            "stty cols %d rows 24; exec '%s' %s",
            columns,
            program.script("extrato"),
            command);
    try (PackagedProgram.Running run =
        program.start(List.of(SCRIPT.toString(), "-qec", line, "/dev/null"))) {
      return run.await();
    }
  }

  @Tag("slow")
  @Test
  void everyCommand_fitsIn80Columns_andHonoursNoColor(StudioDatabase studio) {
    PackagedProgram plain = program.with("NO_COLOR", "1");

    OutputE2E.BEFORE_LATE_RECORDS.forEach(command -> fits(plain, command, 0));
    studio.execute(OutputE2E.LATE);
    OutputE2E.AFTER_LATE_RECORDS.forEach(command -> fits(plain, command, 0));
    fits(plain, "status --check", 12);
    fits(plain, "doctor", 12);
  }

  private static void fits(PackagedProgram program, String command, int code) {
    String seen = inATerminal(program, command).expect(code).out();

    assertThat(seen).as(command).endsWith("\n").doesNotContain("\u001b");
    // A failure or a warning is one line, however long; a path is what it is.
    assertThat(Stream.of(seen.split("[\r\n]+", -1)))
        .as(command)
        .allMatch(
            line -> line.length() <= COLUMNS || line.startsWith("extrato: ") || line.contains("/"));
  }

  @Tag("slow")
  @Test
  void aNarrowTerminal_breaksLinesBetweenWords_andNoCommand(StudioDatabase studio) {
    PackagedProgram plain = program.with("NO_COLOR", "1");
    String refused = inATerminal(50, plain, "verify --month 2025-09").expect(4).out();
    String written = inATerminal(50, plain, "backup --month 2025-09").expect(0).out();
    studio.execute(
        "update pagamentos set observacoes = repeat('muito longo ', 20)"
            + " where data between '2025-09-01' and '2025-09-30'");
    String differs = inATerminal(50, plain, "verify --month 2025-09").expect(4).out();

    assertThat(refused)
        .isEqualToNormalizingNewlines(
            """
            extrato: month 09/2025 has no backup; write one
              with `extrato backup --year 2025 --month 9`
            """);
    assertThat(differs)
        .contains("\r\n  database  'muito longo muito longo muito longo\r\n            muito");
    for (String seen : List.of(refused, written, differs)) {
      assertThat(Stream.of(seen.split("[\r\n]+", -1)))
          .allMatch(line -> line.length() <= 50 || line.matches("  (file|sha256) +\\S+"));
    }
  }

  @Test
  void columns_areObeyed_andWithoutThemAPipeGetsWholeLines(StudioDatabase studio) {
    String note = "uma observação que não acaba mais".repeat(5);
    studio.execute(
        "update pagamentos set observacoes = '"
            + note
            + "' where data between '2025-09-01' and '2025-09-30'");
    program.succeed("monthly", "--month", "2025-09");
    String[] show = {"show", "--month", "2025-09"};

    assertThat(program.succeed(show).out()).contains(note).doesNotContain("…");
    assertThat(program.with("COLUMNS", "110").succeed(show).out().lines())
        .anyMatch(line -> line.contains("uma obs") && line.contains("…"))
        .allMatch(line -> line.replaceAll("\\p{M}|𐍈", "").length() <= 110)
        .anyMatch(line -> line.length() > COLUMNS);
    assertThat(inATerminal(program.with("COLUMNS", "110"), String.join(" ", show)).out().lines())
        .anyMatch(line -> line.length() > COLUMNS);
    assertThat(program.with("COLUMNS", "60").succeed("restore", "--help").out().lines())
        .allMatch(line -> line.length() <= 60);
  }

  @Test
  void anError_isColoured_unlessNobodyWantsColours() {
    assertThat(inATerminal(program, "verify --year 2025 --month 9").expect(4).out())
        .contains("\u001b[31mextrato:\u001b[0m month 09/2025 has no backup");
    assertThat(
            inATerminal(program.with("NO_COLOR", "1"), "verify --year 2025 --month 9")
                .expect(4)
                .out())
        .contains("extrato: month 09/2025 has no backup")
        .doesNotContain("\u001b");
    assertThat(
            inATerminal(program.with("TERM", "dumb"), "verify --year 2025 --month 9")
                .expect(4)
                .out())
        .contains("extrato: month 09/2025 has no backup")
        .doesNotContain("\u001b");
  }

  /** Whatever the person types arrives; at the end of the input nobody has said yes. */
  @Tag("slow")
  @Test
  void aClosingInProduction_asksThePersonWhoSitsThere(StudioDatabase studio) {
    PackagedProgram production = program.with("EXTRATO_ENV", "production");
    production.succeed("backup", "--month", "2025-09");

    String refused = inATerminal(production, "extrato --month 2025-09").expect(11).out();
    assertThat(refused)
        .containsSubsequence(
            "warning: older months are still open",
            "leave the live tables of production.",
            "Go on? [y/N]");
    assertThat(studio.count("extratos")).isZero();

    String typed =
        String.format(Locale.ROOT, "'%s' extrato --month 2025-09", production.script("extrato"));
    try (PackagedProgram.Running run =
        production.start(
            List.of("sh", "-c", "printf 'sim\\n' | script -qec \"$0\" /dev/null", typed))) {
      assertThat(run.await().expect(0).out()).contains("month 09/2025 closed");
    }
    assertThat(studio.count("extratos")).isEqualTo(1);
  }

  @Tag("slow")
  @Test
  void progress_isShownWhileTheWorkGoesOn_andWipedWhenItIsDone() {
    String seen = inATerminal(program, "monthly --year 2025 --month 9").expect(0).out();

    assertThat(seen)
        .contains("\rbackup …", "\rcompare and archive …")
        .containsOnlyOnce("\r" + " ".repeat(COLUMNS - 1) + "\r");
  }
}
