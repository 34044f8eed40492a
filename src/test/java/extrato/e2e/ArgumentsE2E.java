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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          backup --year 1999 --month 9                  | year 1999 is not between 2000 and 2100
          monthly --year 2101 --month 9                 | year 2101 is not between 2000 and 2100
          verify --year abc --month 9                   | '--year'
          extrato --year 2025 --month 0                 | month 0 is not between 1 and 12
          --year 2025 --month 13 --force                | month 13 is not between 1 and 12
          monthly --year 2025                           | --year is given without --month
          drill --month 9                               | --month is given without --year
          backup --year                                 | '--year'
          restore                                       | restore wants --year and --month
          extrato --year 2025 --month 9 --batch-size 0  | --batch-size must be a whole number of at least 1
          close --year 2025 --month 9 --batch-size -1   | --batch-size must be a whole number of at least 1
          extrato --year 2025 --month 9 --batch-size x  | '--batch-size'
          --year 2025 --month 9 --forse                 | '--forse'
          init --year 2025                              | '--year'
          fechar                                        | 'fechar'
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
