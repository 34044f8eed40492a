package extrato.cli.fleet;

import extrato.support.failure.Failure;
import java.time.Duration;

/**
 * How many studios may be at work at once, and for how long.
 *
 * @param perServer how many of them on one server
 * @param limit how long one studio may take
 * @param patience how long one that another run holds is tried again, after all others
 * @param grace how long a studio may take to roll back when it is told to end; a commit that is
 *     under way is waited for
 */
public record FleetLimits(
    int parallel, int perServer, Duration limit, Duration patience, Duration grace) {
  private static final int MOST = 64;

  /** A commit's answer is awaited for 30 seconds. */
  public static final Duration USUAL_GRACE = Duration.ofSeconds(40);

  public FleetLimits {
    within("--parallel", parallel);
    within("--per-server", perServer);
  }

  private static void within(String option, int number) {
    if (number < 1 || number > MOST) {
      throw new Failure.BadArguments(
          option + " must be a whole number from 1 to " + MOST + ", not " + number,
          "4 is usual: each needs 3 connections");
    }
  }
}
