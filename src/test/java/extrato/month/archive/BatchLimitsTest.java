package extrato.month.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 100",
    "1, 100",
    "10000, 100",
    "10001, 100",
    "10100, 101",
    "250000, 2500",
    "500000, 5000",
    "1000000, 5000",
    "999999999999, 5000"
  })
  void of_unset_growsWithTheMonth(long records, int size) {
    assertThat(BatchLimits.of(null, records).records()).isEqualTo(size);
  }

  @Test
  void of_set_isThatWhateverTheMonth() {
    assertThat(BatchLimits.of(7, 1_000_000)).isEqualTo(new BatchLimits(7, 4 << 20));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void of_lessThanOne_isRefused_andSaysSo(int size) {
    assertThatThrownBy(() -> BatchLimits.of(size, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least 1");
  }
}
