package extrato.cli.fleet;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import extrato.cli.output.Console;
import extrato.cli.output.ProcessEnvironment;
import extrato.cli.output.ProgressLine;
import extrato.cli.output.TextTable;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a person or a program sees of many studios. At a terminal: how far it is, then a table.
 * Elsewhere: a line for each studio as it ends. As JSON: one object a line, the whole last.
 */
public final class FleetScreen {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;
  private final ProcessEnvironment surroundings;
  private final Form form;
  private final boolean quiet;
  private final int all;
  private final int longestName;
  private final @Nullable ProgressLine progress;
  private final long began = System.nanoTime();
  private int done;
  private int failed;

  /** Who reads it. */
  public enum Form {
    TEXT,
    JSON
  }

  /**
   * @param quiet whether only failures are worth a line
   */
  public FleetScreen(
      Console console,
      ProcessEnvironment surroundings,
      List<FleetStudio> studios,
      Form form,
      boolean quiet) {
    this.console = console;
    this.surroundings = surroundings;
    this.form = form;
    this.quiet = quiet;
    this.all = studios.size();
    this.longestName = studios.stream().mapToInt(one -> one.name().length()).max().orElse(0);
    this.progress =
        surroundings.isWatched() && !quiet
            ? new ProgressLine(console.err(), surroundings.screen().columns())
            : null;
  }

  /** Before the first has ended. */
  public void begin() {
    showProgress();
  }

  public void ended(StudioEnd end) {
    if (end.isDone()) {
      done++;
    } else {
      failed++;
    }
    if (form == Form.JSON) {
      print(end.json());
    } else if (progress == null && (!quiet || !end.isDone())) {
      console.line(line(end));
      console.flush();
    }
    showProgress();
  }

  private void showProgress() {
    if (progress != null) {
      int over = done + failed;
      int left = all - over;
      progress.show(
          String.format(
                  Locale.ROOT,
                  "%s done, %s failed, %s left",
                  Count.of(done),
                  Count.of(failed),
                  Count.of(left))
              + (over == 0 || left == 0
                  ? ""
                  : ", about "
                      + words(Duration.ofNanos((System.nanoTime() - began) / over * left))
                      + " yet"));
    }
  }

  /** After the last has ended. */
  public void end(FleetEnd fleet, @Nullable Failure failure) {
    if (progress != null) {
      progress.end();
    }
    if (form == Form.JSON) {
      print(
          JSON.createObjectNode()
              .put("studios", fleet.ends().size())
              .put("done", fleet.done())
              .put("failed", fleet.failed())
              .put("not_begun", fleet.notBegun())
              .put("exit_code", failure == null ? 0 : failure.code().number())
              .put("duration_ms", (System.nanoTime() - began) / 1_000_000));
    } else if (progress != null) {
      table(fleet).forEach(console::line);
    }
    if (failure != null) {
      console.error(failure);
    } else if (form == Form.TEXT && !quiet) {
      console.line(fleet.verdict());
      console.flush();
    }
  }

  private List<String> table(FleetEnd fleet) {
    TextTable table =
        new TextTable()
            .word("studio")
            .number("exit")
            .word("outcome")
            .number("took")
            .text("what it says");
    fleet
        .ends()
        .forEach(
            end ->
                table.row(
                    List.of(
                        end.studio().name(),
                        code(end),
                        end.outcome(),
                        words(end.took()),
                        end.message())));
    return table.lines(surroundings.width());
  }

  private String line(StudioEnd end) {
    return String.format(
            Locale.ROOT,
            "%-" + Math.max(1, longestName) + "s  %4s  %-14s %8s  %s",
            end.studio().name(),
            code(end),
            end.outcome(),
            words(end.took()),
            end.message())
        .stripTrailing();
  }

  private static String code(StudioEnd end) {
    return end.exitCode() == null ? "-" : end.exitCode().toString();
  }

  private void print(ObjectNode line) {
    console.jsonLine(line);
  }

  private static String words(Duration took) {
    long tenths = took.toMillis() / 100;
    return tenths < 600
        ? tenths / 10 + "." + tenths % 10 + " s"
        : took.toMinutes() + " min " + took.toSecondsPart() + " s";
  }
}
