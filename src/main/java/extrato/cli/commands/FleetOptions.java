package extrato.cli.commands;

import extrato.cli.fleet.FleetLimits;
import extrato.support.failure.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How many studios may be at work at once, and for how long. */
final class FleetOptions {
  private static final Duration SHORTEST_LIMIT = Duration.ofSeconds(1);

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "How many studios at once; 4 unless said otherwise.")
  int parallel = 4;

  @Option(
      names = "--per-server",
      paramLabel = "N",
      description =
          "How many of them on one server; as many as --parallel unless said otherwise. Each uses"
              + " up to 3 connections.")
  @Nullable Integer perServer;

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      converter = LimitConverter.class,
      description =
          "How long one studio may take, as in 30min; 1h unless said otherwise, 1min for status.")
  @Nullable Duration limit;

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = LimitConverter.class,
      description =
          "How long a studio that another run holds is tried again, after all others; 30s unless"
              + " said otherwise.")
  Duration patience = Duration.ofSeconds(30);

  FleetLimits rules() {
    return rules(Duration.ofHours(1), FleetLimits.USUAL_GRACE);
  }

  /** For a look, which nobody waits an hour for and which leaves nothing to be rolled back. */
  FleetLimits ofALook() {
    return rules(Duration.ofMinutes(1), Duration.ofSeconds(5));
  }

  private FleetLimits rules(Duration usualLimit, Duration grace) {
    Duration given = limit == null ? usualLimit : limit;
    if (given.compareTo(SHORTEST_LIMIT) < 0) {
      throw new Failure.BadArguments(
          "--limit must be at least 1s: no studio is done in less",
          "leave it out for the usual one");
    }
    return new FleetLimits(
        parallel, perServer == null ? parallel : perServer, given, patience, grace);
  }
}
