package extrato.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import extrato.testing.AwkwardMonth;
import extrato.testing.JsonReports;
import extrato.testing.Operator;
import extrato.testing.StudioDatabase;
import extrato.testing.StudioExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which month cron's line closes at a moment, which only a program in this process can be told. */
@ExtendWith(StudioExtension.class)
final class MonthlyClockIT {
  @TempDir Path home;

  /** At two in the morning of a server in UTC it is still the day before in the studio. */
  @ParameterizedTest
  @CsvSource({
    "2025-10-01T02:00:00Z, America/Sao_Paulo, 2025-08",
    "2025-10-02T02:00:00Z, America/Sao_Paulo, 2025-09",
    "2025-10-01T03:00:00Z, America/Sao_Paulo, 2025-09",
    "2025-10-01T02:00:00Z, Europe/Lisbon,     2025-09",
    "2025-09-30T15:00:00Z, Asia/Tokyo,        2025-09"
  })
  void monthly_closesTheMonthBeforeTheStudiosOwn(
      String now, String zone, String month, StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    Operator operator = Operator.of(studio, home).at(now).with("EXTRATO_TZ", zone);

    JsonNode report = JsonReports.check(operator.succeed("monthly", "--json"));

    assertThat(report.path("month").asText()).isEqualTo(month);
    assertThat(studio.column("select to_char(make_date(ano, mes, 1), 'YYYY-MM') from extratos"))
        .containsExactly(month);
  }

  /** This machine's clock is decades ahead, and the server's is right. */
  @Test
  void monthThatIsNotOverByTheServersClock_isNamedInAWarning(StudioDatabase studio) {
    AwkwardMonth.fillOrdinary(studio);
    studio.execute("update gastos set data = '2090-01-15' where id = 402");
    Operator ahead = Operator.of(studio, home).at("2090-02-05T12:00:00Z");

    assertThat(ahead.succeed("monthly").err())
        .contains("01/2090 is not over by the server's clock", "`extrato doctor`");
    assertThat(ahead.at("2025-10-05T12:00:00Z").succeed("monthly").err())
        .doesNotContain("the server's clock");
  }
}
