package extrato.work.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.work.doctor.Check.State;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerChecksTest {
  @ParameterizedTest
  @CsvSource({"13, FAIL", "14, OK", "15, OK", "18, OK", "19, WARNING"})
  void check_byMajorVersion(int major, State state) {
    Check check =
        ServerChecks.check(new ServerChecks.Server(major, major + ".1", "studio", "ana", "UTF8"));

    assertThat(check.state()).isEqualTo(state);
    assertThat(check.message())
        .contains("PostgreSQL " + major + ".1, database studio as ana, UTF8");
  }
}
