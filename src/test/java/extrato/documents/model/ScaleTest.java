package extrato.documents.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "18193.95        | 0 5000 10000 15000 20000",
        "1               | 0 0.25 0.5 0.75 1",
        "99999999.99     | 0 25000000 50000000 75000000 100000000",
        "1800,-3200      | -4000 -2000 0 2000",
        "-7              | -8 -6 -4 -2 0",
        "0               | 0 1"
      })
  void lines_standAtRoundAmounts_andZeroIsOneOfThem(String amounts, String lines) {
    Scale scale = of(amounts.split(",", -1));

    assertThat(scale.lines().stream().map(line -> line.stripTrailingZeros().toPlainString()))
        .containsExactly(lines.split(" ", -1));
  }

  private static Scale of(String... amounts) {
    return Scale.of(Arrays.stream(amounts).map(BigDecimal::new), 200);
  }

  @Test
  void heights_countFromTheTop() {
    Scale scale = of("1800", "-3200");

    assertThat(scale.y(new BigDecimal("2000"))).isZero();
    assertThat(scale.y(BigDecimal.ZERO))
        .isEqualTo(200 / 3.0, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(scale.y(new BigDecimal("-4000"))).isEqualTo(200);
    assertThat(Scale.of(Stream.empty(), 100).y(BigDecimal.ZERO)).isEqualTo(100);
  }

  @Test
  void parts_areInPerCent() {
    assertThat(Scale.percent(new BigDecimal("1"), new BigDecimal("3"))).isEqualTo("33.33%");
    assertThat(Scale.percent(new BigDecimal("3"), new BigDecimal("3"))).isEqualTo("100%");
  }
}
