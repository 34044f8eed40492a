package extrato.cli.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.cli.output.TextTable;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import extrato.work.overview.State;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** How many studios stand, from the status of each. */
public record FleetStatus(FleetEnd fleet) {
  private static final int NAMED = 10;

  private static final Set<String> CLOSED = words(State.CLOSED, State.LATE_RECORDS, State.LEGACY);
  private static final Set<String> OPEN =
      words(State.OPEN, State.BACKED_UP, State.RESTORED, State.FAILED, State.DIED, State.RUNNING);

  private static Set<String> words(State... states) {
    return Stream.of(states).map(State::word).collect(Collectors.toSet());
  }

  public List<String> lines(int width) {
    TextTable table =
        new TextTable()
            .word("studio")
            .word("closed to")
            .number("open")
            .text("what needs attention");
    for (StudioEnd end : fleet.ends()) {
      table.row(
          List.of(
              end.studio().name(),
              months(end, CLOSED).findFirst().orElse(end.isAnswered() ? "-" : ""),
              end.isAnswered() ? String.valueOf(months(end, OPEN).count()) : "",
              end.isDone() ? "" : end.message()));
    }
    return table.lines(width);
  }

  /** The months in such a state, the newest first. */
  private static Stream<String> months(StudioEnd end, Set<String> states) {
    JsonNode report = end.report();
    return report == null
        ? Stream.of()
        : StreamSupport.stream(report.path("result").path("months").spliterator(), false)
            .filter(month -> states.contains(month.path("state").asText()))
            .map(month -> month.path("month").asText());
  }

  /** One object for each studio. */
  public List<ObjectNode> json() {
    return fleet.ends().stream().map(StudioEnd::json).toList();
  }

  public String verdict() {
    return Count.of(fleet.ends().size(), "studio") + ", nothing needs attention";
  }

  /** Null when nothing needs attention. */
  public @Nullable Failure failure() {
    List<String> names =
        fleet.ends().stream().filter(end -> !end.isDone()).map(end -> end.studio().name()).toList();
    return names.isEmpty()
        ? null
        : new Failure.Attention(
            Count.of(names.size())
                + " of "
                + Count.of(fleet.ends().size())
                + " studios need attention: "
                + names.stream().limit(NAMED).collect(Collectors.joining(", "))
                + (names.size() > NAMED ? " and " + Count.of(names.size() - NAMED) + " more" : ""),
            "EXTRATO_STUDIO=NAME extrato status shows one in full");
  }
}
