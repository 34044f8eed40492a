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
 * What a command has to say.
 *
 * @param verdict the last line
 * @param details the command's own part of the JSON object
 * @param lines the command's own part of the text
 * @param failure what the command found wrong, when it has a result all the same
 * @param isRecorded whether the run's record was finished in the work's own transaction
 * @param isPlain whether the text is the lines alone, without table and heading
 * @param document writes what standard output gets as it is, instead of all the rest; null for no
 *     such
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

  /** The JSON goes out as it is: taken apart, its money would become floating point. */
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
