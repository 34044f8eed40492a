package extrato.work.doctor;

import extrato.postgres.Database;
import extrato.support.failure.Failure;
import extrato.support.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is examined.
 *
 * @param problems what is wrong with the settings
 * @param database null if it could not be opened; {@code unreachable} then says why
 * @param home the checkout or installation
 * @param clock shows the time in the machine's zone
 */
public record Installation(
    Settings settings,
    List<String> problems,
    @Nullable Database database,
    @Nullable Failure unreachable,
    Path home,
    Clock clock,
    String version) {

  public Installation {
    problems = List.copyOf(problems);
  }

  ZoneId machineZone() {
    return clock.getZone();
  }

  ZoneId studioZone() {
    return settings.zone();
  }
}
