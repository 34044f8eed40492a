package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.Operator.Ended;
import extrato.testing.PackagedProgram;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Arguments and settings that do not say what to do: nothing is touched, and no file is made. */
@ExtendWith(StudioExtension.class)
final class ArgumentsE2E {
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

  @Test
  void extrato_alone_printsItsHelpAndChangesNothing(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Map<String, String> before = studio.dump();

    Ended help = program.on(studio).succeed();

    assertThat(help.out()).startsWith("Usage: extrato").contains("monthly", "Exit codes");
    assertThat(help.err()).isEmpty();
    assertThat(studio.dump()).isEqualTo(before);
    assertThat(program.filesMade()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backup --year 1999 --month 9                  | year 1999 is not between 2000 and 2100
          monthly --year 2101 --month 9                 | year 2101 is not between 2000 and 2100
          verify --year abc --month 9                   | --year: 'abc' is not a whole number
          verify --year 2025 --month Sept               | --month 'Sept' is not a month
          verify --month 2025-9-1                       | --month '2025-9-1' is not a month
          verify --month 2025-13                        | month 13 is not between 1 and 12
          verify --month 09/1999                        | year 1999 is not between 2000 and 2100
          show --year 2024 --month 2025-09              | --year 2024 and --month 2025-09 name two years
          show 2025-09                                  | unexpected argument '2025-09'; did you mean --month 2025-09?
          extrato --year 2025 --month 0                 | month 0 is not between 1 and 12
          --year 2025 --month 13 --force                | month 13 is not between 1 and 12
          monthly --year 2025                           | --year is given without --month
          drill --month 9                               | --month is given without --year
          backup --year                                 | '--year'
          restore                                       | restore wants a month
          extrato --year 2025 --month 9 --batch-size 0  | --batch-size must be a whole number of at least 1
          close --year 2025 --month 9 --batch-size -1   | --batch-size must be a whole number of at least 1
          extrato --year 2025 --month 9 --batch-size x  | --batch-size: 'x' is not a whole number
          history --limit 9999999999                    | --limit: '9999999999' is too large
          renumber pagamentos doze                      | ID: 'doze' is not a whole number
          --year 2025 --month 9 --forse                 | unknown option '--forse'; did you mean --force?
          restore --month 2025-09 --dry                 | unknown option '--dry'; did you mean --dry-run?
          init --year 2025                              | unknown option '--year';
          status extra                                  | unexpected argument 'extra';
          -q status                                     | unexpected argument 'status'; a command comes first
          prune --days 30d                              | --days: '30d' is not a whole number
          wallet credit client:1 --amount -5 --key a    | --amount: '-5' is not an amount
          bakcup --month 2025-09                        | unknown command 'bakcup'; did you mean backup?
          hist                                          | unknown command 'hist'; did you mean history?
          fechar                                        | unknown command 'fechar';
          help fechar                                   | unknown command 'fechar';
          stauts backup --month 9                       | unknown command 'stauts'; did you mean status?
          wallet shwo credit --amount x                 | unknown command 'shwo'; did you mean show?
          wallet help hodl                              | unknown command 'hodl'; did you mean hold?
          help wallet hodl                              | unknown command 'hodl'; did you mean hold?
          show --html --month 2025-09                   | --html wants a value, and --month follows
          backup -m 9                                   | unknown option '-m'; did you mean --month?
          status help                                   | unexpected argument 'help'; did you mean --help?
          restore —month 2025-09                        | '—month' begins with a typographic dash; did you mean --month?
          restore --month 2025-09 –-force               | '–-force' begins with a typographic dash; did you mean --force?
          —version                                      | '—version' begins with a typographic dash; did you mean --version?
          verify --month 2025-09                       | '--month 2025-09' contains a non-breaking space, which does not separate words
          """)
  void anyCommand_withArgumentsThatDoNotSayWhatToDo_exits2(
      String args, String message, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Map<String, String> before = studio.dump();

    new Refusals(Operator.of(studio, program.home()), studio)
        .expect(2, message, args.split(" ", -1));

    assertThat(studio.dump()).isEqualTo(before);
    assertThat(program.filesMade()).isEmpty();
  }

  @Tag("slow")
  @ParameterizedTest
  @ValueSource(strings = {"--month 2025-09", "--month 09/2025", "--year 2025 --month 2025-9"})
  void aMonth_asTheProgramPrintsIt_isUnderstood(String month, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator at = Operator.of(studio, program.home()).at("2025-12-05T12:00:00Z");

    for (String command : List.of("backup", "verify", "extrato", "show", "status", "history")) {
      Ended run = at.succeed((command + " --json " + month).split(" ", -1));
      assertThat(run.out()).as(command).contains("2025-09").doesNotContain("2025-11");
    }
  }

  @Test
  void help_andVersion_areCommandsToo() {
    assertThat(program.succeed("help").out()).isEqualTo(program.succeed("--help").out());
    assertThat(program.succeed("help", "restore").out())
        .startsWith("Usage: extrato restore")
        .isEqualTo(program.succeed("restore", "--help").out());
    assertThat(program.succeed("wallet", "help", "hold").out())
        .isEqualTo(program.succeed("wallet", "hold", "--help").out());
    assertThat(program.succeed("version").out()).isEqualTo(program.succeed("--version").out());
    assertThat(JsonReports.check(program.succeed("version", "--json")).at("/result/version"))
        .hasToString(
            "\"" + program.succeed("version").out().strip().replace("extrato ", "") + "\"");
  }

  /** No message wants to be understood by those alone who know Java. */
  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          doctor --bundle /nowhere/b.zip   | the bundle /nowhere/b.zip could not be written: no such file or folder
          doctor --bundle /dev/null/b.zip  | the bundle /dev/null/b.zip could not be written: Not a directory
          demo --folder /dev/null          | the demo's folder /dev/null cannot be written: it is no folder
          """)
  void anyCommand_withAFileThatCannotBe_exits9_andSaysWhyInWords(
      String args, String message, StudioDatabase studio) {
    new Refusals(Operator.of(studio, program.home()), studio)
        .expect(9, message, args.split(" ", -1));
  }

  @Tag("slow")
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backup  | EXTRATO_BATCH_SIZE | 0                         | EXTRATO_BATCH_SIZE=0
          extrato | EXTRATO_BATCH_SIZE | -1                        | EXTRATO_BATCH_SIZE=-1
          monthly | EXTRATO_BATCH_SIZE | x                         | EXTRATO_BATCH_SIZE=x
          verify  | EXTRATO_TZ   | Marte/Olimpo              | EXTRATO_TZ
          init    | DATABASE_URL | mysql://a:senha-x@b/c     | DATABASE_URL
          extrato | DATABASE_URL | postgresql://a:senha-x@:y | DATABASE_URL
          monthly | DATABASE_URL | ''                        | extrato demo
          """)
  void anyCommand_withWrongSettings_exits8(
      String command, String name, String value, String message, StudioDatabase studio) {
    Map<String, String> before = studio.dump();

    new Refusals(Operator.of(studio, program.home()).with(name, value), studio)
        .expect(8, message, command);

    assertThat(studio.dump()).isEqualTo(before);
  }

  @Test
  void extrato_withEverySettingWrong_saysAllOfItInOneLine() {
    PackagedProgram confused =
        program
            .with("DATABASE_URL", "mysql://a:senha-x@b/c")
            .with("EXTRATO_BATCH_SIZE", "0")
            .with("EXTRATO_LOCK_TIMEOUT", "soon");

    new Refusals(confused, null).expect(8, "EXTRATO_BATCH_SIZE=0", "extrato");

    assertThat(confused.run("extrato").err()).contains("DATABASE_URL", "EXTRATO_LOCK_TIMEOUT");
    assertThat(program.filesMade()).isEmpty();
  }

  @Test
  void shortForm_withForce_mergesIntoTheMonth(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    PackagedProgram at = program.on(studio);
    at.succeed("monthly", "--year", "2025", "--month", "9");
    studio.execute(
        "insert into gastos (data, valor, forma_pagamento, created_by)"
            + " values ('2025-09-30', 1.00, 'Pix', 1)");

    Ended merged = at.succeed("--year", "2025", "--month", "9", "--force", "--json");

    assertThat(JsonReports.check(merged).path("outcome").asText()).isEqualTo("merged");
    assertThat(studio.ids("gastos", "data = '2025-09-30'")).isEmpty();
  }
}
