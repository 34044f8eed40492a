package extrato.cli.output;

import com.fasterxml.jackson.databind.util.RawValue;
import extrato.runs.Outcome;
import extrato.support.failure.Failure;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The output of a command.
 *
 * @param verdict the last line
 * @param details the command's own part of the JSON object
 * @param failure what the command found wrong, if it has a result nevertheless
 * @param isRecorded whether the work's own transaction has finished the run's record
 */
public record Result(
    Outcome outcome,
    String verdict,
    Map<String, Object> details,
    Text text,
    @Nullable Failure failure,
    boolean isRecorded) {

  /**
   * What people read.
   *
   * @param lines the command's own part
   * @param isPlain whether there are only the lines, without table and heading
   * @param document writes to standard output directly, in place of everything else; otherwise null
   */
  public record Text(Lines lines, boolean isPlain, @Nullable Consumer<PrintWriter> document) {
    private static final Text NONE = new Text(Lines.NONE, false, null);
  }

  public static Result of(Outcome outcome, String verdict) {
    return new Result(outcome, verdict, Map.of(), Text.NONE, null, false);
  }

  public Result with(String name, @Nullable Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new Result(outcome, verdict, more, text, failure, isRecorded);
  }

  /** Prints the JSON unchanged: parsing it would turn its amounts into floating point. */
  public Result withJson(String name, String json) {
    return with(name, new RawValue(json));
  }

  public Result withLines(List<String> lines) {
    return withTintedLines(lines.stream().map(Line::plain).toList());
  }

  public Result withTintedLines(List<Line> lines) {
    return withLines(Lines.of(lines));
  }

  public Result withLines(Lines lines) {
    return with(new Text(lines, text.isPlain(), text.document()));
  }

  public Result failing(Failure found) {
    return new Result(outcome, verdict, details, text, found, isRecorded);
  }

  public Result recorded() {
    return new Result(outcome, verdict, details, text, failure, true);
  }

  public Result plain() {
    return with(new Text(text.lines(), true, text.document()));
  }

  public Result withDocument(Consumer<PrintWriter> document) {
    return with(new Text(text.lines(), text.isPlain(), document));
  }

  private Result with(Text other) {
    return new Result(outcome, verdict, details, other, failure, isRecorded);
  }
}
