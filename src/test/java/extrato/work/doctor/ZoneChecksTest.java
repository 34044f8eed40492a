package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.work.doctor.Check.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneChecksTest {
  @ParameterizedTest
  @CsvSource({
    "PT0S, OK",
    "PT5S, OK",
    "PT-5S, OK",
    "PT6S, WARNING",
    "PT-6S, WARNING",
    "PT5M, WARNING",
    "PT5M1S, FAIL",
    "PT-240H, FAIL"
  })
  void compared_byHowFarTheClocksAreApart(Duration ahead, State state) {
    assertThat(ZoneChecks.compared(ahead).state()).isEqualTo(state);
  }

  @Test
  void compared_saysWhichIsAhead() {
    assertThat(ZoneChecks.compared(Duration.ofSeconds(-90)).message())
        .isEqualTo("the server's clock is 90 seconds behind this machine's");
    assertThat(ZoneChecks.compared(Duration.ofDays(3)).message())
        .isEqualTo("the server's clock is 3 days ahead of this machine's");
  }
}
