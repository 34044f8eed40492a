package extrato.cli.commands;

import extrato.month.selection.LeftOut;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The option that makes a run leave some of the month's live records alone. */
final class LeaveOption {
  @Option(
      names = "--leave",
      paramLabel = "ID|TABLE:ID",
      description =
          "Leave a live record that is in the way out of this run: it stays live. May be repeated.")
  List<String> leave = new ArrayList<>();

  LeftOut leftOut() {
    return LeftOut.of(leave);
  }
}
