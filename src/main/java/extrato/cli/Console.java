package extrato.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import extrato.runs.Run;
import extrato.runs.TableCounts;
import extrato.studio.Tabela;
import extrato.support.failure.Failure;
import extrato.support.failure.Wording;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** All that the program prints: results to standard output, everything else to standard error. */
final class Console {
  /** Of a terminal as it opens; what is wider is broken anywhere. */
  private static final int WIDTH = 80;

  private static final Locale BRAZIL = Locale.forLanguageTag("pt-BR");
  private static final String RED = "\u001b[31m";
  private static final String YELLOW = "\u001b[33m";
  private static final String GREEN = "\u001b[32m";
  private static final String PLAIN = "\u001b[0m";

  private final PrintWriter out;
  private final PrintWriter err;
  private final Surroundings surroundings;

  Console(PrintWriter out, PrintWriter err, Surroundings surroundings) {
    this.out = out;
    this.err = err;
    this.surroundings = surroundings;
  }

  PrintWriter out() {
    return out;
  }

  PrintWriter err() {
    return err;
  }

  /** A run that could not begin. */
  void refused(String command, Failure failure, boolean json) {
    if (json) {
      json(Report.refused(command, failure));
    }
    error(failure);
  }

  void json(Report report) {
    write(report, out);
    out.println();
    out.flush();
  }

  static String text(Report report) {
    StringWriter text = new StringWriter();
    write(report, text);
    return text.toString();
  }

  /** Written as it is made: a month's lists may be larger than the memory. */
  private static void write(Report report, Writer out) {
    try (Writer harmless = new HarmlessJson(out)) {
      new ObjectMapper().writeValue(harmless, report);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One line: what happened, to what, what to do. */
  void error(Failure failure) {
    String hint = failure.hint().isEmpty() ? "" : "; " + failure.hint();
    // Standard error may be a log or a mail as well: only a person may read it all.
    String said = surroundings.terminal() ? failure.forTerminal() : failure.text();
    err.println(coloured(RED, "extrato:") + " " + printable(said + hint));
    err.flush();
  }

  void warning(Wording warning) {
    warning(surroundings.terminal() ? warning.forTerminal() : warning.text());
  }

  void warning(String warning) {
    err.println(coloured(YELLOW, "extrato: warning:") + " " + printable(warning));
    err.flush();
  }

  void note(String note) {
    err.println("extrato: " + printable(note));
    err.flush();
  }

  /** The line that tells which books are at stake. */
  void heading(Run run, String environment) {
    String month = run.month() == null ? "" : " of " + run.month().slashed();
    out.println(
        String.format(
                Locale.ROOT, "%s%s · %s · run %s", run.command(), month, environment, run.id())
            + (run.isDryRun() ? " · dry run" : ""));
  }

  void line(String text) {
    out.println(printable(text));
  }

  /** A whole file for another program; whoever made it saw to what is in it. */
  void document(Consumer<PrintWriter> text) {
    text.accept(out);
    out.flush();
  }

  void line(Line line) {
    out.println(tinted(line.tint(), printable(line.head())) + printable(line.text()));
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

  void flush() {
    out.flush();
  }

  /** The run's tables, one line each; only the columns that say something. */
  void tables(Run run) {
    if (run.countsByTable().isEmpty()) {
      return;
    }
    boolean closing =
        run.countsByTable().values().stream().anyMatch(c -> c.archived() + c.deleted() > 0);
    boolean late = run.countsByTable().values().stream().anyMatch(c -> c.late() > 0);
    StringBuilder heading =
        new StringBuilder(String.format(Locale.ROOT, "  %-12s%10s", "", "records"));
    if (closing) {
      heading.append(String.format(Locale.ROOT, "%10s%10s%10s", "archived", "staying", "deleted"));
    }
    if (late) {
      heading.append(String.format(Locale.ROOT, "%8s", "late"));
    }
    if (!run.sumsByTable().isEmpty()) {
      heading.append(String.format(Locale.ROOT, "%18s", "valor"));
    }
    out.println(heading);
    for (Tabela tabela : Tabela.values()) {
      TableCounts counts = run.counts(tabela);
      StringBuilder line =
          new StringBuilder(
              String.format(Locale.ROOT, "  %-12s%10d", tabela.table(), counts.found()));
      if (closing) {
        line.append(
            String.format(
                Locale.ROOT, "%10d%10d%10d", counts.archived(), counts.stayed(), counts.deleted()));
      }
      if (late) {
        line.append(String.format(Locale.ROOT, "%8d", counts.late()));
      }
      if (!run.sumsByTable().isEmpty()) {
        line.append(
            String.format(
                Locale.ROOT,
                "%18s",
                reais(run.sumsByTable().getOrDefault(tabela.table(), "0.00"))));
      }
      out.println(line);
    }
  }

  void steps(Run run) {
    List<String> steps =
        run.steps().entrySet().stream()
            .map(step -> step.getKey() + " " + step.getValue() + " ms")
            .toList();
    if (!steps.isEmpty()) {
      folded(String.format(Locale.ROOT, "  %-12s", "took"), steps, " · ").forEach(this::line);
    }
  }

  /**
   * The parts on as many lines as a terminal needs, below each other behind the first one's name.
   */
  static List<String> folded(String name, List<String> parts, String between) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(name).append(parts.get(0));
    for (String part : parts.subList(1, parts.size())) {
      if (line.length() + between.length() + part.length() > WIDTH) {
        lines.add(line.toString());
        line = new StringBuilder(" ".repeat(name.length())).append(part);
      } else {
        line.append(between).append(part);
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /** A text of any length behind its name, cut where a terminal would break it. */
  static List<String> broken(String name, String text) {
    String safe = printable(text);
    int room = WIDTH - name.length();
    List<String> lines = new ArrayList<>();
    int from = 0;
    do {
      int to =
          safe.offsetByCodePoints(from, Math.min(room, safe.codePointCount(from, safe.length())));
      lines.add((from == 0 ? name : " ".repeat(name.length())) + safe.substring(from, to));
      from = to;
    } while (from < safe.length());
    return lines;
  }

  /** {@code R$ 1.234,56}, as the studio's people write it. */
  static String reais(String amount) {
    return amount.equals("NaN")
        ? "NaN"
        : "R$ " + String.format(BRAZIL, "%,.2f", new BigDecimal(amount));
  }

  /** What came from a database or a file cannot steer the terminal. */
  static String printable(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (steersTerminal(c)) {
                safe.append(
                    String.format(
                        Locale.ROOT, (c <= Character.MAX_VALUE ? "\\u%04x" : "\\u{%x}"), c));
              } else {
                safe.appendCodePoint(c);
              }
            });
    return safe.toString();
  }

  static boolean steersTerminal(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  private String coloured(String colour, String text) {
    return surroundings.colour() ? colour + text + PLAIN : text;
  }
}
