package extrato.support.settings;

import java.time.Duration;
import java.util.Optional;

/** Lengths of time on the command line, written as in the settings. */
public final class TimeLimit {
  private TimeLimit() {}

  /** Empty if it is none. */
  public static Optional<Duration> parse(String text) {
    try {
      return Optional.of(DurationFormat.parse(text));
    } catch (WrongValue e) {
      return Optional.empty();
    }
  }
}
