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
 * @param lines the command's own part of the text
 * @param failure what the command found wrong, if it has a result nevertheless
 * @param isRecorded whether the work's own transaction has finished the run's record
 * @param isPlain whether the text has only the lines, without table and heading
 * @param document writes to standard output directly, in place of everything else; otherwise null
 */
public record Result(
    Outcome outcome,
    String verdict,
    Map<String, Object> details,
    Lines lines,
    @Nullable Failure failure,
    boolean isRecorded,
    boolean isPlain,
    @Nullable Consumer<PrintWriter> document) {
  public static Result of(Outcome outcome, String verdict) {
    return new Result(outcome, verdict, Map.of(), Lines.NONE, null, false, false, null);
  }

  public Result with(String name, @Nullable Object value) {
    Map<String, Object> more = new LinkedHashMap<>(details);
    more.put(name, value);
    return new Result(outcome, verdict, more, lines, failure, isRecorded, isPlain, document);
  }

  /** Prints the JSON unchanged: parsing it would turn its amounts into floating point. */
  public Result withJson(String name, String json) {
    return with(name, new RawValue(json));
  }

  public Result withLines(List<String> text) {
    return withTintedLines(text.stream().map(Line::plain).toList());
  }

  public Result withTintedLines(List<Line> text) {
    return withLines(Lines.of(text));
  }

  public Result withLines(Lines text) {
    return new Result(outcome, verdict, details, text, failure, isRecorded, isPlain, document);
  }

  public Result failing(Failure found) {
    return new Result(outcome, verdict, details, lines, found, isRecorded, isPlain, document);
  }

  public Result recorded() {
    return new Result(outcome, verdict, details, lines, failure, true, isPlain, document);
  }

  public Result plain() {
    return new Result(outcome, verdict, details, lines, failure, isRecorded, true, document);
  }

  public Result withDocument(Consumer<PrintWriter> text) {
    return new Result(outcome, verdict, details, lines, failure, isRecorded, isPlain, text);
  }
}
