package extrato.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrazilianTest {
  private static final ZoneId SAO_PAULO = ZoneId.of("America/Sao_Paulo");

  @Test
  void money_hasPointsForThousands_andAlwaysTwoDecimals() {
    assertThat(Brazilian.money(new BigDecimal("1234.5"))).isEqualTo("R$ 1.234,50");
    assertThat(Brazilian.money(new BigDecimal("-0.01"))).isEqualTo("R$ -0,01");
    assertThat(Brazilian.money(new BigDecimal("1E+6"))).isEqualTo("R$ 1.000.000,00");
    assertThat(Brazilian.money(null)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0.00|R$ 0,00",
        "1234.56|R$ 1.234,56",
        "-50.00|R$ -50,00",
        "99999999.99|R$ 99.999.999,99",
        "NaN|NaN"
      })
  void reais_areWrittenAsTheStudioDoes(String amount, String written) {
    assertThat(Brazilian.reais(amount)).isEqualTo(written);
  }

  @Test
  void number_isWhatASpreadsheetTakesForOne() {
    assertThat(Brazilian.number(new BigDecimal("-1234.5"))).isEqualTo("-1234,50");
    assertThat(Brazilian.number(new BigDecimal("0.125"))).isEqualTo("0,125");
  }

  @Test
  void percent_leavesOutDecimalsThatSayNothing() {
    assertThat(Brazilian.percent(new BigDecimal("40.00"))).isEqualTo("40 %");
    assertThat(Brazilian.percent(new BigDecimal("12.50"))).isEqualTo("12,5 %");
    assertThat(Brazilian.percent(new BigDecimal("100"))).isEqualTo("100 %");
    assertThat(Brazilian.percent(new BigDecimal("120490.0"))).isEqualTo("120.490 %");
    assertThat(Brazilian.percent(BigDecimal.ZERO)).isEqualTo("0 %");
  }

  @Test
  void moment_isTheStudiosOwn() {
    assertThat(Brazilian.moment(Instant.parse("2025-10-01T02:00:00Z"), SAO_PAULO))
        .isEqualTo("30/09/2025 23:00");
    assertThat(Brazilian.day(Optional.of(Instant.parse("2025-10-01T02:00:00Z")), SAO_PAULO))
        .isEqualTo("30/09/2025");
  }

  @Test
  void parseDay_takesTheDayOfADateOrATime_andNothingElse() {
    assertThat(Brazilian.parseDay("2025-09-15")).contains(LocalDate.of(2025, 9, 15));
    assertThat(Brazilian.parseDay("2025-09-15T10:00:00")).contains(LocalDate.of(2025, 9, 15));
    assertThat(Brazilian.parseDay("15/09/2025")).isEmpty();
    assertThat(Brazilian.parseDay("")).isEmpty();
  }

  @Test
  void duration_isReadable() {
    assertThat(Brazilian.duration(Duration.ofMillis(340))).isEqualTo("0,3 s");
    assertThat(Brazilian.duration(Duration.ofSeconds(123))).isEqualTo("2 min 3 s");
    assertThat(Brazilian.duration(null)).isEqualTo("–");
  }
}
