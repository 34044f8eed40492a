package extrato.cli.fleet;

import extrato.postgres.Interruption;
import java.io.PrintWriter;

/** A studio's run, which prints its report as JSON and returns its exit code. */
@FunctionalInterface
public interface StudioWork {
  int run(FleetStudio studio, Interruption interruption, PrintWriter out, PrintWriter err);
}
