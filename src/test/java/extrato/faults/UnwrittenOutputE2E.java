package extrato.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The program's output goes to a full disk, to nowhere, or to a reader that has stopped reading.
 */
@ExtendWith(StudioExtension.class)
final class UnwrittenOutputE2E {
  private static final Path FULL = Path.of("/dev/full");
  private static final String SEPTEMBER = " --year 2025 --month 9";

  @TempDir Path temporary;
  private PackagedProgram program;

  @BeforeEach
  void install(StudioDatabase studio) {
    assumeThat(Files.exists(FULL)).as("Linux has " + FULL).isTrue();
    program = PackagedProgram.installedIn(temporary.resolve("extrato")).on(studio);
    AwkwardMonth.fillOrdinary(studio);
  }

  @AfterEach
  void uninstall() {
    program.uninstall();
  }

  /** Runs a shell line in which the program is called {@code extrato}. */
  private Ended shell(String line) {
    String program = "extrato() { '" + this.program.script("extrato") + "' \"$@\"; }\n";
    try (PackagedProgram.Running run =
        this.program.start(List.of("bash", "-o", "pipefail", "-c", program + line))) {
      return run.await();
    }
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "--version",
        "restore --help",
        "init --print",
        "init",
        "status",
        "status --json",
        "history --json",
        "backup --year 2025 --month 9"
      })
  void anyCommand_toAFullDevice_exits9(String command) {
    String said = shell("extrato " + command + " > /dev/full").expect(9).err();

    assertThat(said)
        .endsWith(
            "extrato: standard output could not be written: No space left on device;"
                + " what arrived is cut short; the run itself ended well\n");
    assertThat(shell("extrato " + command + " >&-").expect(9).err())
        .contains("standard output could not be written: ");
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"--csv", "--json", ""})
  void show_ofAClosedMonth_toAFullDevice_exits9(String form, StudioDatabase studio) {
    Operator.of(studio, program.home()).closeSeptember();

    assertThat(shell("extrato show " + form + SEPTEMBER + " > /dev/full").expect(9).err())
        .startsWith("extrato: standard output could not be written: ");
    shell("extrato show " + form + SEPTEMBER).expect(0);
  }

  /** The disk has room for the first page; output that was cut off must not look complete. */
  @Test
  void show_toADiskThatGetsFull_exits9(StudioDatabase studio) {
    assumeThat(Tmpfs.isPossible()).as("only root can mount small disks").isTrue();
    Operator.of(studio, program.home()).closeSeptember();
    Path disk = temporary.resolve("disk");

    try (Tmpfs small = Tmpfs.over(disk, "size=4096")) {
      for (String form : List.of("--csv", "--json")) {
        Path file = disk.resolve("september");
        Ended cut = shell("extrato show " + form + SEPTEMBER + " > '" + file + "'").expect(9);

        assertThat(cut.err()).contains("standard output could not be written: No space left");
        assertThat(file).hasSize(4096);
      }
      assertThat(small.takes("size=10m")).isTrue();
    }
  }

  @Test
  void aClosing_toAFullDevice_isDone_andSaysSo(StudioDatabase studio) {
    String said = shell("extrato monthly" + SEPTEMBER + " > /dev/full").expect(9).err();

    assertThat(said).contains("the run itself ended well");
    assertThat(studio.count("extratos")).isEqualTo(1);
    assertThat(temporary.resolve("extrato/logs/atomic_extrato.log"))
        .content()
        .contains("standard output could not be written");
  }

  /** A file or a connection that the program opens must not get the number of a closed stream. */
  @Test
  void anyCommand_withEveryStreamClosed_isDone_andExits9(StudioDatabase studio) {
    for (String command : List.of("monthly" + SEPTEMBER, "status", "--help")) {
      shell("extrato " + command + " <&- >&- 2>&-").expect(9);
    }

    assertThat(studio.count("extratos")).isEqualTo(1);
    shell("extrato monthly --quiet" + SEPTEMBER + " <&- >&- 2>&-").expect(0);
  }

  @Tag("slow")
  @Test
  void aRunThatFails_toAFullDevice_keepsItsCode() {
    String said = shell("extrato verify --json" + SEPTEMBER + " > /dev/full").expect(4).err();

    assertThat(said)
        .contains("month 09/2025 has no backup", "standard output could not be written")
        .doesNotContain("ended well");
  }

  /** No output at all is possible. */
  @Tag("slow")
  @Test
  void aWarning_toAFullDevice_exits9(StudioDatabase studio) {
    Operator.of(studio, program.home()).closeSeptember();
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 1, 'Pix', 1)");

    assertThat(shell("extrato verify" + SEPTEMBER).expect(0).err()).contains("warning");
    shell("extrato verify" + SEPTEMBER + " 2> /dev/full").expect(9);
  }

  @Tag("slow")
  @Test
  void aReader_whoHasSeenEnough_isNoTrouble(StudioDatabase studio) {
    Operator.of(studio, program.home()).closeSeptember();
    // A pipe that nobody reads any more when the program starts.
    String closed = "mkfifo pipe; exec 7<>pipe 8>pipe 7>&-; rm pipe; ";

    for (String command : List.of("show" + SEPTEMBER, "show --csv" + SEPTEMBER, "--help")) {
      assertThat(shell(closed + "extrato " + command + " >&8").expect(141).err())
          .as(command)
          .isEmpty();
    }
    assertThat(shell(closed + "extrato verify --year 2025 --month 8 >&8").expect(4).err())
        .startsWith("extrato: month 08/2025");
  }
}
