package extrato.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.runs.Run;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;

/** All that the program prints: results to standard output, everything else to standard error. */
public final class Console {
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final PrintWriter err;
  private final ProcessEnvironment surroundings;
  private final Documentation documents = Documentation.ofThisProcess();
  private final Set<Wording> warned = new HashSet<>();

  public Console(PrintWriter out, PrintWriter err, ProcessEnvironment surroundings) {
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
  }

  public PrintWriter out() {
    return out;
  }

  public PrintWriter err() {
    return err;
  }

  /** A run that could not begin. */
  public void refused(String command, Failure failure, boolean json) {
    if (json) {
      json(Report.refused(command, failure));
    }
    error(failure);
  }

  public void json(Report report) {
    write(report, out);
    out.println();
    out.flush();
  }

  /** One object on a line of its own. */
  public void jsonLine(JsonNode object) {
    write(object, out);
    out.println();
    out.flush();
  }

  public static String text(Report report) {
    StringWriter text = new StringWriter();
    write(report, text);
    return text.toString();
  }

  /** Written as it is made: a month's lists may be larger than the memory. */
  private static void write(Object report, Writer out) {
    try (Writer harmless = new HarmlessJson(out)) {
      new ObjectMapper().writeValue(harmless, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line: what happened, to what, what to do. */
  public void error(Failure failure) {
    String hint = failure.hint().isEmpty() ? "" : "; " + failure.hint();
    // Standard error may be a log or a mail as well: only a person may read it all.
    String text = surroundings.isWatched() ? failure.forTerminal() : failure.text();
    complain(RED, "extrato:", text + hint);
  }

  /** Said once, also when a question wanted it said before the run's end. */
  public void warning(Wording warning) {
    if (warned.add(warning)) {
      warning(surroundings.isWatched() ? warning.forTerminal() : warning.text());
    }
  }

  public void warning(String warning) {
    complain(YELLOW, "extrato: warning:", warning);
  }

  public void note(String note) {
    complain("", "extrato:", note);
  }

  /** A question, whose answer is typed behind it. */
  public void ask(String question) {
    out.flush();
    List<String> lines =
        TextWidth.wrap(
            "extrato: " + HarmlessText.of(question), TextWidth.less(surroundings.errWidth(), 2));
    err.print(String.join("\n  ", lines) + " ");
    err.flush();
  }

  /** One line, but for a terminal that it does not fit. */
  private void complain(String colour, String who, String text) {
    List<String> lines =
        TextWidth.wrap(
            who + " " + HarmlessText.of(documents.named(text)),
            TextWidth.less(surroundings.errWidth(), 2));
    boolean coloured = surroundings.screen().colour() && !colour.isEmpty();
    err.println((coloured ? colour + who + PLAIN : who) + lines.get(0).substring(who.length()));
    lines.subList(1, lines.size()).forEach(line -> err.println("  " + line));
    err.flush();
  }

  /** The line that tells which books are at stake. */
  public void heading(Run run, String environment) {
    String month = run.month() == null ? "" : " of " + run.month().slashed();
    out.println(
        String.format(
                Locale.ROOT, "%s%s · %s · run %s", run.command(), month, environment, run.id())
            + (run.isDryRun() ? " · dry run" : ""));
  }

  public void line(String text) {
    line(Line.plain(text));
  }

  /** A whole file for another program; whoever made it saw to what is in it. */
  public void document(Consumer<PrintWriter> text) {
    text.accept(out);
    out.flush();
  }

  public void line(Line line) {
    String head = HarmlessText.of(line.head());
    List<String> lines =
        TextWidth.hanging(
            head, HarmlessText.of(documents.named(line.text())), surroundings.width());
    out.println(tinted(line.tint(), head) + lines.get(0).substring(head.length()));
    lines.subList(1, lines.size()).forEach(out::println);
  }

  private String tinted(Line.Tint tint, String text) {
    if (!surroundings.colourOut()) {
      return text;
    }
    return switch (tint) {
      case NONE -> text;
      case GOOD -> GREEN + text + PLAIN;
      case ODD -> YELLOW + text + PLAIN;
      case BAD -> RED + text + PLAIN;
    };
  }

  public void flush() {
    out.flush();
  }

  public void tables(Run run) {
    RunLines.tables(run).forEach(this::line);
  }

  public void steps(Run run) {
    RunLines.steps(run, surroundings.width()).forEach(out::println);
  }
}
