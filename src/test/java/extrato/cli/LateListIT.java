package extrato.cli;

import static extrato.testing.AwkwardMonth.MONTH;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Late records are listed where somebody has to decide about them. */
@ExtendWith(StudioExtension.class)
class LateListIT {
  private static final String LIST =
      """
      late records of 09/2025
        table        id  date               valor
        pagamentos  901  20/09/2025      R$ 10,10
        comissoes   902  02/10/2025       R$ 5,05
        gastos      903  30/09/2025  R$ 12.345,60
      """;

  @TempDir Path home;
  private Operator operator;

  @BeforeEach
  void closeWithLateRecords(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    operator = Operator.inDecember(studio, home);
    operator.close(MONTH);
    studio.execute(
        """
        insert into pagamentos (id, data, valor, forma_pagamento, artista_id) values (901, '2025-09-20', 10.10, 'Pix', 1);
        insert into comissoes (id, pagamento_id, artista_id, percentual, valor, created_at)
        values (902, 901, 1, 50, 5.05, '2025-10-03T01:00:00Z');
        insert into gastos (id, data, valor, forma_pagamento, created_by) values (903, '2025-09-30', 12345.60, 'Pix', 1);
        """);
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "verify", "extrato --force --dry-run"})
  void eachRecord_isListedWithItsDayAndAmount(String command) {
    assertThat(operator.run((command + " --month 2025-09").split(" ", -1)).expect(0).out())
        .contains(LIST);
    JsonNode result =
        JsonReports.check(
                operator.run((command + " --month 2025-09 --json").split(" ", -1)).expect(0))
            .path("result");
    assertThat(result.path("late_record_count").asInt()).isEqualTo(3);
    assertThat(result.at("/late_records/2").toString())
        .isEqualTo(
            "{\"table\":\"gastos\",\"id\":903,\"data\":\"2025-09-30\",\"valor\":\"12345.60\"}");
  }

  @Test
  void twentyAreListed_andHowManyMoreThereAre(StudioDatabase studio) {
    studio.execute(
        "insert into gastos (id, data, valor, forma_pagamento, created_by)"
            + " select 5000 + n, '2025-09-30', 1, 'Pix', 1 from generate_series(1, 30) n");

    assertThat(operator.run(MONTH, "status").expect(0).out())
        .contains(" 5017  ", "\n  and 13 more\n")
        .doesNotContain(" 5018  ");
  }

  @Test
  void ofEveryMonth_onlyTheirNumberIsTold() {
    assertThat(operator.succeed("status").out())
        .contains("has 3 records in the live tables")
        .doesNotContain("late records of");
  }

  @Test
  void aMonthWithoutLateRecords_hasNoList() {
    operator.run(MONTH, "extrato", "--force").expect(0);

    assertThat(operator.run(MONTH, "verify").expect(0).out()).doesNotContain("late records of");
    assertThat(operator.run(MONTH, "status").expect(0).out()).doesNotContain("late records of");
  }
}
