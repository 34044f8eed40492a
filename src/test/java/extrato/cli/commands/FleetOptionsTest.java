package extrato.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import extrato.cli.fleet.FleetLimits;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FleetOptionsTest {
  private final FleetOptions options = new FleetOptions();

  @Test
  void look_isGivenUpSoon_andARunIsNot() {
    FleetLimits look = options.ofALook();

    assertThat(look.limit().plus(look.grace())).isLessThan(Duration.ofSeconds(70));
    assertThat(options.rules().limit()).isEqualTo(Duration.ofHours(1));
    assertThat(options.rules().grace()).isEqualTo(FleetLimits.USUAL_GRACE);
  }

  @Test
  void limitThatSomebodySays_counts() {
    options.limit = Duration.ofMinutes(5);

    assertThat(options.ofALook().limit()).isEqualTo(Duration.ofMinutes(5));
    assertThat(options.rules().limit()).isEqualTo(Duration.ofMinutes(5));
  }
}
