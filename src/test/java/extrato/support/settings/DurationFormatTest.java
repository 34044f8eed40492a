package extrato.support.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationFormatTest {

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "10s, PT10S",
    "30min, PT30M",
    "30 MIN, PT30M",
    "2h, PT2H",
    "0, PT0S",
    "0s, PT0S",
    "2147483647ms, PT596H31M23.647S"
  })
  void parse_numberWithUnit(String text, Duration duration) throws WrongValue {
    assertThat(DurationFormat.parse(text)).isEqualTo(duration);
  }

  @ParameterizedTest
  @ValueSource(strings = {"10", "-1s", "10m", "1.5s", "s", "soon", "1d", "9999999999999ms"})
  void parse_anythingElse(String text) {
    assertThatThrownBy(() -> DurationFormat.parse(text)).hasMessageContaining("500ms, 10s, 30min");
  }

  @Test
  void parse_moreThanPostgresqlCanCount() {
    assertThatThrownBy(() -> DurationFormat.parse("597h")).hasMessageContaining("at most 596h");
  }
}
