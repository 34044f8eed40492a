package extrato.cli.commands;

import extrato.month.selection.LeftOut;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which live records a run leaves alone although they are the month's. */
final class LeaveOption {
  @Option(
      names = "--leave",
      paramLabel = "ID|TABLE:ID",
      description =
          "Leave a live record that is in the way out of this run: it stays live. To be repeated.")
  List<String> leave = new ArrayList<>();

  LeftOut leftOut() {
    return LeftOut.of(leave);
  }
}
