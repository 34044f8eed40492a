package extrato.cli.fleet;

import extrato.studio.Count;
import extrato.support.failure.ExitCode;
import extrato.support.failure.Failure;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What became of all studios together.
 *
 * @param ends by name
 */
public record FleetEnd(List<StudioEnd> ends) {
  private static final int NAMED = 10;

  public FleetEnd {
    ends = ends.stream().sorted(Comparator.comparing(end -> end.studio().name())).toList();
  }

  public long done() {
    return ends.stream().filter(StudioEnd::isDone).count();
  }

  public long notBegun() {
    return ends.stream().filter(end -> end.exitCode() == null).count();
  }

  public long failed() {
    return ends.size() - done() - notBegun();
  }

  public String verdict() {
    String verdict = Count.of(done()) + " of " + Count.of(ends.size(), "studio") + " done";
    return verdict
        + (failed() == 0 ? "" : ", " + Count.of(failed()) + " failed")
        + (notBegun() == 0 ? "" : ", " + Count.of(notBegun()) + " not begun");
  }

  /**
   * What it comes to; null when every studio is done.
   *
   * @param signal what ended it early, or null
   */
  public @Nullable Failure failure(@Nullable Failure signal) {
    if (done() == ends.size()) {
      return null;
    }
    Set<Integer> codes =
        ends.stream()
            .map(StudioEnd::exitCode)
            .filter(code -> code != null)
            .collect(Collectors.toSet());
    ExitCode code =
        codes.size() == 1 && done() == 0 && notBegun() == 0
            ? ExitCode.of(codes.iterator().next())
            : ExitCode.SOME_STUDIOS;
    return new Failure.SomeStudios(
        signal == null ? code : signal.code(),
        verdict() + ": " + names(),
        "what each says is above; the same command again does what is left");
  }

  private String names() {
    List<StudioEnd> left = ends.stream().filter(end -> !end.isDone()).toList();
    String named =
        left.stream()
            .limit(NAMED)
            .map(
                end ->
                    end.studio().name()
                        + " ("
                        + (end.exitCode() == null ? "not begun" : "exit " + end.exitCode())
                        + ")")
            .collect(Collectors.joining(", "));
    return left.size() > NAMED ? named + " and " + (left.size() - NAMED) + " more" : named;
  }
}
