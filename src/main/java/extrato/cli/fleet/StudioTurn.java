package extrato.cli.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import extrato.postgres.Interruption;
import extrato.support.failure.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A studio's turn: a whole run of its own, on threads of its own, whose log, signals and waiting
 * for disks concern no other.
 */
final class StudioTurn {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FleetStudio studio;
  private final FleetLimits rules;
  private final Interruption interruption = Interruption.ofOneRun();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final long began = System.nanoTime();
  private long told;
  private String why = "";
  private int exitCode;

  StudioTurn(FleetStudio studio, FleetLimits rules) {
    this.studio = studio;
    this.rules = rules;
  }

  FleetStudio studio() {
    return studio;
  }

  void begin(StudioWork work, Consumer<StudioTurn> ended) {
    Runnable whole =
        () -> {
          interruption.holdsHere();
          try {
            exitCode = work.run(studio, interruption, new PrintWriter(out), new PrintWriter(err));
          } catch (RuntimeException | Error e) {
            exitCode = ExitCode.BUG.number();
            err.append("unexpected failure: ").append(e.getClass().getSimpleName());
          }
          ended.accept(this);
        };
    Thread thread = new Thread(null, whole, "studio " + studio.name(), 0, false);
    thread.setDaemon(true);
    thread.start();
  }

  /** Lets it roll back. */
  void tell(ExitCode signal, String reason) {
    if (told == 0) {
      told = System.nanoTime();
      why = reason;
    }
    interruption.request(signal);
  }

  /** How long until something must be done about it; nothing is left when it is to be done now. */
  Duration left() {
    return told == 0
        ? rules.limit().minusNanos(System.nanoTime() - began)
        : rules.grace().minusNanos(System.nanoTime() - told);
  }

  boolean isTold() {
    return told != 0;
  }

  StudioEnd end() {
    return StudioEnd.of(studio, exitCode, took(), report(), why);
  }

  StudioEnd abandoned() {
    return StudioEnd.abandoned(studio, took(), why);
  }

  private Duration took() {
    return Duration.ofNanos(System.nanoTime() - began);
  }

  private JsonNode report() {
    try {
      JsonNode report = JSON.readTree(out.toString());
      if (report.isObject()) {
        return report;
      }
    } catch (JsonProcessingException e) {
      // It said in words what was wrong.
    }
    return err.toString().isBlank()
        ? MissingNode.getInstance()
        : JSON.createObjectNode()
            .set(
                "error",
                JSON.createObjectNode()
                    .put("message", err.toString().lines().findFirst().orElse(""))
                    .put("hint", ""));
  }
}
