package extrato.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.Screen;
import extrato.postgres.Interruption;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @TempDir Path home;

  @ParameterizedTest
  @CsvSource({
    "--year 2025 --month 9 --force, extrato --year 2025 --month 9 --force",
    "--dry-run, extrato --dry-run",
    "--json, extrato --json",
    "-q, extrato -q",
    "backup --year 2025, backup --year 2025",
    "extrato --force, extrato --force",
    "--help, --help",
    "-h, -h",
    "--version, --version",
    "--month 2025-09, extrato --month 2025-09",
    "help, --help",
    "help restore, restore --help",
    "help help, --help",
    "help wallet credit, wallet credit --help",
    "help wallet hodl, wallet hodl",
    "help --json, --help",
    "help restore --json, restore --help",
    "wallet help, wallet --help",
    "wallet help hold, wallet hold --help",
    "studios help list, studios list --help",
    "token help list, token list --help",
    "show help, show help",
    "--help restore, restore --help",
    "-h restore, restore --help",
    "--help fechar, --help fechar",
    "version, --version",
    "-V, -V"
  })
  void withCommand_whenOptionsComeFirst_isTheClosing(String given, String meant) {
    assertThat(Program.withCommand(given.split(" ", -1))).isEqualTo(meant.split(" ", -1));
  }

  @Test
  void withCommand_ofNothing_staysNothing() {
    assertThat(Program.withCommand()).isEmpty();
  }

  @Test
  void run_bare_printsHelpAndChangesNothing() {
    assertThat(run()).isZero();

    assertThat(out.toString()).contains("Usage: extrato", "backup", "verify", "extrato", "init");
    assertThat(err.toString()).isEmpty();
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void run_version_isOneLine() {
    assertThat(run("--version")).isZero();

    assertThat(out.toString()).matches("extrato \\d+\\.\\d+.*\\R");
  }

  @ParameterizedTest
  @ValueSource(strings = {"version --json", "--version --json", "-V --json"})
  void run_version_asJson_isTheOneObject(String line) {
    assertThat(run(line.split(" ", -1))).isZero();

    assertThat(out.toString())
        .hasLineCount(1)
        .startsWith("{\"schema\":1,\"command\":\"version\",\"outcome\":\"done\",\"exit_code\":0,")
        .containsPattern("\"result\":\\{\"version\":\"\\d");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unknown",
        "backup --nonsense",
        "extrato --year 2025",
        "extrato --month 9",
        "--year 1999 --month 12",
        "--year 2025 --month 13",
        "--year x --month 9",
        "extrato --batch-size 0",
        "extrato --batch-size x",
        "backup more"
      })
  void run_withBadArguments_isTwo_andOneLineSaysWhy(String line) {
    assertThat(run(line.split(" ", -1))).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines()).hasSize(1).first().asString().startsWith("extrato: ");
  }

  @Test
  void run_withBadArguments_asJson_isTheOneObjectWithTheUsualKeys() {
    assertThat(run("extrato", "--year", "2025", "--json")).isEqualTo(2);

    assertThat(out.toString())
        .startsWith(
            "{\"schema\":1,\"command\":\"extrato\",\"outcome\":\"refused\",\"exit_code\":2,")
        .contains("\"error\":{\"code\":2,\"message\":\"--year is given without --month\"");
    assertThat(out.toString().lines()).hasSize(1);
  }

  @Test
  void run_withoutADatabase_isEight_andPointsToTheDemo() {
    for (String command : List.of("backup", "verify", "extrato")) {
      assertThat(run(command)).isEqualTo(8);
    }

    assertThat(err.toString()).contains("DATABASE_URL is not set", "extrato demo");
  }

  private int run(String... args) {
    ProcessEnvironment surroundings = new ProcessEnvironment(Map.of(), home, home, Screen.NONE);
    return new Program(surroundings, Clock.systemUTC(), new Interruption())
        .run(new PrintWriter(out), new PrintWriter(err), args);
  }
}
