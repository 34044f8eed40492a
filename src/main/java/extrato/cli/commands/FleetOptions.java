package extrato.cli.commands;

import extrato.cli.fleet.Rules;
import java.time.Duration;
import picocli.CommandLine.Option;

/** How many studios may be at work at once, and for how long. */
final class FleetOptions {
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
  int perServer;

  @Option(
      names = "--limit",
      paramLabel = "TIME",
      converter = LimitConverter.class,
      description = "How long one studio may take, as in 30min; 1h unless said otherwise.")
  Duration limit = Duration.ofHours(1);

  @Option(
      names = "--patience",
      paramLabel = "TIME",
      converter = LimitConverter.class,
      description =
          "How long a studio that another run holds is tried again, after all others; 30s unless"
              + " said otherwise.")
  Duration patience = Duration.ofSeconds(30);

  Rules rules() {
    return new Rules(
        parallel, perServer == 0 ? parallel : perServer, limit, patience, Rules.USUAL_GRACE);
  }
}
