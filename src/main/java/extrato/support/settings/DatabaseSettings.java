package extrato.support.settings;

import java.time.Duration;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * Which database holds the books, and how it is worked with.
 *
 * @param url null when none is configured
 * @param schema of the tool's own tables
 * @param zone where the studio's days and months begin and end
 * @param environment whether these are the real books, or which others
 */
public record DatabaseSettings(
    @Nullable DatabaseUrl url, String schema, ZoneId zone, String environment, Limits limits) {

  /**
   * How patient the tool is with the server.
   *
   * @param start how long a server may take to start; zero where it must be there
   * @param lock how long a lock may take; never zero: two connections of one closing may wait for
   *     each other
   * @param statement how long one statement may take; zero for no limit
   * @param attempts how often a transaction is tried
   */
  public record Limits(Duration start, Duration lock, Duration statement, int attempts) {
    public Limits {
      if (attempts < 1) {
        throw new IllegalArgumentException("attempts out of range");
      }
    }
  }
}
