package extrato.cli.running;

import extrato.cli.output.Console;
import extrato.cli.output.Line;
import extrato.cli.output.Report;
import extrato.cli.output.Result;
import extrato.cli.output.RunEnd;
import extrato.runs.Run;
import extrato.studio.Count;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints a run's result: for a person, as JSON, or as the document that was asked for. */
record RunPrinter(Console console, Task task) {
  void print(String environment, Run run, RunEnd end, List<Wording> warnings) {
    if (!task.common().quiet && !task.monitored()) {
      warnings.forEach(console::warning);
    }
    Result result = end.result();
    Failure failure = end.failure();
    Consumer<PrintWriter> document = result == null ? null : result.text().document();
    if (document != null) {
      console.document(document);
    } else if (task.common().json) {
      console.json(
          Report.of(
              run,
              end.outcome(),
              end.exitCode(),
              warnings.stream().map(Wording::text).toList(),
              failure,
              result == null ? Map.of() : result.details()));
    } else if (result != null && (!task.common().quiet || failure != null)) {
      text(environment, run, result);
      if (failure == null) {
        console.line(result.verdict());
      }
    }
    console.flush();
    if (task.common().verbose) {
      run.steps().forEach((step, millis) -> console.note(step + ": " + millis + " ms"));
    }
    if (failure != null) {
      console.error(failure);
    }
  }

  private void text(String environment, Run run, Result result) {
    if (!result.text().isPlain()) {
      console.heading(run, environment);
      console.tables(run);
      result.details().forEach(this::detail);
      console.steps(run);
    }
    result.text().lines().forEach(console::line);
  }

  /** Prints a detail that is a word or a number; a count is labelled by what it counts. */
  private void detail(String name, @Nullable Object value) {
    if (value instanceof String || value instanceof Number) {
      String head = String.format(Locale.ROOT, "  %-11s ", name.replaceFirst("_count$", "s"));
      boolean whole = value instanceof Integer || value instanceof Long;
      console.line(
          Line.named(head, whole ? Count.of(((Number) value).longValue()) : String.valueOf(value)));
    }
  }
}
